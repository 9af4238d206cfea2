package import Logging
internal import NIOConcurrencyHelpers

/// A database for tests on a PostgreSQL server, which is emptied when this goes.
package final class TemporaryPostgreSQLDatabase: Database {
    private let database: PostgreSQLDatabase
    private let name: String
    private let logger: Logger
    private let url: @Sendable (String) throws(DatabaseError) -> PostgreSQLURL

    /// - Parameter template: a URL in which `{database}` stands for the name of the database.
    package init(template: String, logger: Logger) throws {
        url = { name throws(DatabaseError) in
            guard let url = PostgreSQLURL(template.replacing("{database}", with: name)) else {
                throw DatabaseError(.cannotOpen, "“\(template)” is no URL of a PostgreSQL server.")
            }
            return url
        }
        let spare = Self.spare.withLockedValue { $0.popLast() }
        name = spare ?? "lapwing_test_\(String(UInt64.random(in: .min ... .max), radix: 16))"
        var limits = PostgreSQLLimits()
        limits.connections = 4
        self.logger = logger
        database = PostgreSQLDatabase(try url(name), limits: limits, logger: logger)
        if spare == nil { try run("CREATE DATABASE \(name) TEMPLATE template0", in: "postgres") }
    }

    deinit {
        guard (try? run("DROP SCHEMA public CASCADE; CREATE SCHEMA public", in: name)) != nil else { return }
        Self.spare.withLockedValue { $0.append(name) }
    }

    package func serverTime() async throws -> Int64? { try await database.serverTime() }

    /// The same as another process sees it.
    package func opened(limits: PostgreSQLLimits = PostgreSQLLimits()) throws -> PostgreSQLDatabase {
        PostgreSQLDatabase(try url(name), limits: limits, logger: logger)
    }

    /// Emptied ones: making another takes longer than a test does.
    private static let spare = NIOLockedValueBox<[String]>([])

    private func run(_ sql: String, in database: String) throws {
        _ = try PostgreSQLConnection(to: url(database)).run(sql, deadline: .now + .seconds(60))
    }

    package func read<Result: Sendable>(
        _ body: @escaping @Sendable (any Transaction) throws -> Result
    ) async throws -> Result { try await database.read(body) }

    package func write<Result: Sendable>(
        _ lock: WriteLock, _ body: @escaping @Sendable (any Transaction) throws -> Result
    ) async throws -> Result { try await database.write(lock, body) }

    package func first<Result: Sendable>(
        _ sql: String, _ values: [any ValueConvertible], _ decode: @escaping @Sendable (inout Row) throws -> Result
    ) async throws -> Result? { try await database.first(sql, values, decode) }
}
