import NIOConcurrencyHelpers
import Simulators
import TestKit
import Testing

@testable import ICMP

/// Pings over a cable between two network namespaces.
@Suite struct PingerNetworkTests {
    private func ping(
        _ address: String, in pair: NetworkPair, count: Int = 3, timeout: Duration = .milliseconds(300)
    ) async throws -> PingStatistics {
        let pinger = try await pair.enter(.near) { Pinger() }
        let address = try #require(IPAddress(address))
        return try await pinger.ping(address, count: count, interval: .milliseconds(10), timeout: timeout)
    }

    @Test(arguments: [NetworkPair.farAddress, NetworkPair.farAddressV6])
    func `a host on the cable answers`(address: String) async throws {
        try await NetworkPair.with { pair in
            let statistics = try await ping(address, in: pair)
            #expect(statistics.received == 3)
            #expect(statistics.loss == 0)
        }
    }

    @Test func `a host answers on its link-local address`() async throws {
        try await NetworkPair.with { pair in
            try await pair.run(.far, "ip address add fe80::9:2/64 dev far0 nodad")
            let index = try await pair.enter(.near) { IPAddress("fe80::1%near0")?.scope }
            let statistics = try await ping("fe80::9:2%\(try #require(index))", in: pair)
            #expect(statistics.received == 3)
        }
    }

    @Test(arguments: [NetworkPair.farAddress, NetworkPair.farAddressV6])
    func `a host whose cable is pulled is silent`(address: String) async throws {
        try await NetworkPair.with { pair in
            #expect(try await ping(address, in: pair).received == 3)
            try await pair.run(.far, "ip link set far0 down")
            // The system may take a second to see it, and drops what it is given until then.
            let statistics = try await ping(address, in: pair, timeout: .seconds(2))
            #expect(statistics.sent == 3)
            #expect(statistics.received == 0)
        }
    }

    @Test(arguments: [("10.9.0.2/24", NetworkPair.farAddress), ("fd00:9::2/64", NetworkPair.farAddressV6)])
    func `a host that has lost its address is silent, and the search for it on the link is told`(
        assigned: String, address: String
    ) async throws {
        try await NetworkPair.with { pair in
            try await pair.run(.far, "ip address delete \(assigned) dev far0")
            let interface = NetworkPair.interface(.near)
            try await pair.run(.near, "sysctl -qw net.ipv4.neigh.\(interface).retrans_time_ms=50")
            try await pair.run(.near, "sysctl -qw net.ipv6.neigh.\(interface).retrans_time_ms=50")
            let statistics = try await ping(address, in: pair, timeout: .seconds(2))
            #expect(statistics.sent == 3)
            #expect(statistics.received == 0)
            #expect(statistics.unreachable?.reason == .host)
        }
    }

    @Test func `a host whose cable was never plugged in is silent`() async throws {
        try await NetworkPair.with { pair in
            try await pair.run(.far, "ip link set far0 down")
            #expect(try await ping(NetworkPair.farAddress, in: pair).received == 0)
        }
    }

    @Test func `a host comes back once its cable is plugged in`() async throws {
        try await NetworkPair.with { pair in
            let pinger = try await pair.enter(.near) { Pinger() }
            let far = try #require(IPAddress(NetworkPair.farAddress))
            try await pair.run(.far, "ip link set far0 down")
            #expect(try await pinger.ping(far, count: 1).received == 0)
            try await pair.run(.far, "ip link set far0 up")
            // The two systems may take seconds to notice.
            for await seen in try pinger.watch(far, every: .milliseconds(50)) where seen.window.received > 0 { break }
        }
    }
}

// MARK: Errors of our own

extension PingerNetworkTests {
    private func expect(
        _ code: PingError.Code, pinging address: String = NetworkPair.farAddress, in pair: NetworkPair
    ) async throws {
        let error = await #expect(throws: PingError.self) { try await ping(address, in: pair) }
        #expect(error?.code == code, "\(String(describing: error))")
    }

    @Test(arguments: [NetworkPair.farAddress, NetworkPair.farAddressV6])
    func `an interface of our own that is down is not the host's silence`(address: String) async throws {
        try await NetworkPair.with { pair in
            try await pair.run(.near, "ip link set near0 down")
            try await expect(.noRoute, pinging: address, in: pair)
        }
    }

    @Test(arguments: [
        ("unreachable", PingError.Code.noRoute), ("blackhole", .noRoute), ("prohibit", .refused),
    ])
    func `a rule of our own routing table is not the host's silence`(
        rule: String, code: PingError.Code
    ) async throws {
        try await NetworkPair.with { pair in
            try await pair.run(.near, "ip route add \(rule) 192.0.2.0/24")
            try await expect(code, pinging: "192.0.2.1", in: pair)
            try await pair.run(.near, "ip -6 route add \(rule) 2001:db8::/32")
            try await expect(code, pinging: "2001:db8::1", in: pair)
        }
    }

