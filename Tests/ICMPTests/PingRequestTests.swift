import Testing

@testable import ICMP

@Suite struct PingRequestTests {
    private func request(
        _ target: String = "192.0.2.1", count: Int = 3, interval: Duration = .zero, timeout: Duration = .seconds(1)
    ) throws -> PingRequest {
        let target = try #require(IPAddress(target))
        return try PingRequest(target: target, count: count, interval: interval, timeout: timeout)
    }

    @Test(arguments: ["224.0.0.1", "255.255.255.255", "0.0.0.0", "ff02::1", "fe80::1"])
    func `an address that is not one host's is refused`(target: String) {
        #expect(throws: PingError.self) { try request(target) }
    }

    @Test(arguments: [0, -1, 1001, .max])
    func `a count out of range is refused`(count: Int) {
        #expect(throws: PingError.self) { try request(count: count) }
    }

    @Test(arguments: [Duration.zero, .seconds(-1), .seconds(3601), .seconds(Int64.max)])
    func `a timeout out of range is refused`(timeout: Duration) {
        #expect(throws: PingError.self) { try request(timeout: timeout) }
    }

    @Test(arguments: [Duration.nanoseconds(-1), .seconds(3601)])
    func `an interval out of range is refused`(interval: Duration) {
        #expect(throws: PingError.self) { try request(interval: interval) }
    }

    @Test func `it waits as long for its turn as it would take alone`() throws {
        let request = try request(count: 3, interval: .milliseconds(200), timeout: .seconds(2))
        #expect(request.plan.patience == 2_400_000_000)
        #expect(try self.request(count: 1, timeout: .milliseconds(5)).plan.patience == 2_000_000_000)
    }
}
