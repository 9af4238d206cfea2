internal import Database
package import Monitoring

/// What the database holds of what decides.
package struct StoredPolicy: Sendable, Equatable {
    package let settings: StoredSettings
    /// Grows with every change of what follows.
    fileprivate let revision: Int64
    package let receivers: [Receiver]
    package let routes: [Route]
    /// Those that had not ended when this was read.
    package let windows: [MaintenanceWindow]
}

extension Store {
    /// Cheap enough to be called every second: what did not change since `before` is not read again, and no secret is
    /// looked into.
    package func storedPolicy(since before: StoredPolicy? = nil) async throws -> StoredPolicy {
        let moment = now()
        return try await database.read { transaction in
            let settings = try transaction.storedSettings()
            let revision = try transaction.policyRevision()
            let known = before?.revision == revision ? before : nil
            return StoredPolicy(
                settings: settings, revision: revision,
                receivers: try known?.receivers ?? transaction.receivers(vault: vault),
                routes: try known?.routes ?? transaction.routes(),
                windows: try known?.windows ?? transaction.maintenanceWindows(at: moment))
        }
    }
}

extension Transaction {
    fileprivate func policyRevision() throws -> Int64 {
        try first("SELECT value FROM revisions WHERE topic = '\(RevisionTopic.policy.text)'") { $0.integer() } ?? 0
    }
}

extension Store {
    /// What was read, as it decides.
    /// - Parameters:
    ///   - configured: what the settings of admins are laid over.
    ///   - problem: what keeps a receiver from sending by these settings; `nil` where nothing does.
    package func policy(
        _ stored: StoredPolicy, over configured: Settings, problem: (Receiver, Settings) -> String?
    ) -> Policy {
        let settings = configured.overlaid(with: overrides(in: stored.settings))
        let problems = stored.receivers.compactMap { receiver in
            (receiver.unreadable.values.min() ?? problem(receiver, settings)).map { (receiver.id, $0) }
        }
        return Policy(
            settings: settings, receivers: stored.receivers, problems: Dictionary(uniqueKeysWithValues: problems),
            routes: stored.routes, windows: stored.windows)
    }
}
