import ICMP
import Testing

/// Sweeps and watches of this host itself, all of whose 127.0.0.0/8 answers.
@Suite struct PingSweepTests {
    private let pinger = Pinger(echoesPerSecond: 10_000_000, perPrefix: nil)

    private func targets(_ count: Int) throws -> [IPAddress] {
        try (0..<count).map { try #require(IPAddress(bytes: [127, 2, UInt8($0 / 250), UInt8($0 % 250 + 1)])) }
    }

    @Test(arguments: [1, 7, 50_000])
    func `each target has one result, however many are pinged at once`(atOnce: Int) async throws {
        let targets = try targets(5000)
        var found = Set<Int>()
        for await result in pinger.ping(targets, timeout: .seconds(20), atOnce: atOnce) {
            #expect(result.isAnswered)
            #expect(targets[result.index] == result.target)
            found.insert(result.index)
        }
        #expect(found.count == 5000)
        #expect(pinger.counters.sent >= 5000)
    }

    @Test func `several echoes to each target are counted for it`() async throws {
        var count = 0
        for await result in pinger.ping(
            try targets(500), count: 4, interval: .milliseconds(1), timeout: .seconds(20))
        {
            #expect(try result.outcome.get().received == 4)
            count += 1
        }
        #expect(count == 500)
    }

    @Test func `no targets are no results`() async {
        for await result in pinger.ping([]) { Issue.record("\(result.target) was not asked for.") }
    }

    @Test func `a target that cannot be pinged fails alone`() async throws {
        let targets = try ["127.0.0.1", "224.0.0.1", "127.0.0.2"].map { try #require(IPAddress($0)) }
        var answered: [Int: Bool] = [:]
        for await result in pinger.ping(targets) { answered[result.index] = result.isAnswered }
        #expect(answered == [0: true, 1: false, 2: true])
    }

    @Test func `a slow reader holds the sweep up and gets every result`() async throws {
        let pinger = pinger
        var iterator = pinger.ping(try targets(20_000), timeout: .seconds(20)).makeAsyncIterator()
        _ = await iterator.next()
        // What was sent by now and what lies unread has a bound: nothing more leaves until it is read.
        var (sent, stillFor) = (0, 0)
        while stillFor < 10 {
            stillFor = sent == pinger.counters.sent ? stillFor + 1 : 0
            sent = pinger.counters.sent
            try await Task.sleep(for: .milliseconds(20))
        }
        #expect(sent < 10_000)
        var count = 1
        while await iterator.next() != nil { count += 1 }
        #expect(count == 20_000)
    }

    @Test func `leaving the loop ends the sweep`() async throws {
        let pinger = Pinger(echoesPerSecond: 20, perPrefix: nil)
        for await _ in pinger.ping(try targets(5000)) { break }
        // Behind the hundreds that the sweep had begun a ping would find no turn in its time.
        #expect(try await pinger.ping(try #require(IPAddress("127.0.0.1")), count: 1).received == 1)
    }

    @Test func `a cancelled sweep ends at once`() async throws {
        let targets = try targets(5000)
        let task = Task {
            var count = 0
            for await _ in Pinger(echoesPerSecond: 100, perPrefix: nil).ping(targets) { count += 1 }
            return count
        }
        task.cancel()
        #expect(await task.value < 5000)
    }

    @Test func `closing fails what is under way and what was not begun`() async throws {
        let pinger = Pinger(echoesPerSecond: 1, perPrefix: nil)
        var closed = 0
        for await result in pinger.ping(try targets(3000)) {
            if case .failure(let error) = result.outcome, error.code == .closed { closed += 1 } else { pinger.close() }
        }
        #expect(closed > 2000)
        for await result in pinger.ping(try targets(3)) { #expect(!result.isAnswered) }
    }

    @Test func `a watch sees each target again and again`() async throws {
        let targets = try targets(20)
        var echoes: [IPAddress: Int] = [:]
        for await seen in try pinger.watch(targets, every: .milliseconds(10), timeout: .milliseconds(100), window: 4) {
            #expect(seen.window.sent <= 4)
            echoes[seen.target, default: 0] += 1
            if echoes.count == targets.count, echoes.values.allSatisfy({ $0 > 5 }) { break }
        }
        #expect(echoes.count == 20)
    }

    @Test func `closing ends a watch`() async throws {
        let pinger = Pinger()
        let local = try #require(IPAddress("::1"))
        for await seen in try pinger.watch(local, every: .milliseconds(5)) {
            if seen.echo >= 3 { pinger.close() }
        }
        for await _ in try pinger.watch(local) { Issue.record("A closed pinger saw something.") }
    }

    @Test func `a watch with values out of range is refused`() throws {
        let local = try #require(IPAddress("127.0.0.1"))
        #expect(throws: PingError.self) { try pinger.watch(local, every: .zero) }
        #expect(throws: PingError.self) { try pinger.watch(local, window: 0) }
        #expect(throws: PingError.self) { try pinger.watch(local, window: 10_001) }
        #expect(throws: PingError.self) { try pinger.watch(local, every: .milliseconds(1), timeout: .seconds(6)) }
        #expect(throws: PingError.self) { try pinger.watch(try #require(IPAddress("224.0.0.1"))) }
    }
}
