package import Database
internal import Foundation
package import Logging
package import Monitoring

/// What is configured and what happened: one file a subject. Every call is one transaction.
package struct Store: Sendable {
    let database: any Database
    let vault: Vault
    let blindKeys: BlindKeys
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
        blindKeys = BlindKeys(secretKey: secretKey)
        self.logger = logger
        self.now = now
    }

    /// Now, by the clock that counts for what is stored.
    package var moment: Timestamp { now() }

    /// Looks up and applies migrations of the schema.
    package var migrator: Migrator { .ofStore(on: database) }

    /// Whether the database answers: one read.
    package func ping() async throws {
        _ = try await database.first("SELECT 1 FROM revisions", []) { $0.integer() }
    }

    /// A store of its own, migrated, for tests: in a temporary directory, or on the server that `TEST_DATABASE_URL`
    /// names.
    package static func temporary(
        secretKey: Secret = Secret("temporary"), now: @escaping @Sendable () -> Timestamp = { .now }
    ) async throws -> Store {
        let logger = Logger(label: "store", factory: { _ in SwiftLogNoOpLogHandler() })
        let store = Store(
            database: try temporaryDatabase(logger: logger), secretKey: secretKey, logger: logger, now: now)
        _ = try await store.migrator.migrate()
        return store
    }

    private static func temporaryDatabase(logger: Logger) throws -> any Database {
        guard let template = ProcessInfo.processInfo.environment["TEST_DATABASE_URL"] else {
            return try TemporaryDatabase(logger: logger)
        }
        return try TemporaryPostgreSQLDatabase(template: template, logger: logger)
    }
}

extension Migrator {
    /// Of the schema that stores live on.
    package static func ofStore(on database: any Database) -> Migrator {
        Migrator(Schema.migrations, of: database, replacing: Schema.predecessor)
    }
}
