import HTTPTypes
import Testing

@testable import HTTPAPI

@Suite struct LocalNamesTests {
    private let names = LocalNames(["noc", "NOC.example.org."])

    static let own = [
        "localhost", "LocalHost:5000", "localhost.", "localhost.:80", "127.0.0.1", "127.0.0.1:5000", "127.8.9.10",
        "[::1]",
        "[::1]:5000", "[::ffff:127.0.0.1]:80", "noc", "NOC:443", "noc.example.org", "noc.example.org.:5000",
    ]

    @Test(arguments: own) func `a name that nobody else can have is ours`(authority: String) {
        #expect(names.contains(authority))
    }

    static let foreign = [
        "evil.example", "evil.example:5000", "localhost.evil.example", "evil.localhost.example",
        "127.0.0.1.evil.example",
        "192.0.2.1", "[2001:db8::1]", "0.0.0.0", "127.1", "2130706433", "0x7f000001", "", ":5000", "[::1", "::1",
        "localhost:80:90", "localhost:x", "localhost@evil.example", "localhost/", "localhost ", "\u{17F}ocalhost",
        "loca\u{301}lhost", "noc.evil.example", "10.0.0.1",
    ]

    @Test(arguments: foreign) func `any other name may be somebody else's`(authority: String) {
        #expect(!names.contains(authority))
    }

    private func request(host: String?, _ origins: String...) -> HTTPRequest {
        var request = HTTPRequest(method: .post, scheme: "http", authority: host, path: "/api/auth/login")
        for origin in origins { request.headerFields.append(HTTPField(name: .origin, value: origin)) }
        return request
    }

    @Test func `a program and a page of ours are ours`() {
        for request in [
            request(host: nil), request(host: "localhost:5000"),
            request(host: "127.0.0.1:5000", "http://localhost:3000"),
            request(host: "noc", "https://noc.example.org"), request(host: "[::1]:5000", "http://[::1]:5000"),
        ] { #expect(names.isOwn(request, trusted: [])) }
    }

    @Test func `a page of another site is not, under whatever name it reaches us`() {
        for request in [
            request(host: "evil.example"), request(host: "localhost", "https://evil.example"),
            request(host: "localhost", "null"), request(host: "localhost", ""), request(host: "localhost", "file://"),
            request(host: "localhost", "http://localhost.evil.example"),
            request(host: "localhost", "http://localhost:5000", "https://evil.example"),
            request(host: "localhost", "chrome-extension://localhost"),
            request(host: "evil.example", "http://localhost:5000"),
        ] { #expect(!names.isOwn(request, trusted: [])) }
    }

    @Test func `an origin that the operator names is trusted, as it is written`() {
        let page = request(host: "localhost", "https://noc.example.com")
        #expect(names.isOwn(page, trusted: ["https://noc.example.com"]))
        #expect(!names.isOwn(page, trusted: ["https://NOC.example.com", "http://noc.example.com"]))
    }
}
