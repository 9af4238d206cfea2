import Sockets
import Testing

@testable import SNMP

struct SNMPErrorTests {
    private let target = SNMPTarget("10.0.0.7", credentials: .v2c("s3cret"))

    @Test func `every failure is a sentence that names the device`() {
        let failures: [(SNMPError, String)] = [
            (.noAnswer(target, 3, .seconds(6), nil), "10.0.0.7 did not answer 3 requests in 6 s"),
            (.noAnswer(target, 1, .milliseconds(512), nil), "10.0.0.7 did not answer a request in 0.5 s"),
            (
                .noAnswer(target, 2, .seconds(4), .hostUnreachable),
                "10.0.0.7 did not answer 2 requests in 4 s: the network reports it unreachable"
            ),
            (.portClosed(target), "10.0.0.7 has no SNMP agent on port 161: the port is closed"),
            (
                .refusedToGoOn(target, .genErr, after: .ifDescr.appending(8)),
                "10.0.0.7 answered genErr when asked what follows ifDescr.8"
            ),
            (.refused(target, .genErr, .ifDescr.appending(3)), "10.0.0.7 answered genErr for ifDescr.3"),
            (
                .noAnswer(target, 3, .seconds(6), nil).during("walk of ifTable, 40 read"),
                "10.0.0.7 did not answer 3 requests in 6 s (walk of ifTable, 40 read)"
            ),
            (
                .malformedReply(target, .truncated),
                "10.0.0.7 sent a malformed reply: it ends in the middle of an element"
            ),
            (
                .cannotSend(target, SystemError(number: 101)),
                "Cannot send to 10.0.0.7 from this machine: Network is unreachable"
            ),
        ]
        for (failure, sentence) in failures { #expect("\(failure)" == sentence) }
    }

    @Test func `no failure and no target shows the community`() {
        var text = ""
        dump(target, to: &text)
        dump(SNMPError.noAnswer(target, 3, .seconds(6), nil), to: &text)
        dump(target.credentials, to: &text)
        text +=
            "\(target) \(target.credentials) \(String(reflecting: target)) \(String(reflecting: target.credentials))"
        #expect(!text.contains("s3cret"))
        #expect(!text.contains("115"))
    }

    @Test func `a failure of this machine does not concern the device`() {
        #expect(SNMPError.noAnswer(target, 3, .seconds(6), nil).concernsDevice)
        #expect(SNMPError.portClosed(target).concernsDevice)
        #expect(SNMPError.malformedReply(target, .truncated).concernsDevice)
        #expect(!SNMPError.cannotSend(target, SystemError(number: 101)).concernsDevice)
        #expect(!SNMPError.repliesLost(target).concernsDevice)
        #expect(!SNMPError.cancelled(target).concernsDevice)
        #expect(!SNMPError.closed(target).concernsDevice)
    }

    @Test(arguments: [
        (SNMPTarget("10.0.0.7"), "10.0.0.7"), (SNMPTarget("10.0.0.7", port: 1161), "10.0.0.7:1161"),
        (SNMPTarget("fe80::1%eth0", port: 1161), "[fe80::1%eth0]:1161"),
        (SNMPTarget("core-1.example.net"), "core-1.example.net"),
    ])
    func `a target is named by its host, and its port where that is not 161`(target: SNMPTarget, name: String) {
        #expect(target.description == name)
    }

    @Test(arguments: [
        ("10.0.0.7", "10.0.0.7:161"), ("::1", "[::1]:161"), ("2001:db8:0:0::7", "[2001:db8::7]:161"),
        ("::ffff:10.0.0.7", "10.0.0.7:161"), ("fe80::1%lo", "[fe80::1]:161"),
    ])
    func `an address is read without a look-up`(host: String, endpoint: String) {
        #expect(Endpoint(host, port: 161)?.description == endpoint)
    }

    @Test(arguments: ["", "10.0.0", "10.0.0.256", "core-1", "fe80::1%no-such-interface", "10.0.0.7 ", "1.2.3.4%lo"])
    func `what is no address is none`(host: String) {
        #expect(Endpoint(host, port: 161) == nil)
    }

    @Test func `a time-out is bounded`() {
        #expect(Duration.zero.timeoutNanoseconds == 1_000_000)
        #expect(Duration.seconds(-5).timeoutNanoseconds == 1_000_000)
        #expect(Duration.seconds(2.5).timeoutNanoseconds == 2_500_000_000)
        #expect(Duration.seconds(Int64.max).timeoutNanoseconds == 86_400_000_000_000)
    }
}
