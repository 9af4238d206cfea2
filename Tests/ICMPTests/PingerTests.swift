import ICMP
import Testing

/// Pings of this host itself.
@Suite struct PingerTests {
    private let pinger = Pinger()
    private let local = IPAddress("127.0.0.1")

    @Test(arguments: ["127.0.0.1", "127.200.3.4", "::1"])
    func `this host answers itself`(address: String) async throws {
        let address = try #require(IPAddress(address))
        let statistics = try await pinger.ping(address, interval: .milliseconds(10))
        #expect(statistics.sent == 3)
        #expect(statistics.received == 3)
        #expect(statistics.duplicates == 0)
        let (minimum, average) = (try #require(statistics.minimum), try #require(statistics.average))
        #expect(minimum > .zero)
        #expect(average >= minimum)
        #expect(try #require(statistics.maximum) >= average)
        #expect(statistics.jitter != nil)
    }

    @Test func `a thousand addresses are pinged at once, each answering for itself`() async throws {
        let pinger = pinger
        try await withThrowingTaskGroup(of: PingStatistics.self) { group in
            for index in 0..<1000 {
                let address = try #require(IPAddress("127.1.\(index / 250).\(index % 250 + 1)"))
                group.addTask { try await pinger.ping(address, interval: .milliseconds(20), timeout: .seconds(20)) }
            }
            for try await statistics in group { #expect(statistics.received == 3) }
        }
    }

    @Test func `one address may be pinged many times at once`() async throws {
        let (pinger, local) = (pinger, try #require(local))
        try await withThrowingTaskGroup(of: PingStatistics.self) { group in
            for _ in 0..<200 {
                group.addTask { try await pinger.ping(local, count: 5, interval: .zero, timeout: .seconds(20)) }
            }
            for try await statistics in group {
                #expect(statistics.received == 5)
                #expect(statistics.duplicates == 0)
            }
        }
    }

    @Test func `a cancelled ping ends at once`() async throws {
        let (pinger, local) = (pinger, try #require(local))
        let task = Task { try await pinger.ping(local, count: 1000, interval: .seconds(3600)) }
        task.cancel()
        let error = await #expect(throws: PingError.self) { try await task.value }
        #expect(error?.code == .cancelled)
    }

    @Test func `closing ends the pings under way and all later ones`() async throws {
        let (pinger, local) = (pinger, try #require(local))
        let tasks = (0..<50).map { _ in
            Task { try await pinger.ping(local, count: 2, interval: .seconds(3600)) }
        }
        _ = try await pinger.ping(local, count: 1)
        pinger.close()
        pinger.close()
        for task in tasks {
            let error = await #expect(throws: PingError.self) { try await task.value }
            #expect(error?.code == .closed)
        }
        let error = await #expect(throws: PingError.self) { try await pinger.ping(local) }
        #expect(error?.code == .closed)
    }

    @Test func `an address of many hosts is not pinged`() async throws {
        let group = try #require(IPAddress("224.0.0.1"))
        let error = await #expect(throws: PingError.self) { try await pinger.ping(group) }
        #expect(error?.code == .invalid)
        #expect(error?.description.contains("224.0.0.1") == true)
    }

    @Test func `more echoes than the pace allows wait for their turn`() async throws {
        let (pinger, local) = (Pinger(echoesPerSecond: 100), try #require(local))
        let begin = ContinuousClock.now
        let statistics = try await pinger.ping(local, count: 50, interval: .zero)
        #expect(statistics.received == 50)
        // 32 leave in a burst, the others 10 ms apart.
        #expect(ContinuousClock.now - begin >= .milliseconds(170))
    }
}
