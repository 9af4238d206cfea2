import Database
import Foundation
import Monitoring
import Testing

@testable import Store

/// What polls cost a PostgreSQL server, by its own counts.
@Suite(.enabled(if: Engine.atHand.contains(.postgresql)), .timeLimit(.minutes(5))) struct PollCostTests {
    private struct Counts {
        var sequentialRows: Int64
        var updates: Int64
        var heapOnlyUpdates: Int64
    }

    private let store: Store
    private let fleet = 2000

    init() async throws {
        store = try await Engine.postgresql.store()
        let devices = (0..<fleet).map {
            DeviceConfiguration(name: "device-\($0)", address: "10.1.\($0 / 250).\($0 % 250)")
        }
        for start in stride(from: 0, to: fleet, by: 1000) {
            _ = try await store.createDevices(Array(devices[start..<(start + 1000)]))
        }
    }

    /// Every backend tells of its counts within a second or so.
    private func counts(after updates: Int64) async throws -> Counts {
        for _ in 0..<600 {
            let counts = try await store.database.first(
                """
                SELECT CAST(SUM(seq_tup_read) AS BIGINT),
                    CAST(SUM(CASE WHEN relname = 'subjects' THEN n_tup_upd END) AS BIGINT),
                    CAST(SUM(CASE WHEN relname = 'subjects' THEN n_tup_hot_upd END) AS BIGINT)
                FROM pg_stat_user_tables
                """, []
            ) { Counts(sequentialRows: $0.integer(), updates: $0.integer(), heapOnlyUpdates: $0.integer()) }
            if let counts, counts.updates >= updates { return counts }
            try await Task.sleep(for: .milliseconds(50))
        }
        throw DatabaseError(.busy, "The server did not tell of \(updates) updates.")
    }

    /// Polls each device once: what is due in each of `looks` parts of an interval.
    private func pollAll(_ round: Int, looks: Int) async throws -> Int {
        var polls = 0
        for look in 1...looks {
            let now = Timestamp.start + .seconds(300 * round) + .milliseconds(300_000 * look / looks)
            while case let claimed = try await store.claimDevices(100, at: now), !claimed.isEmpty {
                try await store.save(claimed, at: now) { .up($0.checks, at: now) }
                polls += claimed.count
            }
        }
        return polls
    }

    @Test func `no poll reads a table through, and updates of a state are heap-only`() async throws {
        // The first polls are of rows side by side, whose pages are full before any old version can go.
        let first = try await pollAll(0, looks: 1)
        #expect(first == fleet)
        var before = try await counts(after: Int64(first))
        var shares: [Double] = []
        // While a transaction of any database of the server lasts, old versions stay, and pages fill up.
        for round in 0..<5 where shares.allSatisfy({ $0 < 0.98 }) {
            let polls = try await pollAll(2 * round + 1, looks: 50) + pollAll(2 * round + 2, looks: 50)
            #expect(polls >= 2 * fleet)
            let after = try await counts(after: before.updates + Int64(polls))
            #expect(after.updates - before.updates == Int64(polls))
            shares.append(
                Double(after.heapOnlyUpdates - before.heapOnlyUpdates) / Double(after.updates - before.updates))
            let rows = after.sequentialRows - before.sequentialRows
            #expect(Double(rows) < Double(polls), "\(rows) rows of sequential scans in \(polls) polls")
            before = after
        }
        #expect(shares.contains { $0 >= 0.98 }, "\(shares)")
    }
}
