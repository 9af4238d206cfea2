package import Database
package import Logging
package import Monitoring

/// What is configured and what happened: one file a subject. Every call is one transaction.
package struct Store: Sendable {
    let database: any Database
    let vault: Vault
    let logger: Logger
    let now: @Sendable () -> Timestamp

    /// - Parameters:
    ///   - secretKey: what secrets are encrypted under (`SECRET_KEY`).
    ///   - now: the wall clock.
    package init(
        database: any Database, secretKey: Secret, logger: Logger, now: @escaping @Sendable () -> Timestamp = { .now }
    ) {
        self.database = database
        vault = Vault(secretKey: secretKey)
        self.logger = logger
        self.now = now
    }

    /// Looks up and applies migrations of the schema.
    package var migrator: Migrator { Migrator(Schema.migrations, of: database) }

    /// Whether the database answers: one read.
    package func ping() async throws {
        _ = try await database.first("SELECT 1 FROM revisions", []) { $0.integer() }
    }

    /// A store of its own in a temporary directory, migrated: for tests.
    package static func temporary(
        secretKey: Secret = Secret("temporary"), now: @escaping @Sendable () -> Timestamp = { .now }
    ) async throws -> Store {
        let logger = Logger(label: "store", factory: { _ in SwiftLogNoOpLogHandler() })
        let store = Store(
            database: try TemporaryDatabase(logger: logger), secretKey: secretKey, logger: logger, now: now)
        _ = try await store.migrator.migrate()
        return store
    }
}