    @Test func `a network without IPv6 is not the host's silence`() async throws {
        try await NetworkPair.with { pair in
            try await pair.run(.near, "sysctl -qw net.ipv6.conf.all.disable_ipv6=1")
            try await expect(.noRoute, pinging: NetworkPair.farAddressV6, in: pair)
            #expect(try await ping(NetworkPair.farAddress, in: pair).received == 3)
        }
    }
}

// MARK: Privileges

extension PingerNetworkTests {
    @Test func `without permission the error says how to give it`() async throws {
        try await NetworkPair.with { pair in
            let pinger = try await pair.enter(.near) { () -> Pinger in
                try Capabilities.drop()
                return Pinger()
            }
            let far = try #require(IPAddress(NetworkPair.farAddress))
            let error = await #expect(throws: PingError.self) { try await pinger.ping(far) }
            #expect(error?.code == .notPermitted)
            #expect(error?.description.contains("ping_group_range") == true)
        }
    }

    @Test(arguments: [NetworkPair.farAddress, NetworkPair.farAddressV6])
    func `no privilege is needed where the system opens ping sockets to all`(address: String) async throws {
        try await NetworkPair.with { pair in
            let pinger = try await unprivilegedPinger(in: pair)
            let address = try #require(IPAddress(address))
            #expect(try await pinger.ping(address, interval: .milliseconds(10)).received == 3)
            try await pair.run(.far, "ip link set far0 down")
            #expect(try await pinger.ping(address, interval: .milliseconds(10)).received == 0)
        }
    }

    private func openPingSockets(in pair: NetworkPair) async throws {
        try await pair.run(.near, "sysctl -qw net.ipv4.ping_group_range='0 2147483647'")
    }

    private func unprivilegedPinger(in pair: NetworkPair) async throws -> Pinger {
        try await openPingSockets(in: pair)
        return try await pair.enter(.near) {
            try Capabilities.drop()
            return Pinger(echoesPerSecond: 100_000, perPrefix: nil)
        }
    }

    /// The buffer of an ordinary user's socket is full with some 550 echoes that wait for a link address, or some
    /// 11,000 where the system allows 4 MiB; a raw socket takes twice that.
    @Test(arguments: ICMPSocket.Kind.allCases)
    func `dead addresses delay no living one, even with a full buffer`(kind: ICMPSocket.Kind) async throws {
        try await NetworkPair.with { pair in
            let pinger =
                switch kind {
                case .ping: try await unprivilegedPinger(in: pair)
                case .raw: try await pair.enter(.near) { Pinger(echoesPerSecond: 100_000, perPrefix: nil) }
                }
            let far = try #require(IPAddress(NetworkPair.farAddress))
            try await withThrowingTaskGroup(of: PingStatistics.self) { group in
                for index in 10..<250 {
                    let dead = try #require(IPAddress("10.9.0.\(index)"))
                    group.addTask { try await pinger.ping(dead, count: 150, interval: .milliseconds(2)) }
                }
                for _ in 0..<20 {
                    let begin = ContinuousClock.now
                    let statistics = try await pinger.ping(far, count: 3, interval: .milliseconds(20))
                    #expect(statistics.received == 3)
                    #expect(ContinuousClock.now - begin < .milliseconds(2500))
                }
                group.cancelAll()
                while let result = await group.nextResult() { _ = result }
            }
        }
    }
}

// MARK: Odd hosts

extension PingerNetworkTests {
    private func ping(
        in pair: NetworkPair, count: Int = 3, timeout: Duration = .milliseconds(300),
        answer: @escaping @Sendable (_ request: [UInt8], _ number: Int) -> [OddHost.Reply]
    ) async throws -> PingStatistics {
        try await pair.run(.far, "sysctl -qw net.ipv4.icmp_echo_ignore_all=1")
        let host = try await pair.enter(.far) { try OddHost(answer: answer) }
        defer { host.close() }
        return try await ping(NetworkPair.farAddress, in: pair, count: count, timeout: timeout)
    }

    @Test func `lost echoes are counted one by one`() async throws {
        try await NetworkPair.with { pair in
            let statistics = try await ping(in: pair, count: 20) { request, number in
                number % 4 == 1 ? [] : [OddHost.Reply(to: request)]
            }
            #expect(statistics.sent == 20)
            #expect(statistics.received == 15)
            #expect(statistics.loss == 0.25)
        }
    }

