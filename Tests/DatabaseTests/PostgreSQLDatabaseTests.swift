import Database
import Foundation
import NIOConcurrencyHelpers
import Testing

/// What a server and the way to it may do to a database.
@Suite(.timeLimit(.minutes(1)), .enabled(if: Engine.postgresql.isAtHand))
struct PostgreSQLDatabaseTests {
    private let database: TemporaryPostgreSQLDatabase

    init() async throws {
        database = try Engine.postgresql.openServer()
        try await database.write {
            _ = try $0.execute("CREATE TABLE things (id INTEGER PRIMARY KEY, name TEXT NOT NULL)")
        }
    }

    private func limits(connections: Int = 2, _ change: (inout PostgreSQLLimits) -> Void = { _ in }) -> PostgreSQLLimits
    {
        var limits = PostgreSQLLimits()
        limits.connections = connections
        change(&limits)
        return limits
    }

    private static let ownProcess = "SELECT pg_backend_pid()"

    private func end(_ process: Int64) async throws {
        _ = try await database.first("SELECT pg_terminate_backend(CAST(? AS INTEGER), 5000)", [process]) {
            $0.boolean()
        }
    }

    @Test func `a connection that the server closed between two uses is replaced unnoticed`() async throws {
        let other = try database.opened(limits: limits(connections: 1))
        let process = try #require(try await other.first(Self.ownProcess, []) { $0.integer() })
        try await end(process)
        try await other.add(1, "one", to: "things")
        #expect(try await other.first(Self.ownProcess, []) { $0.integer() } != process)
        #expect(try await database.names() == ["one"])
    }

    @Test func `a transaction that the server drops is undone, may be tried again, and costs the next nothing`()
        async throws
    {
        let other = try database.opened(limits: limits(connections: 1))
        let error = await #expect(throws: DatabaseError.self) {
            try await other.write { transaction in
                try transaction.execute("INSERT INTO things (id, name) VALUES (1, 'one')")
                _ = try transaction.first("SELECT pg_terminate_backend(pg_backend_pid())") { $0.boolean() }
            }
        }
        #expect(error?.code == .unreachable)
        #expect(error?.isRetryable == true)
        try await other.add(2, "two", to: "things")
        #expect(try await database.names() == ["two"])
    }

    @Test func `a statement that takes too long is ended, and says that the server is slow`() async throws {
        let other = try database.opened(limits: limits { $0.statement = .milliseconds(200) })
        let start = ContinuousClock.now
        let error = await #expect(throws: DatabaseError.self) {
            try await other.read { _ = try $0.first("SELECT pg_sleep(30)") { _ in 1 } }
        }
        #expect(error?.code == .busy)
        #expect(ContinuousClock.now - start < .seconds(10))
        #expect(try await other.read { try $0.first("SELECT 1") { $0.integer() } } == 1)
    }

    @Test func `a writer that stands still is ended, so that others go on, and its late commit is refused`()
        async throws
    {
        let frozen = try database.opened(limits: limits { $0.idleTransaction = .milliseconds(300) })
        let isInside = NIOLockedValueBox(false)
        async let late = frozen.outcome(of: "frozen") {
            isInside.withLockedValue { $0 = true }
            Thread.sleep(forTimeInterval: 2)
        }
        while !isInside.withLockedValue({ $0 }) { try await Task.sleep(for: .milliseconds(5)) }
        let start = ContinuousClock.now
        try await database.add(1, "one", to: "things")
        #expect(ContinuousClock.now - start < .seconds(1.8))
        #expect(await late?.code == .unreachable)
        #expect(try await database.names() == ["one"])
    }

    @Test func `a writer that must be alone is, among processes too`() async throws {
        let others = try (0..<3).map { _ in try database.opened(limits: limits()) }
        try await database.add(0, "0", to: "things")
        try await withThrowingTaskGroup(of: Void.self) { group in
            for other in others {
                group.addTask {
                    for _ in 0..<20 {
                        try await other.write { transaction in
                            let count = try transaction.first("SELECT name FROM things") { Int($0.text()) ?? 0 } ?? 0
                            try transaction.execute("UPDATE things SET name = ?", [String(count + 1)])
                        }
                    }
                }
            }
            try await group.waitForAll()
        }
        #expect(try await database.names() == ["60"])
    }

    @Test func `writers among others are inside at the same time`() async throws {
        let others = try (0..<2).map { _ in try database.opened(limits: limits()) }
        let inside = NIOLockedValueBox(0)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for other in others {
                group.addTask {
                    try await other.write(.shared) { transaction in
                        _ = try transaction.first("SELECT 1") { $0.integer() }
                        inside.withLockedValue { $0 += 1 }
                        let deadline = ContinuousClock.now + .seconds(8)
                        while inside.withLockedValue({ $0 }) < 2, .now < deadline {
                            Thread.sleep(forTimeInterval: 0.005)
                        }
                    }
                }
            }
            try await group.waitForAll()
        }
        #expect(inside.withLockedValue { $0 } == 2)
    }

    @Test func `two writers in each other's way both get through`() async throws {
        for id in 1...2 { try await database.add(id, "old", to: "things") }
        let other = try database.opened(limits: limits(connections: 4))
        try await withThrowingTaskGroup(of: Void.self) { group in
            for order in [[1, 2], [2, 1]] {
                group.addTask {
                    try await other.write(.shared) { transaction in
                        for id in order {
                            try transaction.execute("UPDATE things SET name = name || ? WHERE id = ?", ["+", id])
                            Thread.sleep(forTimeInterval: 0.2)
                        }
                    }
                }
            }
            try await group.waitForAll()
        }
        #expect(try await database.names() == ["old++", "old++"])
    }

    @Test func `rows that another transaction holds are passed over`() async throws {
        for id in 1...4 { try await database.add(id, "thing", to: "things") }
        let other = try database.opened(limits: limits())
        let claim = { @Sendable (transaction: any Transaction) throws -> [Int64] in
            try transaction.query("SELECT id FROM things ORDER BY id LIMIT 2\(transaction.skippingLocked)") {
                $0.integer()
            }
        }
        let (first, second) = try await database.write(.shared) { transaction in
            let first = try claim(transaction)
            return (first, try waiting { try await other.write(.shared, claim) })
        }
        #expect(first == [1, 2])
        #expect(second == [3, 4])
    }

    @Test func `where all connections are busy for long, the sentence says so`() async throws {
        let other = try database.opened(limits: limits(connections: 1) { $0.queue = .milliseconds(50) })
        async let slow = other.read { try $0.first("SELECT pg_sleep(1)") { _ in 1 } }
        let error = await #expect(throws: DatabaseError.self) {
            while true { try await other.read { _ = try $0.first("SELECT 1") { _ in 1 } } }
        }
        #expect(error?.code == .busy)
        #expect(error?.description.contains("DATABASE_POOL_SIZE") == true)
        _ = try await slow
    }

    @Test(arguments: [
        "postgresql://ada:50%off@db/lapwing", "postgresql://ada:s3?cret@db/lapwing",
        "postgresql://ada:s3/cret@db/lapwing",
        "postgresql://ada:s3cret@[::1/lapwing", "postgresql://ada:s3@cret@db/lapwing",
    ])
    func `what libpq would quote in its errors is no URL`(text: String) {
        #expect(PostgreSQLURL(text) == nil)
    }

    @Test(arguments: [
        "postgresql://ada:50%25off@db/lapwing", "postgresql:///lapwing?user=ada%40here",
        "postgresql://[::1]:5433/lapwing",
        "postgresql://ada@one:1,two:2/lapwing?target_session_attrs=read-write", "postgres://db", "postgresql://",
    ])
    func `what libpq takes is one`(text: String) {
        #expect(PostgreSQLURL(text) != nil)
    }

    @Test(arguments: [
        "postgresql://ada:s3cret@127.0.0.1:1/lapwing", "postgresql://ada:s3cret@no.such.host.invalid/lapwing",
    ])
    func `a server that is not there is named, and the password is not`(text: String) async throws {
        let away = PostgreSQLDatabase(try #require(PostgreSQLURL(text)), logger: .silent)
        let error = await #expect(throws: DatabaseError.self) { try await away.add(1, "one", to: "things") }
        #expect(error?.code == .unreachable)
        #expect(error?.description.contains("lapwing") == true)
        #expect(error?.description.contains("s3cret") == false)
    }

    @Test func `a server that accepts and says nothing is given up`() async throws {
        let mute = try MuteServer()
        let url = try #require(PostgreSQLURL("postgresql://127.0.0.1:\(mute.port)/lapwing?connect_timeout=2"))
        let start = ContinuousClock.now
        let error = await #expect(throws: DatabaseError.self) {
            try await PostgreSQLDatabase(url, logger: .silent).add(1, "one", to: "things")
        }
        #expect(error?.code == .unreachable)
        #expect(ContinuousClock.now - start < .seconds(15))
    }

    @Test func `rows go in by the thousand, whatever they hold`() async throws {
        let texts = (0..<5000).map { "\($0)\t\\N \r\n\\x \\. 'ü'" } + ["\\N", "\\.", ""]
        try await database.write { transaction in
            try transaction.insert(
                into: "things", columns: ["id", "name"],
                rows: texts.enumerated().map { [.integer(Int64($0.offset)), .text($0.element)] })
        }
        #expect(try await database.names() == texts)
    }
}

