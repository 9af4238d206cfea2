internal import Database
internal import Telemetry

/// A database whose transactions are timed and whose failures are counted.
struct MeteredDatabase: Database {
    private struct Kind: Sendable {
        let name: String
        let latency: Histogram
        let errors: Counters

        init(_ name: String, _ metrics: Catalogue) {
            self.name = name
            latency = metrics.databaseLatency(name)
            errors = metrics.databaseErrors
        }

        func measure<Result>(_ body: () async throws -> Result) async throws -> Result {
            let start = ContinuousClock.now
            defer { latency.observe(ContinuousClock.now - start) }
            do {
                return try await body()
            } catch let error as DatabaseError {
                errors(name, error.code.label).increment()
                throw error
            }
        }
    }

    private let base: any Database
    private let reads: Kind
    private let writes: Kind
    private let pointReads: Kind
    private let health: WriteHealth

    init(_ base: any Database, metrics: Catalogue, health: WriteHealth = WriteHealth()) {
        self.base = base
        self.health = health
        reads = Kind("read", metrics)
        writes = Kind("write", metrics)
        pointReads = Kind("point_read", metrics)
    }

    func read<Result: Sendable>(
        _ body: @escaping @Sendable (any Transaction) throws -> Result
    ) async throws -> Result {
        try await reads.measure { try await base.read(body) }
    }

    func write<Result: Sendable>(
        _ lock: WriteLock, _ body: @escaping @Sendable (any Transaction) throws -> Result
    ) async throws -> Result {
        do {
            let result = try await writes.measure { try await base.write(lock, body) }
            health.took()
            return result
        } catch let error as DatabaseError {
            health.refused(error)
            throw error
        }
    }

    func first<Result: Sendable>(
        _ sql: String, _ values: [any ValueConvertible], _ decode: @escaping @Sendable (inout Row) throws -> Result
    ) async throws -> Result? {
        try await pointReads.measure { try await base.first(sql, values, decode) }
    }

    func serverTime() async throws -> Int64? { try await base.serverTime() }
}

extension DatabaseError.Code {
    /// The case's name in snake case, without the column that a value names.
    var label: String {
        "\(self)".prefix { $0 != "(" }.reduce(into: "") { label, character in
            if character.isUppercase { label += "_" }
            label += character.lowercased()
        }
    }
}
