import ICMP
import Testing

@Suite struct PingerTests {
    private let pinger = Pinger()

    @Test(arguments: ["127.0.0.1", "::1"])
    func `this host answers itself`(address: String) async throws {
        let address = try #require(IPAddress(address))
        let statistics = try await pinger.ping(address, interval: .milliseconds(10))
        #expect(statistics.sent == 3)
        #expect(statistics.received == 3)
    }
}
