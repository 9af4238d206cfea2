import Database
import Monitoring

@testable import Store

/// A database whose transactions take no time by the clock of the test, so that a busy machine changes nothing.
struct TimelessDatabase: Database {
    let base: any Database
    let time: ManualTime

    func read<Result: Sendable>(
        _ body: @escaping @Sendable (any Transaction) throws -> Result
    ) async throws -> Result { try await standing { try await base.read(body) } }

    func write<Result: Sendable>(
        _ lock: WriteLock, _ body: @escaping @Sendable (any Transaction) throws -> Result
    ) async throws -> Result { try await standing { try await base.write(lock, body) } }

    func first<Result: Sendable>(
        _ sql: String, _ values: [any ValueConvertible], _ decode: @escaping @Sendable (inout Row) throws -> Result
    ) async throws -> Result? { try await standing { try await base.first(sql, values, decode) } }

    func serverTime() async throws -> Int64? { try await base.serverTime() }

    /// What the test itself looks up holds up nothing.
    private func standing<Result>(_ body: () async throws -> Result) async throws -> Result {
        if Observation.isUnderWay { return try await body() }
        return try await time.standing(body)
    }
}

extension Store {
    static func temporary(in time: ManualTime) async throws -> Store {
        let database = TimelessDatabase(base: try await Store.temporary().database, time: time)
        return Store(database: database, secretKey: Secret("temporary"), logger: .silent, now: { time.now })
    }
}
