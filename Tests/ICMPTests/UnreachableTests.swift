import Testing

@testable import ICMP

@Suite struct UnreachableTests {
    @Test(arguments: [
        (IPAddress.Family.v4, 3, 0, Unreachable.Reason.network), (.v4, 3, 1, .host), (.v4, 3, 2, .protocolOrPort),
        (.v4, 3, 4, .tooBig), (.v4, 3, 10, .prohibited), (.v4, 3, 13, .prohibited), (.v4, 11, 0, .timeExceeded),
        (.v4, 12, 0, .other(type: 12, code: 0)), (.v6, 1, 0, .network), (.v6, 1, 1, .prohibited), (.v6, 1, 3, .host),
        (.v6, 1, 4, .protocolOrPort), (.v6, 1, 6, .prohibited), (.v6, 2, 0, .tooBig), (.v6, 3, 0, .timeExceeded),
        (.v6, 4, 1, .protocolOrPort), (.v6, 200, 9, .other(type: 200, code: 9)),
    ])
    func `type and code of either protocol name the reason`(
        family: IPAddress.Family, type: UInt8, code: UInt8, reason: Unreachable.Reason
    ) {
        #expect(Unreachable.Reason(type: type, code: code, family: family) == reason)
    }

    @Test func `it says who reports what`() {
        let router = Unreachable(type: 3, code: 1, family: .v4, reporter: IPAddress("192.0.2.1"))
        #expect(router.description == "192.0.2.1 reports that the host is unreachable")
        let nobody = Unreachable(type: 12, code: 1, family: .v4, reporter: nil)
        #expect(nobody.description == "the network reports that it failed with ICMP type 12, code 1")
    }
}
