internal import Foundation
internal import Monitoring
internal import SNMP

/// What is kept of a device: what its agent can do and who it is, and the master keys of the user that asks it, so that
/// a restart discovers nothing and derives nothing.
struct LearnedAccess: Codable, Equatable {
    var device: DeviceKnowledge
    /// Of a user of v3 alone.
    var keys: Keys?

    struct Keys: Codable, Equatable {
        var authentication: [UInt8]
        var privacy: [UInt8]
    }

    init(_ device: DeviceKnowledge, keys: MasterKeys?) {
        self.device = device
        self.keys = keys.map { Keys(authentication: $0.authenticationKey, privacy: $0.privacyKey) }
    }

    /// - Throws: where it is not what ``text()`` wrote.
    init(_ text: Secret) throws {
        self = try JSONDecoder().decode(Self.self, from: Data(text.reveal().utf8))
    }

    func text() throws -> Secret {
        Secret(String(decoding: try JSONEncoder().encode(self), as: UTF8.self))
    }

    /// The parts that do not change by themselves, in words. An engine's clock ticks on without us, but drifts: what is
    /// older than a week is learned again.
    var fingerprint: String {
        var parts: [String] = []
        let limits = device.limits
        if let varBinds = limits.varBinds { parts.append("\(varBinds) bindings a reply at most") }
        if let objects = limits.objects { parts.append("\(objects) objects a GET at most") }
        if let columns = limits.columns { parts.append("\(columns) columns at once at most") }
        if !limits.rootsWithoutBulk.isEmpty {
            parts.append("no GETBULK for \(limits.rootsWithoutBulk.map(\.name).joined(separator: ", "))")
        }
        if let engine = device.engine {
            parts.append("engine \(engine.engineID), start \(engine.boots)")
            if engine.hasPrivacy { parts.append("decrypts") }
            if let way = engine.keyExtension { parts.append("keys extended by \(way.rawValue)") }
            parts.append("clock of week \(engine.takenAt / Self.week)")
        }
        return parts.joined(separator: ", ")
    }

    private static let week: Int64 = 7 * 86_400_000
}
