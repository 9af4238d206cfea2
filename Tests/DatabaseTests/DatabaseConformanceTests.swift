import Database
import Synchronization
import Testing

@Suite(.timeLimit(.minutes(1)))
struct DatabaseConformanceTests {
    private struct Thing: Equatable {
        var name: String
        var size: Int64?
        var weight: Double?
        var picture: [UInt8]
    }

    @Test(arguments: Engine.atHand)
    func `values come back as they were written`(engine: Engine) async throws {
        let database = try await engine.openWithThings()
        let things = [
            Thing(name: "", size: nil, weight: nil, picture: []),
            Thing(name: "Zürich 🏔 it's \"?\" \\x", size: .max, weight: -0.1, picture: Array(0...255)),
        ]
        for (index, thing) in things.enumerated() {
            _ = try await database.write {
                try $0.execute(
                    "INSERT INTO things (id, name, size, weight, picture) VALUES (?, ?, ?, ?, ?)",
                    [index, thing.name, thing.size, thing.weight, thing.picture])
            }
        }
        let read = try await database.read { transaction in
            try transaction.query("SELECT name, size, weight, picture FROM things ORDER BY id") { row in
                Thing(name: row.text(), size: row.integerOrNil(), weight: row.realOrNil(), picture: row.bytes())
            }
        }
        #expect(read == things)
    }

    @Test(arguments: Engine.atHand)
    func `a zero in a text, which not every engine can hold, is replaced`(engine: Engine) async throws {
        let database = try await engine.openWithThings()
        try await database.add(1, "a\0b")
        #expect(try await database.names() == ["a\u{FFFD}b"])
    }

    @Test(arguments: Engine.atHand)
    func `a statement for many rows says what became of each`(engine: Engine) async throws {
        let database = try await engine.openWithThings()
        try await database.add(1, "one")
        try await database.add(3, "three", size: 5)
        let counts = try await database.write(.shared) { transaction in
            try transaction.execute(
                "UPDATE things SET size = ?, weight = ? WHERE id = ?",
                forEach: [[Value.null, Value.null, 1], [7, 0.5, 2], [9, Value.null, 3]])
        }
        #expect(counts == [1, 0, 1])
        let sizes = try await database.read {
            try $0.query("SELECT size FROM things ORDER BY id") { $0.integerOrNil() }
        }
        #expect(sizes == [nil, 9])
    }

