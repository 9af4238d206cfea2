import Testing

@testable import SNMP

struct DeviceTests {
    private let device = Device(Endpoint("10.0.0.7", port: 161).unsafelyUnwrapped)
    private let anna = USMCredential(USMUser("anna"))
    private let bert = USMCredential(USMUser("bert"))

    private func moment(_ milliseconds: Int64) -> Moment { Moment(nanoseconds: milliseconds * 1_000_000) }

    /// Ready to wait for a second in all.
    private func request(askedAt milliseconds: Int64 = 0, by credential: USMCredential? = nil) -> PendingRequest {
        let target = SNMPTarget("10.0.0.7", timeout: .milliseconds(500), retries: 1)
        let destination = Destination(target: target, endpoint: device.endpoint, credential: credential)
        let request = PendingRequest(EncodedPDU(.get([.sysName.scalar])), of: destination, at: device, by: Nobody())
        request.askedAt = moment(milliseconds)
        return request
    }

    /// As many as are under way, and then those that wait.
    private func ask(_ waiting: PendingRequest...) -> PendingRequest {
        let first = request()
        while device.admits(first) {}
        for request in waiting { #expect(!device.admits(request)) }
        return first
    }

    private func removed(behind failed: PendingRequest, _ failure: SNMPError, at milliseconds: Int64)
        -> [PendingRequest]
    {
        device.removeOverdue(behind: failed, failure, now: moment(milliseconds)).filter { $0 !== failed }
    }

    private func silence(_ request: PendingRequest) -> SNMPError { .noAnswer(request.target, 2, .seconds(1), nil) }

    @Test func `who waits behind a request to a silent device does not wait for longer than it`() {
        let (early, late) = (request(), request(askedAt: 500))
        let failed = ask(early, late)
        #expect(removed(behind: failed, silence(failed), at: 1_000).map { $0 === early } == [true])
        #expect(removed(behind: failed, silence(failed), at: 1_500).map { $0 === late } == [true])
    }

    @Test func `who waits for a device that answers others is spared`() {
        let waiting = request()
        let failed = ask(waiting)
        device.answered(roundTrip: nil, now: moment(300))
        #expect(removed(behind: failed, silence(failed), at: 1_000).isEmpty)
        #expect(removed(behind: failed, silence(failed), at: 1_300).map { $0 === waiting } == [true])
    }

    @Test func `what is wrong with one user is not wrong with another`() {
        let (own, other, open) = (request(by: anna), request(by: bert), request())
        _ = ask(own, other, open)
        let failed = request(by: anna)
        let fault = USMFault(.unknownUser, of: nil, isAuthentic: false)
        let ended = removed(behind: failed, .insecure(failed.target, fault), at: 2_000)
        #expect(ended.map { $0 === own } == [true])
    }

    @Test func `what befell a datagram on this machine befell no other`() {
        let failed = ask(request())
        #expect(removed(behind: failed, .repliesLost(failed.target), at: 2_000).isEmpty)
    }
}

/// Asks and does not listen.
private final class Nobody: RequestDriver {
    func begin(on transport: Transport) {}
    func received(_ result: Result<Reply, SNMPError>, to tag: Int, on transport: Transport) {}
    func resume(on transport: Transport) {}
    func cancel(on transport: Transport) {}
    func handOver() {}
    func close() {}
}
