internal import Database
internal import Foundation
package import Logging
internal import Monitoring
internal import Store

/// The database of an installation and what an operator does with it from the shell.
package struct Installation: Sendable {
    /// Takes a line for the operator.
    package typealias Say = @Sendable (String) -> Void

    private let configuration: Configuration
    private let logger: Logger
    let say: Say

    package init(_ configuration: Configuration, logger: Logger, say: @escaping Say) {
        self.configuration = configuration
        self.logger = logger
        self.say = say
    }

    // MARK: Migrations

    package func showMigrations() async throws {
        let status = try await migrator().status()
        for migration in status.applied { say("applied  \(migration.number) \(migration.name)") }
        for migration in status.pending { say("pending  \(migration.number) \(migration.name)") }
    }

    /// Says what `migrate` would do.
    package func showPending() async throws {
        let pending = try await migrator().status().pending
        guard !pending.isEmpty else { return say("The database is up to date.") }
        for migration in pending {
            say("-- migration \(migration.number) (\(migration.name))")
            for statement in migration.statements { say(statement + ";") }
        }
    }

    package func migrate() async throws {
        try DataDirectory(configuration.dataDirectory).prepare()
        let database = try open()
        let applied = try await Migrator.ofStore(on: database).migrate()
        for migration in applied { say("Applied migration \(migration.number) (\(migration.name)).") }
        if applied.isEmpty { say("The database is up to date.") }
    }

    /// Goes on with the configured key although the secrets in the database were sealed with another.
    package func acceptKey() async throws {
        let keys = try ServerKeys(configuration)
        let store = Store(database: try openExisting(), secretKey: keys.sealing, logger: logger)
        try await store.acceptKey()
        say("Secrets are sealed with this key from now on. Enter communities, passwords and webhook addresses again.")
    }

    private func migrator() throws -> Migrator { .ofStore(on: try openExisting()) }

    // MARK: Backups

    /// - Parameter replacing: whether the file may be there already.
    package func backUp(to path: String, replacing: Bool) async throws {
        guard replacing || !FileManager.default.fileExists(atPath: path) else {
            throw ConfigurationError("\(path) is there already. Name another file, or add --force to replace it.")
        }
        let manifest = try await Backup(path: path).write(of: openExisting(), version: Version.current, at: .now)
        say("Wrote \(manifest.rows) rows of \(manifest.tables.count) tables to \(path).")
        let hasOwnKey = configuration.secretKey == nil
        say(
            "Keep \(hasOwnKey ? "\(configuration.dataDirectory)/secret.key" : "SECRET_KEY") apart from it: without the key its secrets cannot be read."
        )
    }

    /// - Parameter replacing: whether what is in the database may be lost.
    package func restore(from path: String, replacing: Bool) async throws {
        try DataDirectory(configuration.dataDirectory).prepare()
        let database = try open()
        try await refuseWorkers(in: database)
        let manifest = try await Backup(path: path).restore(into: database, replacing: replacing)
        say("Restored \(manifest.rows) rows of \(manifest.createdAt), and found each of them in the database.")
    }

    /// Restores into a database that goes again, and compares.
    package func verify(_ path: String) async throws {
        let manifest = try await Backup(path: path).restore(into: TemporaryDatabase(logger: logger), replacing: false)
        for table in manifest.tables where table.rows > 0 { say("\(table.title): \(table.rows) rows") }
        say("\(path) is whole: \(manifest.rows) rows of \(manifest.createdAt), of Lapwing \(manifest.version).")
    }

    // MARK: Another engine

    /// - Parameters:
    ///   - from: a `DATABASE_URL`; the configured one where it is absent.
    ///   - to: a `DATABASE_URL`.
    package func copy(from: String?, to: String) async throws {
        let origin = try from.map { try location($0, "--from") } ?? configuration.database
        let destination = try location(to, "--to")
        guard origin != destination else { throw ConfigurationError("--from and --to are the same database.") }
        let source = try openExisting(origin)
        let target = try destination.open(connections: 2, logger: logger)
        for database in [source, target] { try await refuseWorkers(in: database) }
        try await DatabaseCopy(from: source, to: target, origin: origin.place, say: say).run()
        say("The copy is whole. Start Lapwing with DATABASE_URL set to the target, and with the same SECRET_KEY.")
    }

    private func location(_ text: String, _ flag: String) throws -> DatabaseLocation {
        guard let location = DatabaseLocation(url: text) else {
            throw ConfigurationError("\(flag) is not \(DatabaseLocation.expectation).")
        }
        return location
    }

    // MARK: Databases

    private func open() throws -> any Database { try configuration.database.open(connections: 2, logger: logger) }

    /// For what neither seals nor reads a secret: no key is needed, and none is made.
    func storeWithoutKey() async throws -> Store {
        let store = Store(database: try openExisting(), secretKey: Secret("none"), logger: logger)
        let pending = try await store.migrator.status().pending
        guard pending.isEmpty else {
            throw ConfigurationError("The database lacks \(pending.count) migrations. Run “lapwing migrate” first.")
        }
        return store
    }

    private func openExisting() throws -> any Database { try openExisting(configuration.database) }

    /// Makes no new database where there is none.
    private func openExisting(_ location: DatabaseLocation) throws -> any Database {
        if case .sqlite(let path) = location, !FileManager.default.fileExists(atPath: path) {
            throw ConfigurationError("There is no database at \(path): set DATABASE_URL or DATA_DIR to where it is.")
        }
        return try location.open(connections: 2, logger: logger)
    }

    private func refuseWorkers(in database: any Database) async throws {
        let live = try await LiveWorkers.names(in: database)
        guard let first = live.first else { return }
        throw ConfigurationError(
            "Lapwing runs on the database: \(first)\(live.count > 1 ? " and \(live.count - 1) more" : ""). Stop it first."
        )
    }
}

extension DatabaseLocation {
    /// For sentences, without a password.
    fileprivate var place: String {
        switch self {
        case .sqlite(let path): path
        case .postgresql(let url): url.place
        }
    }
}
