import NIOConcurrencyHelpers

/// What the fleet's owner and its thread share.
final class FleetState: Sendable {
    struct Change: Sendable {
        let network: AgentNetwork
        let behaviour: AgentBehaviour
    }

    private struct Contents {
        var changes: [Change] = []
        var statistics = AgentStatistics()
        var journal: [JournalEntry] = []
        var isStopped = false
    }

    private let contents = NIOLockedValueBox(Contents())

    var statistics: AgentStatistics { contents.withLockedValue { $0.statistics } }
    var journal: [JournalEntry] { contents.withLockedValue { $0.journal } }

    func stop() {
        contents.withLockedValue { $0.isStopped = true }
    }

    func add(_ change: Change) {
        contents.withLockedValue { $0.changes.append(change) }
    }

    /// What was changed since it was last asked; `nil` once the fleet is to end.
    func takeChanges() -> [Change]? {
        contents.withLockedValue { contents in
            guard !contents.isStopped else { return nil }
            guard !contents.changes.isEmpty else { return [] }
            defer { contents.changes = [] }
            return contents.changes
        }
    }

    func publish(_ statistics: AgentStatistics, _ entries: [JournalEntry]) {
        contents.withLockedValue { contents in
            contents.statistics = statistics
            if !entries.isEmpty { contents.journal += entries }
        }
    }
}
