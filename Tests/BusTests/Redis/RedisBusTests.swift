import Foundation
import Logging
import Monitoring
import TestKit
import Testing

@testable import Bus

/// Several processes on one Redis: each has a bus of its own.
@Suite(.timeLimit(.minutes(2))) struct RedisBusTests {
    private func withTwo(
        timing: RedisTiming = .unhurried, _ body: (RedisServer, RedisBus, RedisBus) async throws -> Void
    ) async throws {
        try await RedisServer.run { server in
            let (one, two) = (try RedisBus(server.url, timing: timing), try RedisBus(server.url, timing: timing))
            try await one.connected()
            try await two.connected()
            try await body(server, one, two)
            await one.close()
            await two.close()
        }
    }

    @Test func `a hint reaches the other process, and its own once and at once`() async throws {
        try await withTwo { _, one, two in
            var (own, others) = (one.hints().makeAsyncIterator(), two.hints().makeAsyncIterator())
            let hints: [Hint] = [.due(.device), .taskFinished("a 1\n%"), .noticesDue, .settingsChanged, .due(.camera)]
            for hint in hints { one.publish(hint) }
            for hint in hints { #expect(await own.next() == hint) }
            for hint in hints { #expect(await others.next() == hint) }
            // What would have come back is before this answer.
            two.publish(.taskFinished("answer"))
            #expect(await own.next() == .taskFinished("answer"))
            #expect(await others.next() == .taskFinished("answer"))
        }
    }

    @Test(arguments: ["localhost", "127.0.0.1", "[::1]"])
    func `it connects over TCP`(host: String) async throws {
        try await RedisServer.run(["--bind", "127.0.0.1", "-::1"], over: .tcp) { server in
            let bus = try RedisBus(Secret("redis://\(host):\(server.port)/1"))
            try await bus.connected()
            #expect(await bus.count("admin", window: .seconds(60)).count == 1)
            server.kill()
            try await bus.away { $0.contains("cannot be reached") }
            try await server.start()
            try await bus.connected()
            await bus.close()
        }
    }

    @Test func `a name that does not exist is said`() async throws {
        let bus = try RedisBus(Secret("redis://redis.invalid"))
        try await bus.away { $0.contains("its name cannot be resolved") }
        await bus.close()
    }

    @Test func `processes count together`() async throws {
        try await withTwo { _, one, two in
            for expected in stride(from: 1, through: 9, by: 2) {
                #expect(await one.count("admin", window: .seconds(60)).count == expected)
                #expect(await two.count("admin", window: .seconds(60)).count == expected + 1)
            }
        }
    }

    @Test func `a Lapwing with another namespace or database hears and counts for itself`() async throws {
        try await RedisServer.run { server in
            let buses = [
                try RedisBus(server.url, namespace: "one"), try RedisBus(server.url, namespace: "two"),
                try RedisBus(server.url(login: "", database: 3), namespace: "one"),
            ]
            for bus in buses { try await bus.connected() }
            var streams = buses.map { $0.hints().makeAsyncIterator() }
            for index in buses.indices {
                buses[index].publish(.taskFinished("\(index)"))
                #expect(await buses[index].count("admin", window: .seconds(60)).count == 1)
            }
            for index in buses.indices { #expect(await streams[index].next() == .taskFinished("\(index)")) }
            for bus in buses { await bus.close() }
        }
    }

    @Test func `every counter has an end, also one that lost it`() async throws {
        try await withTwo { server, one, _ in
            _ = await one.count("admin", window: .seconds(60))
            let key = RedisNames(namespace: "lapwing", database: 0).counter("admin")
            func left() async throws -> RedisReply { try await server.ask(["PTTL".bytes, key]) }
            guard case .integer(1...60_000) = try await left() else {
                throw Timeout(description: "\(try await left())")
            }
            try await server.ask(["PERSIST".bytes, key])
            #expect(try await left() == .integer(-1))
            let next = await one.count("admin", window: .seconds(60))
            #expect(next.count == 2 && next.remaining <= .seconds(60))
            guard case .integer(1...60_000) = try await left() else {
                throw Timeout(description: "\(try await left())")
            }
        }
    }

    @Test func `a counter's key shows nothing of what was typed`() async throws {
        try await withTwo { server, one, _ in
            _ = await one.count("login 10.0.0.1 hunter2", window: .seconds(60))
            let keys = "\(try await server.ask("KEYS", "*"))"
            #expect(RedisNames(namespace: "lapwing", database: 0).counter("x").count == "lapwing:count:".count + 32)
            #expect(!keys.contains("hunter2"))
        }
    }

    @Test func `killed and started again: it is away, works on alone, comes back and has everybody look`() async throws
    {
        let log = TestLog()
        try await RedisServer.run { server in
            let (one, two) = (try RedisBus(server.url, log: log), try RedisBus(server.url))
            try await one.connected()
            try await two.connected()
            for expected in 1...3 { #expect(await one.count("admin", window: .seconds(60)).count == expected) }

            server.kill()
            let reason = try await one.away()
            #expect(!reason.contains(server.socket))
            var own = one.hints().makeAsyncIterator()
            one.publish(.taskFinished("alone"))
            #expect(await own.next() == .taskFinished("alone"))
            #expect(await one.count("admin", window: .seconds(60)).count == 4, "the count goes on")
            try await two.away()

            let others = two.hints()
            try await server.start()
            try await one.connected()
            try await two.connected()
            var looked: Set<Hint> = []
            for await hint in others {
                looked.insert(hint)
                if looked.count == 4 { break }
            }
            #expect(looked == [.due(.device), .due(.camera), .noticesDue, .settingsChanged])
            var after = two.hints().makeAsyncIterator()
            one.publish(.taskFinished("together"))
            #expect(await after.next() == .taskFinished("together"))

            let lines = log.lines.filter { $0.contains("Redis is") }
            #expect(lines.count == 3, "\(lines)")
            #expect(lines[1].hasPrefix("warning Redis is away: ") && lines[2].hasPrefix("notice Redis is back after"))
            await one.close()
            await two.close()
        }
    }

    @Test func `a Redis that hangs is away within two seconds, and back once it goes on`() async throws {
        try await withTwo(timing: RedisTiming()) { server, one, _ in
            server.freeze()
            let start = ContinuousClock.now
            #expect(try await one.away() == "it did not answer within 1.5 s")
            #expect(.now - start < .seconds(6))
            let counting = ContinuousClock.now
            #expect(await one.count("admin", window: .seconds(60)).count == 1)
            #expect(.now - counting < .seconds(1))
            server.thaw()
            try await one.connected()
        }
    }

    @Test func `a count that Redis owes is made up for when it hangs`() async throws {
        try await withTwo(timing: RedisTiming()) { server, one, _ in
            server.freeze()
            let start = ContinuousClock.now
            #expect(await one.count("admin", window: .seconds(60)).count == 1)
            #expect(.now - start < .seconds(5))
        }
    }

    @Test func `a Redis that stops reading fills no memory, and no caller waits for long`() async throws {
        try await withTwo(timing: RedisTiming()) { server, one, _ in
            server.freeze()
            let text = String(repeating: "x", count: 1000)
            for number in 0..<50_000 { one.publish(.taskFinished("\(number) \(text)")) }
            let start = ContinuousClock.now
            await withTaskGroup(of: Void.self) { group in
                for number in 0..<10_000 { group.addTask { _ = await one.count("\(number)", window: .seconds(60)) } }
            }
            #expect(.now - start < .seconds(6))
            #expect(try await one.away() == "it did not answer within 1.5 s")
            server.thaw()
            try await one.connected()
        }
    }

    @Test func `it finds a Redis that is started later`() async throws {
        try await RedisServer.run { server in
            server.kill()
            let bus = try RedisBus(server.url)
            #expect(try await bus.away { $0.contains("cannot be reached") }.isEmpty == false)
            try await server.start()
            try await bus.connected()
            await bus.close()
        }
    }

    @Test(arguments: [
        ("", "it asks for a password"), (":wrong@", "refuses the user or the password"),
        ("lapwing:wrong@", "refuses the user or the password"), ("nobody:secret@", "refuses the user or the password"),
    ])
    func `a wrong password is said, and never shown`(login: String, sentence: String) async throws {
        let log = TestLog()
        let settings = ["--requirepass", "s3cret", "--user", "lapwing", "on", ">p4ss", "~*", "&*", "+@all"]
        try await RedisServer.run(settings) { server in
            let bus = try RedisBus(server.url(login: login), log: log)
            #expect(try await bus.away { !$0.contains("yet") }.contains(sentence))
            #expect(await bus.count("admin", window: .seconds(60)).count == 1)
            #expect(!log.lines.joined().contains("wrong"))
            await bus.close()
        }
    }

    @Test(arguments: [":s3cret@", "default:s3cret@", "lapwing:p%404ss@"])
    func `it signs in with a password or as a user of few rights`(login: String) async throws {
        let rights = ["+publish", "+subscribe", "+ping", "+eval", "+incr", "+decr", "+pttl", "+pexpire", "+select"]
        let settings =
            ["--requirepass", "s3cret", "--user", "lapwing", "on", ">p@4ss", "~lapwing:*", "&lapwing:*"] + rights
        try await RedisServer.run(settings) { server in
            let bus = try RedisBus(server.url(login: login, database: 2))
            try await bus.connected()
            #expect(bus.state.refusal == nil)
            #expect(await bus.count("admin", window: .seconds(60)).count == 1)
            await bus.close()
        }
    }

    @Test func `a server without AUTH does not make it tell the password`() async throws {
        let log = TestLog()
        try await RedisServer.run(["--rename-command", "AUTH", ""]) { server in
            let bus = try RedisBus(server.url(login: "ops:hunter2@"), log: log)
            let reason = try await bus.away { $0.contains("refuses") }
            #expect(!reason.contains("hunter2") && !log.lines.joined().contains("hunter2"))
            await bus.close()
        }
    }

    @Test(arguments: [
        (["-publish"], "it refuses PUBLISH (NOPERM"), (["resetchannels"], "it refuses SUBSCRIBE (NOPERM"),
    ])
    func `a missing right is named`(rule: [String], sentence: String) async throws {
        let settings = ["--user", "lapwing", "on", ">p4ss", "~*", "&*", "+@all"] + rule
        try await RedisServer.run(settings) { server in
            let bus = try RedisBus(server.url(login: "lapwing:p4ss@"))
            #expect(try await bus.away { $0.contains("refuses") }.hasPrefix(sentence))
            await bus.close()
        }
    }

    @Test func `hints travel although Redis does not count, and it is said`() async throws {
        let settings = ["--user", "lapwing", "on", ">p4ss", "~*", "&*", "+@all", "-eval"]
        try await RedisServer.run(settings) { server in
            let bus = try RedisBus(server.url(login: "lapwing:p4ss@"))
            try await bus.connected()
            #expect(try #require(bus.state.refusal).hasPrefix("NOPERM"))
            for expected in 1...3 { #expect(await bus.count("admin", window: .seconds(60)).count == expected) }
            try await server.ask("ACL", "SETUSER", "lapwing", "+eval")
            try await eventually("counts to be Redis's again") { bus.state.refusal == nil ? true : nil }
            await bus.close()
        }
    }

    @Test func `a server that has enough clients says so`() async throws {
        try await RedisServer.run { server in
            try await server.withClient { client in
                try await client.ask("CONFIG", "SET", "maxclients", "1")
                let bus = try RedisBus(server.url(login: ":x@"))
                #expect(
                    try await bus.away { $0.contains("refuses") }
                        == "it refuses the connection (ERR max number of clients reached)")
                await bus.close()
                try await client.ask("PING")
            }
        }
    }

    @Test func `a replica is no place for hints`() async throws {
        try await withTwo { server, one, _ in
            try await server.ask("REPLICAOF", "127.0.0.1", "1")
            _ = await one.count("admin", window: .seconds(60))
            #expect(try await one.away().contains("READONLY"))
            try await server.ask("REPLICAOF", "NO", "ONE")
            try await one.connected()
        }
    }

    @Test func `what others publish on the channel does no harm`() async throws {
        try await withTwo { server, one, two in
            let channel = RedisNames(namespace: "lapwing", database: 0).channel
            var heard = two.hints().makeAsyncIterator()
            var noise: [[UInt8]] = [
                [], [0], Array("lapwing-hints/1".utf8), Array("lapwing-hints/2 x\ndevices-due\n".utf8),
                Array("lapwing-hints/1 x\ntask-finished %G\nreboot now\n\n\u{0}\n".utf8),
                Array(repeating: 0xFF, count: 70_000), Array("*3\r\n$7\r\nmessage\r\n".utf8),
            ]
            var random = SystemRandomNumberGenerator()
            for length in 0..<200 { noise.append((0..<length).map { _ in UInt8.random(in: 0...255, using: &random) }) }
            for bytes in noise { try await server.ask(["PUBLISH".bytes, channel, bytes]) }
            try await server.ask(["PUBLISH".bytes, channel, Array("lapwing-hints/1 x later\nnotices-due later\n".utf8)])
            #expect(await heard.next() == .noticesDue)
            #expect(one.state.isConnected && two.state.isConnected)

            // More than is taken: the connections are given up, and others take their place.
            let stream = two.hints()
            try await server.ask(["PUBLISH".bytes, channel, Array(repeating: 65, count: 3 << 20)])
            await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask {
                    while true {
                        one.publish(.taskFinished("still there"))
                        try await Task.sleep(for: .milliseconds(20))
                    }
                }
                #expect(await stream.contains(.taskFinished("still there")))
                group.cancelAll()
            }
        }
    }

    @Test func `a flood of hints holds nobody up and leaves the latest`() async throws {
        try await withTwo { _, one, two in
            let stream = two.hints()
            let start = ContinuousClock.now
            for number in 0..<100_000 { one.publish(.taskFinished("\(number)")) }
            one.publish(.noticesDue)
            #expect(.now - start < .seconds(10))
            #expect(await stream.contains(.noticesDue))
            #expect(one.state.isConnected && two.state.isConnected)
        }
    }

    @Test func `closing sends what was published before`() async throws {
        try await withTwo { _, one, two in
            let stream = two.hints()
            for number in 0..<2000 { one.publish(.taskFinished("\(number)")) }
            await one.close()
            #expect(await stream.contains(.taskFinished("1999")))
            #expect(one.state.reason == "Lapwing stops")
        }
    }

    @Test func `closing does not wait for a Redis that hangs`() async throws {
        try await withTwo(timing: RedisTiming()) { server, one, two in
            server.freeze()
            one.publish(.due(.device))
            let start = ContinuousClock.now
            await one.close()
            await two.close()
            #expect(.now - start < .seconds(3))
        }
    }

    @Test func `connections end with the bus`() async throws {
        try await RedisServer.run { server in
            func named() async throws -> Int {
                guard case .text(let list) = try await server.ask("CLIENT", "LIST") else { return -1 }
                return String(decoding: list, as: UTF8.self).split(separator: "\n").filter {
                    $0.contains("name=lapwing")
                }
                .count
            }
            let bus = try RedisBus(server.url)
            try await bus.connected()
            #expect(try await named() == 2)
            await bus.close()
            try await eventually("both connections to end") { try await named() == 0 ? true : nil }
            var dropped: RedisBus? = try RedisBus(server.url)
            try await dropped?.connected()
            dropped = nil
            try await eventually("both connections to end without a close") { try await named() == 0 ? true : nil }
        }
    }
}
