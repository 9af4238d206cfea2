import Sockets
import Testing

@testable import Notifiers

@Suite struct EgressTests {
    @Test func `a server named through the API is reached at the addresses that were checked`() async throws {
        let addresses = try [#require(IPAddress("8.8.8.8")), #require(IPAddress("2a00:1450:4001::1"))]
        let egress = Egress(allowsPrivate: false) { _ in .addresses(addresses) }
        #expect(try await egress.check("mail.example") == addresses)
    }

    @Test func `one address out of bounds bars the name, whatever the others are`() async throws {
        let addresses = try [#require(IPAddress("8.8.8.8")), #require(IPAddress("169.254.169.254"))]
        let egress = Egress(allowsPrivate: false) { _ in .addresses(addresses) }
        let error = await #expect(throws: NotifierError.self) { try await egress.check("rebind.example") }
        #expect(
            error
                == NotifierError(
                    isRetryable: false,
                    description:
                        "The server of the test is at a link-local address, which settings made through the API "
                        + "may not name unless NOTIFY_ALLOW_PRIVATE is on", scope: .receiver))
    }

    @Test(arguments: [
        "127.0.0.1", "localhost", "2130706433", "0x7f000001", "0177.0.0.1", "127.1", "0", "0.0.0.0", "::1", "::",
        "::ffff:127.0.0.1", "::ffff:7f00:1", "0:0:0:0:0:0:0:1", "169.254.169.254", "0xa9fea9fe", "10.1", "192.168.257",
        "fd00:ec2::254", "fe80::1", "LOCALHOST",
    ])
    func `no way of writing an address leads into the own network`(host: String) async {
        let error = await #expect(throws: NotifierError.self) { try await Egress(allowsPrivate: false).check(host) }
        #expect(error?.isRetryable == false)
    }

    @Test func `a name without addresses may have some later`() async {
        let egress = Egress(allowsPrivate: false) { _ in .unknown }
        let error = await #expect(throws: NotifierError.self) { try await egress.check("gone.example") }
        #expect(error?.isRetryable == true)
    }

    @Test func `a name service that fails is told, and may work later`() async {
        let egress = Egress(allowsPrivate: false) { _ in .failed("no server is reachable") }
        let error = await #expect(throws: NotifierError.self) { try await egress.check("mail.example") }
        #expect(error?.isRetryable == true)
        #expect(
            error?.description == "The name of the server of the test cannot be looked up (no server is reachable)")
    }

    @Test func `what the operator named is not restricted`() async throws {
        let egress = Egress(allowsPrivate: false) { _ in
            Issue.record("looked up"); return .unknown
        }
        let addresses = try await egress.addresses(of: "127.0.0.1", named: "x", isSetThroughAPI: false)
        #expect(addresses == [])
    }

    @Test func `an operator can allow private addresses`() async throws {
        #expect(try await Egress(allowsPrivate: true).check("127.0.0.1") == [])
    }
}

extension Egress {
    fileprivate func check(_ host: String) async throws -> [IPAddress] {
        try await addresses(of: host, named: "server of the test", isSetThroughAPI: true)
    }
}
