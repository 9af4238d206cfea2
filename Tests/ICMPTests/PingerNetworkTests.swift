import ICMP
import Simulators
import Testing

/// Pings over a cable between two network namespaces.
@Suite struct PingerNetworkTests {
    private static let near = NetworkPair.nearAddress
    private static let far = NetworkPair.farAddress

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

    @Test(arguments: [NetworkPair.farAddress, NetworkPair.farAddressV6])
    func `a host whose cable is pulled is silent`(address: String) async throws {
        try await NetworkPair.with { pair in
            try await pair.run(.far, "ip link set far0 down")
            let statistics = try await ping(address, in: pair)
            #expect(statistics.sent == 3)
            #expect(statistics.received == 0)
        }
    }
}
