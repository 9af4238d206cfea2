import Database
import Monitoring
import Synchronization
import Testing

@testable import Store

@Suite(.timeLimit(.minutes(5))) struct DatabaseCopyTests {
    private func copy(_ source: any Database, to target: any Database, origin: String = "a.db") async throws {
        try await DatabaseCopy(from: source, to: target, origin: origin, say: { _ in }).run()
    }

    @Test(arguments: Engine.ways)
    func `everything is copied from one engine to the other`(from: Engine, to: Engine) async throws {
        let source = try await from.store()
        try await source.fill(devices: 1300)
        let target = try to.open()
        try await copy(source.database, to: target)
        let there = Store(database: target, secretKey: Secret("archive"), logger: source.logger, now: { .start })
        #expect(try await there.sums() == source.sums())
        #expect(try await there.device(ID(1))?.configuration.parentID == ID(1299))
        #expect(try await there.addDevice("next", "10.9.9.9").id == ID(1301))
        #expect(try await UnfinishedCopy.origin(in: target) == nil)
    }

    @Test(arguments: Engine.atHand)
    func `a copy that is cut off anywhere goes on where it stopped`(engine: Engine) async throws {
        let source = try await Engine.sqlite.store()
        try await source.fill(devices: 1300)
        let target = FailingDatabase(try engine.open())
        var cuts = 0
        for allowed in 4... {
            target.allow(allowed)
            do {
                try await copy(source.database, to: target)
                break
            } catch is FailingDatabase.Cut {
                cuts += 1
                if allowed > 8 { #expect(try await UnfinishedCopy.origin(in: target) == "a.db") }
            }
        }
        #expect(cuts > 3)
        let there = Store(database: target, secretKey: Secret("archive"), logger: source.logger)
        #expect(try await there.sums() == source.sums())
    }

    @Test func `a target in use, or with the unfinished copy of another, is refused`() async throws {
        let source = try await Engine.sqlite.store()
        try await source.fill()
        let used = try await Engine.sqlite.store()
        _ = try await used.addDevice()
        await #expect(throws: ArchiveError.self) { try await copy(source.database, to: used.database) }
        #expect(try await UnfinishedCopy.origin(in: used.database) == nil)

        let target = FailingDatabase(try Engine.sqlite.open())
        target.allow(18)
        await #expect(throws: FailingDatabase.Cut.self) { try await copy(source.database, to: target) }
        target.allow(1000)
        await #expect(throws: ArchiveError.self) { try await copy(source.database, to: target, origin: "b.db") }
    }

    @Test func `a source that changes meanwhile is found out`() async throws {
        let source = try await Engine.sqlite.store()
        try await source.fill()
        let target = FailingDatabase(try Engine.sqlite.open())
        target.allow(20)
        await #expect(throws: FailingDatabase.Cut.self) { try await copy(source.database, to: target) }
        _ = try await source.database.write { try $0.execute("UPDATE users SET email = 'other@example.org'") }
        target.allow(1000)
        await #expect(throws: ArchiveError.self) { try await copy(source.database, to: target) }
        #expect(try await UnfinishedCopy.origin(in: target) == "a.db")
    }

    @Test func `workers that beat are live, those that were killed are not`() async throws {
        let store = try await Engine.sqlite.store()
        func row(_ name: String, _ seen: Timestamp) -> WorkerRow {
            WorkerRow(
                name: name, host: "h", roles: "worker", version: "1", state: WorkerRow.running, startedAt: .start,
                seenAt: seen)
        }
        try await store.writeWorker(row("killed", .start))
        try await store.writeWorker(row("live", .start))
        let live = try await LiveWorkers.names(in: store.database) { _ in
            try await store.writeWorker(row("live", .start + .seconds(10)))
            try await store.writeWorker(row("new", .start))
        }
        #expect(live == ["live", "new"])
        let empty = try await LiveWorkers.names(in: try Engine.sqlite.open()) { _ in Issue.record("It waits") }
        #expect(empty.isEmpty)
    }
}

/// A database whose writes fail after some.
private final class FailingDatabase: Database {
    struct Cut: Error {}

    private let database: any Database
    private let left = Mutex(Int.max)

    init(_ database: any Database) { self.database = database }

    func allow(_ writes: Int) { left.withLock { $0 = writes } }

    func read<Result: Sendable>(
        _ body: @escaping @Sendable (any Transaction) throws -> Result
    ) async throws -> Result { try await database.read(body) }

    func write<Result: Sendable>(
        _ lock: WriteLock, _ body: @escaping @Sendable (any Transaction) throws -> Result
    ) async throws -> Result {
        let isCut = left.withLock { left in
            left -= 1
            return left < 0
        }
        if isCut { throw Cut() }
        return try await database.write(lock, body)
    }

    func first<Result: Sendable>(
        _ sql: String, _ values: [any ValueConvertible], _ decode: @escaping @Sendable (inout Row) throws -> Result
    ) async throws -> Result? { try await database.first(sql, values, decode) }
}
