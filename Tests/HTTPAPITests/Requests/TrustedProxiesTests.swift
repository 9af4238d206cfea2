import HTTPTypes
import NIOCore
import Testing

@testable import HTTPAPI
@testable import Web

@Suite struct TrustedProxiesTests {
    private func client(from peer: String, _ forwarded: String..., trusting text: String) throws -> String {
        let proxies = try #require(TrustedProxies(text))
        var headers = HTTPFields()
        for list in forwarded { headers.append(HTTPField(name: .xForwardedFor, value: list)) }
        return proxies.client(of: Peer(try SocketAddress(ipAddress: peer, port: 4711)), headers).address
    }

    static let believed: [(forwarded: String, client: String)] = [
        ("203.0.113.9", "203.0.113.9"), ("198.51.100.1, 203.0.113.9", "203.0.113.9"),
        ("198.51.100.1,203.0.113.9,10.1.1.1 , 10.2.2.2", "203.0.113.9"), ("garbage, 203.0.113.9", "203.0.113.9"),
        ("2001:db8::9", "2001:db8::9"), ("::ffff:203.0.113.9", "203.0.113.9"), ("203.0.113.9:52311", "203.0.113.9"),
        ("[2001:db8::9]:52311", "2001:db8::9"), ("[2001:db8::9]", "2001:db8::9"), ("127.0.0.1", "127.0.0.1"),
        ("10.1.1.1", "10.1.1.1"), ("10.3.3.3, ::ffff:10.1.1.1", "10.3.3.3"),
    ]

    @Test(arguments: believed)
    func `the client of a trusted proxy is the last address that is no trusted proxy`(
        forwarded: String, client expected: String
    ) throws {
        #expect(try client(from: "10.0.0.1", forwarded, trusting: "10.0.0.0/8") == expected)
        #expect(try client(from: "::ffff:10.0.0.1", forwarded, trusting: "10.0.0.0/8") == expected)
    }

    static let unreadable = [
        "", " ", "unknown", "203.0.113.9,", "203.0.113.9, _hidden", "203.0.113.300", "203.0.113.9:", "[2001:db8::9",
        "2001:db8::9]", "fe80::1%eth0", "203.0.113.9, garbage, 10.1.1.1", "for=203.0.113.9", "example.org",
        "203.0.113.9:123456", "0x7f000001", "203.0.113.9\t10.1.1.1",
    ]

    @Test(arguments: unreadable) func `of a list that cannot be read the proxy remains`(forwarded: String) throws {
        #expect(try client(from: "10.0.0.1", forwarded, trusting: "10.0.0.0/8") == "10.0.0.1")
    }

    @Test func `lists in several headers are one list`() throws {
        #expect(
            try client(from: "::1", "198.51.100.1", "203.0.113.9", "10.1.1.1", trusting: "::1,10.0.0.0/8")
                == "203.0.113.9")
    }

    @Test func `whoever is not trusted speaks for himself alone`() throws {
        #expect(try client(from: "192.0.2.1", "203.0.113.9", trusting: "10.0.0.0/8") == "192.0.2.1")
        #expect(try client(from: "127.0.0.1", "203.0.113.9", trusting: "") == "127.0.0.1")
        #expect(TrustedProxies("") == TrustedProxies.none)
    }

    @Test func `a trusted proxy that forwards for nobody asks for itself`() throws {
        #expect(try client(from: "10.0.0.1", trusting: "10.0.0.0/8") == "10.0.0.1")
    }

    @Test func `a peer that has no address is not a proxy`() {
        let proxies = TrustedProxies("0.0.0.0/0,::/0")
        #expect(proxies?.client(of: Peer(nil), [.xForwardedFor: "203.0.113.9"]).address == "unknown")
    }

    @Test(arguments: ["10.0.0.0/8;::1", "nginx", "10.0.0.0/40", "10.0.0.1 10.0.0.2"])
    func `a list with anything else in it is none`(text: String) { #expect(TrustedProxies(text) == nil) }
}
