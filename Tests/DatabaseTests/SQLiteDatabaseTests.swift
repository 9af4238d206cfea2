import Foundation
import Logging
import Synchronization
import Testing

@testable import Database

struct SQLiteDatabaseTests {
    /// A directory that goes when the test ends.
    private final class Directory: Sendable {
        let path = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString).path

        init() throws { try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true) }

        deinit { try? FileManager.default.removeItem(atPath: path) }

        var file: String { path + "/test.db" }

        func open(patience: Double = 5, logger: Logger = .silent) throws -> SQLiteDatabase {
            try SQLiteDatabase(path: file, synchronous: .full, patience: patience, logger: logger)
        }
    }

    @Test func `what was written is there after the file is opened again`() async throws {
        let directory = try Directory()
        try await directory.open().write { transaction in
            try transaction.execute("CREATE TABLE things (name TEXT)")
            try transaction.execute("INSERT INTO things VALUES ('kept')")
        }
        #expect(try await directory.open().names(in: "things") == ["kept"])
    }

    @Test func `the file and the log beside it are for their owner alone`() async throws {
        let directory = try Directory()
        let database = try directory.open()
        _ = try await database.write { try $0.execute("CREATE TABLE things (name TEXT)") }
        for suffix in ["", "-wal", "-shm"] {
            let attributes = try FileManager.default.attributesOfItem(atPath: directory.file + suffix)
            #expect(attributes[.posixPermissions] as? Int == 0o600, "\(suffix)")
        }
    }

    @Test func `commits are synced to the disk, foreign keys hold, and the log is written ahead`() async throws {
        let directory = try Directory()
        let database = try directory.open()
        let settings = try await database.write { transaction in
            try ["synchronous", "foreign_keys"].map { pragma in
                try transaction.first("PRAGMA \(pragma)") { $0.integer() }
            }
        }
        #expect(settings == [2, 1])
        #expect(try await database.read { try $0.first("PRAGMA journal_mode") { $0.text() } } == "wal")
    }

    @Test func `a directory that does not exist is named`() throws {
        let error = #expect(throws: DatabaseError.self) {
            try SQLiteDatabase(path: "/nowhere/at/all/test.db", logger: .silent)
        }
        #expect(error?.code == .cannotOpen)
        #expect(error?.description.contains("/nowhere/at/all/test.db") == true)
    }

    @Test func `a file that is no database is refused, and left as it is`() throws {
        let directory = try Directory()
        let text = String(repeating: "Dear diary, today the network was fine. ", count: 200)
        try text.write(toFile: directory.file, atomically: true, encoding: .utf8)
        let error = #expect(throws: DatabaseError.self) { try directory.open() }
        #expect(error?.code == .corrupt)
        #expect(try String(contentsOfFile: directory.file, encoding: .utf8) == text)
    }

    @Test func `a full disk is called a full disk, and what was there stays`() async throws {
        let directory = try Directory()
        let database = try directory.open()
        try await database.write { transaction in
            try transaction.execute("CREATE TABLE things (name TEXT)")
            try transaction.execute("INSERT INTO things VALUES ('kept')")
            try transaction.execute("PRAGMA max_page_count = 4")
        }
        let error = await #expect(throws: DatabaseError.self) {
            try await database.write { transaction in
                for _ in 0..<10 {
                    try transaction.execute("INSERT INTO things VALUES (?)", [String(repeating: "x", count: 4000)])
                }
            }
        }
        #expect(error?.code == .full)
        #expect(error?.isRetryable == true)
        #expect(try await database.names(in: "things") == ["kept"])
    }

    @Test func `a database that cannot be written says which file`() async throws {
        let directory = try Directory()
        let database = try directory.open()
        _ = try await database.write { try $0.execute("CREATE TABLE things (name TEXT)") }
        let error = await #expect(throws: DatabaseError.self) {
            try await database.write { transaction in
                try transaction.execute("PRAGMA query_only = 1")
                try transaction.execute("INSERT INTO things VALUES ('x')")
            }
        }
        #expect(error?.code == .notWritable)
        #expect(error?.description.contains(directory.file) == true)
    }

    @Test func `a lock held by another process is waited for, and then told`() async throws {
        let directory = try Directory()
        let holder = try directory.open()
        let other = try directory.open(patience: 0.05)
        _ = try await holder.write { try $0.execute("CREATE TABLE things (name TEXT)") }
        let (begun, begin) = AsyncStream.makeStream(of: Void.self)
        let isRefused = Mutex(false)
        async let held: Void = holder.write { transaction in
            try transaction.execute("INSERT INTO things VALUES ('x')")
            begin.yield()
            while !isRefused.withLock({ $0 }) {}
        }
        for await _ in begun { break }
        let error = await #expect(throws: DatabaseError.self) {
            try await other.write { try $0.execute("INSERT INTO things VALUES ('y')") }
        }
        isRefused.withLock { $0 = true }
        try await held
        #expect(error?.code == .busy)
        #expect(error?.isRetryable == true)
        #expect(try await other.names(in: "things") == ["x"])
    }

    @Test func `what another process is writing right now is waited for, and then seen`() async throws {
        let directory = try Directory()
        let (first, second) = (try directory.open(), try directory.open())
        try await first.write { transaction in
            try transaction.execute("CREATE TABLE things (name INTEGER)")
            try transaction.execute("INSERT INTO things VALUES (0)")
        }
        try await withThrowingTaskGroup(of: Void.self) { group in
            for database in [first, second] {
                for _ in 0..<25 {
                    group.addTask {
                        try await database.write { transaction in
                            let count = try transaction.first("SELECT name FROM things") { $0.integer() }
                            try transaction.execute("UPDATE things SET name = ?", [(count ?? 0) + 1])
                        }
                    }
                }
            }
            try await group.waitForAll()
        }
        #expect(try await first.names(in: "things") == ["50"])
    }

    @Test func `statements are logged at debug, their values never`() async throws {
        let log = Log()
        let directory = try Directory()
        let database = try directory.open(logger: log.logger(.debug))
        try await database.write { transaction in
            try transaction.execute("CREATE TABLE things (name TEXT)")
            try transaction.execute("INSERT INTO things VALUES (?)", ["hunter2"])
        }
        #expect(log.text.contains("INSERT INTO things VALUES (?)"))
        #expect(!log.text.contains("hunter2"))
    }

    @Test func `a fault of the program is logged with its statement, and nothing else is`() async throws {
        let log = Log()
        let directory = try Directory()
        let database = try directory.open(logger: log.logger(.info))
        await #expect(throws: DatabaseError.self) {
            try await database.write { try $0.execute("INSERT INTO nowhere VALUES (?)", ["hunter2"]) }
        }
        #expect(log.text.contains("no such table: nowhere"))
        #expect(log.text.contains("INSERT INTO nowhere VALUES (?)"))
        #expect(!log.text.contains("hunter2"))
    }

    @Test func `a temporary database leaves no file behind`() throws {
        var database: TemporaryDatabase? = try TemporaryDatabase()
        let path = try #require(database?.directory)
        #expect(FileManager.default.fileExists(atPath: path))
        database = nil
        #expect(!FileManager.default.fileExists(atPath: path))
    }
}

extension Database {
    fileprivate func names(in table: String) async throws -> [String] {
        try await read { try $0.query("SELECT name FROM \(table)") { $0.text() } }
    }
}

extension Logger {
    static let silent = Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() })
}

/// What was logged.
private final class Log: Sendable {
    private let lines = Mutex<[String]>([])

    var text: String { lines.withLock { $0.joined(separator: "\n") } }

    func logger(_ level: Logger.Level) -> Logger {
        var logger = Logger(label: "test", factory: { _ in Handler(log: self) })
        logger.logLevel = level
        return logger
    }

    private struct Handler: LogHandler {
        let log: Log
        var metadata: Logger.Metadata = [:]
        var logLevel: Logger.Level = .info

        subscript(metadataKey key: String) -> Logger.Metadata.Value? {
            get { metadata[key] }
            set { metadata[key] = newValue }
        }

        func log(event: LogEvent) {
            log.lines.withLock { $0.append("\(event.message) \(event.metadata ?? [:])") }
        }
    }
}