    @Test func `an answer given twice counts once`() async throws {
        try await NetworkPair.with { pair in
            let statistics = try await ping(in: pair, count: 3) { request, number in
                number == 2 ? [] : [OddHost.Reply](repeating: OddHost.Reply(to: request), count: 2)
            }
            #expect(statistics.received == 2)
            #expect(statistics.duplicates == 2)
        }
    }

    @Test func `forged and damaged answers are not believed`() async throws {
        try await NetworkPair.with { pair in
            let statistics = try await ping(in: pair) { request, number in
                var (forged, damaged, short) = (
                    OddHost.Reply(to: request), OddHost.Reply(to: request), OddHost.Reply(to: request)
                )
                forged.bytes[20] ^= 1
                forged.seal()
                damaged.bytes[40] ^= 1
                short.bytes.removeLast(60)
                short.seal()
                return [forged, damaged, short]
            }
            #expect(statistics.sent == 3)
            #expect(statistics.received == 0)
            #expect(statistics.duplicates == 0)
            // One is too short to say anything.
            #expect(statistics.corrupt == 6)
        }
    }

    @Test func `an answer to one echo is not taken for the answer to another`() async throws {
        try await NetworkPair.with { pair in
            let statistics = try await ping(in: pair) { request, number in
                var reply = OddHost.Reply(to: request)
                // The echo's number in the stamp, as a host might hope to answer all three at once.
                reply.bytes[23] = 2
                reply.seal()
                return [reply]
            }
            #expect(statistics.received == 1)
            #expect(statistics.duplicates == 0)
        }
    }

    @Test func `an answer from another address is not that of the host`() async throws {
        try await NetworkPair.with { pair in
            try await pair.run(.far, "ip address add 10.9.0.3/24 dev far0")
            let statistics = try await ping(in: pair) { request, number in
                var reply = OddHost.Reply(to: request)
                reply.source = "10.9.0.3"
                return [reply]
            }
            #expect(statistics.received == 0)
            #expect(statistics.otherSource == IPAddress("10.9.0.3"))
        }
    }
}

// MARK: Replies out of time and order

/// Requests that a host keeps, to answer them when another comes.
private final class Kept: Sendable {
    private let requests = NIOLockedValueBox<[[UInt8]]>([])

    /// Keeps a request; those kept before it.
    func keep(_ request: [UInt8]) -> [[UInt8]] {
        requests.withLockedValue { requests in
            defer { requests.append(request) }
            return requests
        }
    }
}