extension Database {
    fileprivate func add(_ id: Int, _ name: String, to table: String) async throws {
        _ = try await write { try $0.execute("INSERT INTO \(table) (id, name) VALUES (?, ?)", [id, name]) }
    }

    /// The error of a write that is held up in its middle.
    fileprivate func outcome(of name: String, _ pause: @escaping @Sendable () -> Void) async -> DatabaseError? {
        do {
            try await write { transaction in
                try transaction.execute("INSERT INTO things (id, name) VALUES (99, ?)", [name])
                pause()
            }
            return nil
        } catch {
            return error as? DatabaseError
        }
    }
}

/// Runs `body` from a thread of the database, which may wait.
private func waiting<Result: Sendable>(_ body: @escaping @Sendable () async throws -> Result) throws -> Result {
    let (done, result) = (DispatchSemaphore(value: 0), NIOLockedValueBox<Swift.Result<Result, any Error>?>(nil))
    Task {
        do {
            let value = try await body()
            result.withLockedValue { $0 = .success(value) }
        } catch {
            result.withLockedValue { $0 = .failure(error) }
        }
        done.signal()
    }
    done.wait()
    return try result.withLockedValue { $0 ?? .failure(CancellationError()) }.get()
}

/// Takes connections and never says anything.
private final class MuteServer {
    private let listener: Int32
    let port: UInt16

    init() throws {
        let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        self.listener = listener
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let isBound = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(listener, $0, length) == 0 && listen(listener, 16) == 0 && getsockname(listener, $0, &length) == 0
            }
        }
        guard isBound else { throw DatabaseError(.cannotOpen, "No port is free.") }
        port = UInt16(bigEndian: address.sin_port)
    }

    deinit { close(listener) }
}
