import Testing

@testable import ICMP

/// Times are milliseconds; a network gets ten echoes a second, after a burst of 32.
@Suite struct PrefixPaceTests {
    private var table = PingTable<Int>(perPrefix: PrefixPace(echoesPerSecond: 10))

    private func time(_ milliseconds: Int64) -> MonotonicTime {
        MonotonicTime(nanoseconds: 1_000_000_000_000 + milliseconds * 1_000_000)
    }

    private mutating func begin(
        _ number: Int, _ target: String, at now: Int64 = 0, isPatient: Bool = false
    ) throws {
        let target = try #require(IPAddress(target))
        let request = try PingRequest(target: target, count: 1, interval: .zero, timeout: .seconds(1))
        table.begin(request, for: number, at: time(now), isPatient: isPatient)
    }

    /// Sends what may leave at a moment; how many to which network.
    private mutating func send(at now: Int64) -> [String: Int] {
        while table.advance(to: time(now)) != nil {}
        var sent: [String: Int] = [:]
        while case .send(let flight, let target)? = table.nextDeparture(at: time(now)) {
            table.sent(flight, at: time(now))
            sent["\(target.network(bits: target.family == .v4 ? 24 : 64))", default: 0] += 1
        }
        return sent
    }

    @Test mutating func `the hosts of one network share its pace, and another network is not held up`() throws {
        for host in 1...40 {
            try begin(host, "192.0.2.\(host)")
            try begin(host, "2001:db8::\(host)")
        }
        try begin(41, "198.51.100.1")
        #expect(send(at: 0) == ["192.0.2.0": 32, "2001:db8::": 32, "198.51.100.0": 1])
        #expect(send(at: 99) == [:])
        #expect(send(at: 100) == ["192.0.2.0": 1, "2001:db8::": 1])
        #expect(send(at: 800) == ["192.0.2.0": 7, "2001:db8::": 7])
    }

    @Test mutating func `loopback addresses are no network`() throws {
        for host in 1...100 { try begin(host, "127.0.0.\(host)") }
        for host in 1...50 { try begin(host, "::1") }
        #expect(send(at: 0) == ["127.0.0.0": 100, "::": 50])
    }

    @Test mutating func `a wait for the network's turn is not held against this host`() throws {
        for host in 1...132 { try begin(host, "192.0.2.\(host)") }
        #expect(send(at: 0) == ["192.0.2.0": 32])
        var sent = 0
        for now in stride(from: Int64(100), through: 10_000, by: 100) { sent += send(at: now)["192.0.2.0"] ?? 0 }
        #expect(sent == 100)
    }

    @Test mutating func `pings one after the other find the pace that the last ones left`() throws {
        for host in 1...32 { try begin(host, "192.0.2.\(host)") }
        #expect(send(at: 0) == ["192.0.2.0": 32])
        while table.advance(to: time(1000)) != nil {}
        #expect(table.count == 0)
        for host in 1...32 { try begin(host, "192.0.2.\(host)", at: 1000) }
        #expect(send(at: 1000) == ["192.0.2.0": 10])
    }

    @Test mutating func `an endless ping leaves out the echoes that its network has no turn for`() throws {
        for host in 1...32 { try begin(host, "192.0.2.\(host)") }
        #expect(send(at: 0) == ["192.0.2.0": 32])
        let target = try #require(IPAddress("192.0.2.99"))
        let request = try PingRequest(
            target: target, interval: .milliseconds(10), timeout: .milliseconds(10), window: 100)
        table.begin(request, for: 99, at: time(0))
        var (skipped, sent) = (0, 0)
        for now in Int64(1)...990 {
            while let notice = table.advance(to: time(now)) { _ = notice }
            while let departure = table.nextDeparture(at: time(now)) {
                switch departure {
                case .send(let flight, _):
                    table.sent(flight, at: time(now))
                    sent += 1
                case .skip(.echo(99, let seen)):
                    #expect(seen.outcome == .notSent)
                    #expect(seen.failure?.code == .overloaded)
                    skipped += 1
                case .skip: Issue.record("A ping ended.")
                }
            }
        }
        #expect((9...10).contains(sent))
        #expect(skipped >= 40)
    }

    @Test func `networks without pings are forgotten once there are many`() throws {
        var paces = PrefixPaces(PrefixPace(echoesPerSecond: 1000))
        for network in 0..<20_000 {
            let address = try #require(IPAddress(bytes: [10, UInt8(network >> 8), UInt8(network & 0xff), 1]))
            let now = time(Int64(network) * 10)
            let entered = paces.enter(address, at: now)
            let place = try #require(entered)
            paces.reserve(place, at: max(now, paces.next(place)))
            paces.leave(place)
        }
        #expect(paces.count < 2100)
    }

    @Test(arguments: [
        ("192.0.2.255", 24, "192.0.2.0"), ("192.0.2.255", 32, "192.0.2.255"), ("192.0.2.255", 0, "0.0.0.0"),
        ("192.0.2.255", 25, "192.0.2.128"), ("2001:db8:1:2:3:4:5:6", 64, "2001:db8:1:2::"),
        ("2001:db8:1:2:3:4:5:6", 56, "2001:db8:1::"), ("2001:db8:1:2:3:4:5:6", 128, "2001:db8:1:2:3:4:5:6"),
        ("2001:db8:1:2:3:4:5:6", 80, "2001:db8:1:2:3::"), ("2001:db8:1:2:3:4:5:6", 0, "::"),
    ])
    func `a network is the leading bits of an address`(address: String, bits: Int, network: String) throws {
        let address = try #require(IPAddress(address))
        #expect("\(address.network(bits: bits))" == network)
    }
}