    @Test(arguments: Engine.atHand)
    func `a statement for many rows that one of them breaks leaves nothing, and the next goes on`(engine: Engine)
        async throws
    {
        let database = try await engine.openWithThings()
        await #expect(throws: DatabaseError.self) {
            try await database.write { transaction in
                _ = try transaction.execute(
                    "INSERT INTO things (id, name) VALUES (?, ?)",
                    forEach: [[1, "one"], [2, "one"]] + (3...600).map { [$0, "thing \($0)"] })
            }
        }
        #expect(try await database.names() == [])
        try await database.add(1, "one")
    }

    @Test(arguments: Engine.atHand)
    func `a transaction that throws leaves nothing behind`(engine: Engine) async throws {
        struct Refusal: Error {}
        let database = try await engine.openWithThings()
        await #expect(throws: Refusal.self) {
            try await database.write { transaction in
                try transaction.execute("INSERT INTO things (id, name) VALUES (1, 'one')")
                throw Refusal()
            }
        }
        #expect(try await database.names() == [])
    }

    @Test(arguments: Engine.atHand)
    func `a failed statement undoes its whole transaction`(engine: Engine) async throws {
        let database = try await engine.openWithThings()
        try await database.add(1, "one")
        await #expect(throws: DatabaseError.self) {
            try await database.write { transaction in
                try transaction.execute("INSERT INTO things (id, name) VALUES (2, 'two')")
                try transaction.execute("INSERT INTO things (id, name) VALUES (3, 'one')")
            }
        }
        #expect(try await database.names() == ["one"])
    }

    @Test(arguments: Engine.atHand)
    func `a second row with the same unique value names its column`(engine: Engine) async throws {
        let database = try await engine.openWithThings()
        try await database.add(1, "one")
        let error = try await database.failure(of: "INSERT INTO things (id, name) VALUES (2, 'one')")
        #expect(error?.code == .alreadyExists(column: "things.name"))
        let primary = try await database.failure(of: "INSERT INTO things (id, name) VALUES (1, 'other')")
        #expect(primary?.code == .alreadyExists(column: "things.id"))
    }

    @Test(arguments: Engine.atHand)
    func `a reference to nothing and a broken rule are told apart`(engine: Engine) async throws {
        let database = try await engine.openWithThings()
        let reference = try await database.failure(of: "INSERT INTO things (id, name, part_of) VALUES (1, 'a', 7)")
        #expect(reference?.code == .brokenReference)
        let rule = try await database.failure(of: "INSERT INTO things (id, name, size) VALUES (1, 'a', 0)")
        #expect(rule?.code == .constraint)
    }

    @Test(arguments: Engine.atHand)
    func `a wrong statement is refused in words that do not quote it`(engine: Engine) async throws {
        let database = try await engine.openWithThings()
        let error = try await database.failure(of: "INSERT INTO secrets VALUES (?)", ["hunter2"])
        #expect(error?.code == .refused)
        #expect(error?.description.contains("secrets") == false)
        #expect(error?.description.contains("hunter2") == false)
        let tooFew = try await database.failure(of: "INSERT INTO things (id, name) VALUES (?, ?)", [1])
        #expect(tooFew?.code == .refused)
    }

    @Test(arguments: Engine.atHand)
    func `hostile text stays text`(engine: Engine) async throws {
        let database = try await engine.openWithThings()
        let name = "x'); DROP TABLE things; --"
        try await database.add(1, name)
        #expect(try await database.names() == [name])
    }

    @Test(arguments: Engine.atHand)
    func `execute tells how many rows it touched`(engine: Engine) async throws {
        let database = try await engine.openWithThings()
        for id in 1...3 { try await database.add(id, "thing \(id)") }
        let counts = try await database.write { transaction in
            [
                try transaction.execute("UPDATE things SET size = 5 WHERE id >= ?", [2]),
                try transaction.execute("UPDATE things SET size = 5 WHERE id > 9"),
                try transaction.execute("DELETE FROM things WHERE id = 1"),
            ]
        }
        #expect(counts == [2, 0, 1])
    }

    @Test(arguments: Engine.atHand)
    func `a write that returns rows gives them back`(engine: Engine) async throws {
        let database = try await engine.openWithThings()
        try await database.add(1, "one", size: 4)
        let size = try await database.write { transaction in
            try transaction.first("UPDATE things SET size = size + 1 WHERE id = 1 RETURNING size") { $0.integer() }
        }
        #expect(size == 5)
    }

    @Test(arguments: Engine.atHand)
    func `a read sees one state from beginning to end`(engine: Engine) async throws {
        let database = try await engine.openWithThings()
        try await database.add(1, "one")
        let (begun, begin) = AsyncStream.makeStream(of: Void.self)
        let isWritten = Mutex(false)
        async let counts = database.read { transaction in
            let before = try transaction.query("SELECT id FROM things") { $0.integer() }.count
            begin.yield()
            while !isWritten.withLock({ $0 }) {}
            return (before, try transaction.query("SELECT id FROM things") { $0.integer() }.count)
        }
        for await _ in begun { break }
        try await database.add(2, "two")
        isWritten.withLock { $0 = true }
        #expect(try await counts == (1, 1))
        #expect(try await database.names() == ["one", "two"])
    }

    @Test(arguments: Engine.atHand)
    func `a single row is read while a writer is at work`(engine: Engine) async throws {
        let database = try await engine.openWithThings()
        try await database.add(1, "one")
        let (begun, begin) = AsyncStream.makeStream(of: Void.self)
        let isRead = Mutex(false)
        async let write: Void = database.write { transaction in
            try transaction.execute("UPDATE things SET name = 'changed' WHERE id = 1")
            begin.yield()
            while !isRead.withLock({ $0 }) {}
        }
        for await _ in begun { break }
        let name = try await database.first("SELECT name FROM things WHERE id = ?", [1]) { $0.text() }
        isRead.withLock { $0 = true }
        #expect(name == "one")
        try await write
        #expect(try await database.first("SELECT name FROM things WHERE id = ?", [1]) { $0.text() } == "changed")
        #expect(try await database.first("SELECT name FROM things WHERE id = ?", [2]) { $0.text() } == nil)
    }

    @Test(arguments: Engine.atHand)
    func `a write that was begun is finished although its task was cancelled`(engine: Engine) async throws {
        let database = try await engine.openWithThings()
        let task = Task {
            while !Task.isCancelled { await Task.yield() }
            try await database.add(1, "one")
        }
        task.cancel()
        try await task.value
        #expect(try await database.names() == ["one"])
    }

    @Test(arguments: Engine.atHand)
    func `many readers and writers at once lose nothing`(engine: Engine) async throws {
        let database = try await engine.openWithThings()
        try await database.add(1, "counter", size: 1)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<100 {
                group.addTask {
                    _ = try await database.write { try $0.execute("UPDATE things SET size = size + 1 WHERE id = 1") }
                }
                group.addTask { _ = try await database.names() }
                group.addTask {
                    _ = try await database.first("SELECT size FROM things WHERE id = 1", []) { $0.integer() }
                }
            }
            try await group.waitForAll()
        }
        #expect(try await database.first("SELECT size FROM things WHERE id = 1", []) { $0.integer() } == 101)
    }
}
