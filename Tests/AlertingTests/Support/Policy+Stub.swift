import Alerting
import Monitoring

extension Timestamp {
    /// 2026-01-15T12:00:00Z, a Thursday.
    static let noon = Timestamp(milliseconds: 1_768_478_400_000)
}

extension TaggedSubject {
    static let core = TaggedSubject(.device, 7, name: "core-1", tags: ["core"])
    static let gate = TaggedSubject(.camera, 7, name: "Gate", tags: ["yard"])
}

extension News {
    static func outage(_ severity: Severity = .high, tags: [String] = ["core"]) -> News {
        News(.deviceOffline, severity, of: TaggedSubject(.device, 7, name: "core-1", tags: tags))
    }
}

extension Policy {
    /// With the receivers `email`, `slack` and `pager`, ids 1, 2 and 3.
    static func stub(_ settings: Settings = Settings()) -> Policy {
        let names = ["email", "slack", "pager"]
        return Policy(
            settings: settings,
            receivers: names.indices.map { index in
                Receiver(
                    id: ID(Int64(index + 1)), kind: "email", name: names[index], createdAt: .noon, updatedAt: .noon)
            })
    }
}

extension Telling {
    /// The names of those who are told.
    var told: [String] { plans.filter { $0.course == .send }.map(\.name) }
}
