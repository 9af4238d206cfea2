import Testing

@testable import SNMP

struct DeviceTests {
    private let device = Device(Endpoint("10.0.0.7", port: 161).unsafelyUnwrapped)
    private let anna = USMCredential(USMUser("anna"))
    private let bert = USMCredential(USMUser("bert"))

    private func moment(_ milliseconds: Int64) -> Moment { Moment(nanoseconds: milliseconds * 1_000_000) }

    /// Ready to wait for a second in all.
    private func question(askedAt milliseconds: Int64 = 0, by credential: USMCredential? = nil) -> Question {
        let target = SNMPTarget("10.0.0.7", timeout: .milliseconds(500), retries: 1)
        let destination = Destination(target: target, endpoint: device.endpoint, credential: credential)
        let question = Question(EncodedPDU(.get([.sysName.scalar])), of: destination, at: device, by: Nobody())
        question.askedAt = moment(milliseconds)
        return question
    }

    /// As many as are under way, and then those that wait.
    private func ask(_ waiting: Question...) -> Question {
        let first = question()
        while device.admits(first) {}
        for question in waiting { #expect(!device.admits(question)) }
        return first
    }

    private func removed(behind failed: Question, _ failure: SNMPError, at milliseconds: Int64) -> [Question] {
        device.removeOverdue(behind: failed, failure, now: moment(milliseconds)).filter { $0 !== failed }
    }

    private func silence(_ question: Question) -> SNMPError { .noAnswer(question.target, 2, .seconds(1), nil) }

    @Test func `who waits behind a question to a silent device does not wait for longer than it`() {
        let (early, late) = (question(), question(askedAt: 500))
        let failed = ask(early, late)
        #expect(removed(behind: failed, silence(failed), at: 1_000).map { $0 === early } == [true])
        #expect(removed(behind: failed, silence(failed), at: 1_500).map { $0 === late } == [true])
    }

    @Test func `who waits for a device that answers others is spared`() {
        let waiting = question()
        let failed = ask(waiting)
        device.answered(roundTrip: nil, now: moment(300))
        #expect(removed(behind: failed, silence(failed), at: 1_000).isEmpty)
        #expect(removed(behind: failed, silence(failed), at: 1_300).map { $0 === waiting } == [true])
    }

    @Test func `what is wrong with one user is not wrong with another`() {
        let (own, other, open) = (question(by: anna), question(by: bert), question())
        _ = ask(own, other, open)
        let failed = question(by: anna)
        let fault = USMFault(.unknownUser, of: nil, isAuthentic: false)
        let ended = removed(behind: failed, .insecure(failed.target, fault), at: 2_000)
        #expect(ended.map { $0 === own } == [true])
    }

    @Test func `what befell a datagram on this machine befell no other`() {
        let failed = ask(question())
        #expect(removed(behind: failed, .repliesLost(failed.target), at: 2_000).isEmpty)
    }
}

/// Asks and does not listen.
private final class Nobody: Asker {
    func begin(on wire: Wire) {}
    func received(_ result: Result<Reply, SNMPError>, to tag: Int, on wire: Wire) {}
    func resume(on wire: Wire) {}
    func cancel(on wire: Wire) {}
    func handOver() {}
    func close() {}
}