extension PingerNetworkTests {
    /// A pinger and the host it pings, whose kernel is quiet.
    private func withOddHost(
        answer: @escaping @Sendable (_ request: [UInt8], _ number: Int) -> [OddHost.Reply],
        _ body: (Pinger, IPAddress) async throws -> Void
    ) async throws {
        try await NetworkPair.with { pair in
            try await pair.run(.far, "sysctl -qw net.ipv4.icmp_echo_ignore_all=1")
            let host = try await pair.enter(.far) { try OddHost(answer: answer) }
            defer { host.close() }
            let pinger = try await pair.enter(.near) { Pinger() }
            try await body(pinger, try #require(IPAddress(NetworkPair.farAddress)))
        }
    }

    @Test func `an answer that comes with the next echo is late, and its echo not lost`() async throws {
        let kept = Kept()
        try await withOddHost { request, number in
            // The first is answered when the second comes, 300 ms later, and so on; the last at once as well.
            kept.keep(request).suffix(1).map { OddHost.Reply(to: $0) }
                + (number == 2 ? [OddHost.Reply(to: request)] : [])
        } _: { pinger, far in
            let statistics = try await pinger.ping(
                far, count: 3, interval: .milliseconds(300), timeout: .milliseconds(200))
            #expect(statistics.late == 2)
            #expect(statistics.received == 1)
            #expect(statistics.lost == 0)
            #expect(statistics.outcomes.first?.roundTrip ?? .zero >= .milliseconds(300))
        }
    }

    @Test func `answers in the wrong order are counted for their own echoes`() async throws {
        let kept = Kept()
        try await withOddHost { request, number in
            let earlier = kept.keep(request)
            return number == 4 ? ([request] + earlier.reversed()).map { OddHost.Reply(to: $0) } : []
        } _: { pinger, far in
            let statistics = try await pinger.ping(far, count: 5, interval: .milliseconds(20))
            #expect(statistics.received == 5)
            #expect(statistics.duplicates == 0)
            let times = statistics.outcomes.compactMap(\.roundTrip)
            #expect(times == times.sorted(by: >))
        }
    }

    @Test func `answers to earlier pings, sent again and again, are taken for nothing else`() async throws {
        let kept = Kept()
        try await withOddHost { request, _ in
            kept.keep(request).map { OddHost.Reply(to: $0) }
        } _: { pinger, far in
            #expect(try await pinger.ping(far, count: 1, timeout: .milliseconds(20)).received == 0)
            let statistics = try await pinger.ping(far, count: 1, timeout: .milliseconds(300))
            #expect(statistics.received == 0)
            #expect(statistics.lost == 1)
            #expect(pinger.counters.strays == 1)
        }
    }

    @Test func `a thousand mutations of each answer are told as corrupt, and the answer still counts`() async throws {
        try await withOddHost { request, number in
            var random = Seeded(UInt64(number))
            var replies = (0..<1000).map { _ in
                var mutant = OddHost.Reply(to: request)
                for _ in 0...Int.random(in: 0..<3, using: &random) {
                    mutant.bytes[Int.random(in: 8..<40, using: &random)] ^= UInt8.random(in: 1...255, using: &random)
                }
                if Bool.random(using: &random) { mutant.bytes.removeLast(Int.random(in: 0..<57, using: &random)) }
                if Bool.random(using: &random) { mutant.seal() }
                return mutant
            }
            replies.removeAll { $0 == OddHost.Reply(to: request) }
            return replies + [OddHost.Reply(to: request)]
        } _: { pinger, far in
            let statistics = try await pinger.ping(far, count: 3, interval: .milliseconds(50), timeout: .seconds(2))
            #expect(statistics.received == 3)
            #expect(statistics.duplicates == 0)
            #expect(statistics.corrupt > 500)
            #expect(pinger.counters.corrupt > 2900)
            #expect(pinger.counters.misdirected == 0)
        }
    }

    @Test func `a payload damaged in a way that fits the checksum is an answer, and told`() async throws {
        try await withOddHost { request, number in
            var reply = OddHost.Reply(to: request)
            if number == 1 { reply.bytes[50] ^= 0x20 }
            if number == 2 { reply.bytes.append(0) }
            reply.seal()
            return [reply]
        } _: { pinger, far in
            let statistics = try await pinger.ping(far, count: 3, interval: .milliseconds(10))
            #expect(statistics.received == 3)
            #expect(statistics.corrupt == 2)
        }
    }

    @Test func `two pingers on one host do not take each other's answers`() async throws {
        try await NetworkPair.with { pair in
            let far = try #require(IPAddress(NetworkPair.farAddress))
            let pingers = try await pair.enter(.near) { (0..<3).map { _ in Pinger(perPrefix: nil) } }
            try await withThrowingTaskGroup(of: PingStatistics.self) { group in
                for pinger in pingers {
                    group.addTask { try await pinger.ping(far, count: 100, interval: .milliseconds(1)) }
                }
                for try await statistics in group {
                    #expect(statistics.received == 100)
                    #expect(statistics.corrupt == 0)
                    #expect(statistics.duplicates == 0)
                }
            }
            #expect(pingers.allSatisfy { $0.counters.strays == 0 && $0.counters.corrupt == 0 })
        }
    }

    @Test(arguments: ICMPSocket.Kind.allCases, [NetworkPair.farAddress, NetworkPair.farAddressV6])
    func `a change of the hop limit is noticed`(kind: ICMPSocket.Kind, address: String) async throws {
        try await NetworkPair.with { pair in
            if kind == .ping { try await openPingSockets(in: pair) }
            let pinger = try await pair.enter(.near) { Pinger() }
            let address = try #require(IPAddress(address))
            var limits: [UInt8?] = []
            for await seen in try pinger.watch(address, every: .milliseconds(10), window: 1000) {
                guard seen.outcome.roundTrip != nil else { continue }
                limits.append(seen.window.hopLimit)
                if seen.window.hopLimitChanges == 1 { break }
                if limits.count == 1 {
                    try await pair.run(.far, "sysctl -qw net.ipv4.ip_default_ttl=57 net.ipv6.conf.far0.hop_limit=57")
                }
            }
            #expect(limits.first == 64)
            #expect(limits.last == 57)
        }
    }

    /// The plug is pulled and put in again while the host is watched.
    @Test func `a watch tells when a host is gone and when it is back`() async throws {
        try await NetworkPair.with { pair in
            let pinger = try await pair.enter(.near) { Pinger() }
            let far = try #require(IPAddress(NetworkPair.farAddress))
            var story: [String] = []
            for await seen in try pinger.watch(
                far, every: .milliseconds(20), timeout: .milliseconds(100), window: 5)
            {
                switch (seen.window.loss, story.count) {
                case (0, 0) where seen.window.received == 5:
                    story.append("up")
                    try await pair.run(.far, "ip link set far0 down")
                case (1, 1):
                    story.append("down")
                    try await pair.run(.far, "ip link set far0 up")
                case (0, 2) where seen.window.received == 5: story.append("up")
                default: break
                }
                if story.count == 3 { break }
            }
            #expect(story == ["up", "down", "up"])
        }
    }
}

// MARK: Reports of the network

extension PingerNetworkTests {
    /// The far side routes to networks that it refuses in one way or the other. Linux sends five such messages at
    /// once and no more.
    @Test func `what a router reports is told of the address it is about`() async throws {
        try await NetworkPair.with { pair in
            try await pair.run(.near, "ip route add default via 10.9.0.2")
            try await pair.run(.far, "sysctl -qw net.ipv4.ip_forward=1 net.ipv4.icmp_ratemask=0")
            try await pair.run(.far, "ip route add unreachable 192.0.2.0/25")
            try await pair.run(.far, "ip route add prohibit 192.0.2.128/25")
            let pinger = try await pair.enter(.near) { Pinger() }
            let router = try #require(IPAddress(NetworkPair.farAddress))
            try await withThrowingTaskGroup(of: (Int, PingStatistics).self) { group in
                for index in [1, 2, 201, 202] {
                    let address = try #require(IPAddress("192.0.2.\(index)"))
                    group.addTask { (index, try await pinger.ping(address, count: 1, timeout: .milliseconds(300))) }
                }
                for try await (index, statistics) in group {
                    #expect(statistics.sent == 1)
                    #expect(statistics.received == 0)
                    // No way to the host; forbidden by a rule.
                    let code: UInt8 = index < 128 ? 1 : 13
                    let report = Unreachable(type: 3, code: code, family: .v4, reporter: router)
                    #expect(statistics.unreachable == report)
                    #expect(statistics.unreachable?.reason == (index < 128 ? .host : .prohibited))
                }
            }
            #expect(try await pinger.ping(router, interval: .milliseconds(1)).received == 3)
        }
    }

    @Test(arguments: ICMPSocket.Kind.allCases)
    func `an error that a socket still owes for one message is not taken for the next one's`(
        kind: ICMPSocket.Kind
    ) async throws {
        try await NetworkPair.with { pair in
            try await openPingSockets(in: pair)
            try await pair.run(.near, "ip route add default via 10.9.0.2")
            try await pair.run(.far, "sysctl -qw net.ipv4.ip_forward=1 net.ipv4.icmp_ratemask=0")
            try await pair.run(.far, "ip route add unreachable 192.0.2.0/24")
            let (results, reports) = try await pair.enter(.near) {
                let socket = try ICMPSocket(.v4, kind)
                let bytes: [UInt8] = [8, 0, 0xf7, 0xff, 0, 0, 0, 0]
                let addresses = try ["192.0.2.1", "192.0.2.2", NetworkPair.farAddress].map {
                    try #require(IPAddress($0))
                }
                let results = addresses.map { socket.send(bytes, to: $0) }
                var reports: [IPAddress] = []
                socket.receiveReports(batches: 10) { _, destination, _ in reports.append(destination) }
                return (results, reports.map(String.init(describing:)))
            }
            #expect(results == [.sent, .sent, .sent])
            #expect(reports == ["192.0.2.1", "192.0.2.2"])
        }
    }

    /// Each search for an address on the link that fails makes the socket report an error once, to whoever sends next.
    @Test func `errors about many dead hosts are not taken for errors about a living one`() async throws {
        try await NetworkPair.with { pair in
            try await pair.run(.near, "sysctl -qw net.ipv4.neigh.near0.retrans_time_ms=20 net.ipv4.icmp_ratemask=0")
            let pinger = try await pair.enter(.near) { Pinger(perPrefix: nil) }
            let far = try #require(IPAddress(NetworkPair.farAddress))
            try await withThrowingTaskGroup(of: PingStatistics.self) { group in
                for index in 10..<210 {
                    let dead = try #require(IPAddress("10.9.0.\(index)"))
                    group.addTask {
                        try await pinger.ping(dead, interval: .milliseconds(20), timeout: .milliseconds(300))
                    }
                }
                let living = try await pinger.ping(
                    far, count: 200, interval: .milliseconds(1), timeout: .seconds(20))
                #expect(living.received == 200)
                #expect(living.unreachable == nil)
                for try await statistics in group {
                    #expect(statistics.sent == 3)
                    #expect(statistics.received == 0)
                    #expect(statistics.unreachable?.reason == .host)
                }
            }
        }
    }
}
