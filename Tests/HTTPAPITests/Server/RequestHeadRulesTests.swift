import NIOHTTP1
import Testing

@testable import HTTPAPI
@testable import Web

@Suite struct RequestHeadRulesTests {
    private static func head(
        _ headers: [(String, String)], version: HTTPVersion = .http1_1, uri: String = "/"
    ) -> HTTPRequestHead {
        HTTPRequestHead(version: version, method: .POST, uri: uri, headers: HTTPHeaders(headers))
    }

    static let good: [[(String, String)]] = [
        [("Host", "x")], [("Host", "")], [("host", "[2001:db8::1]:5000")], [("HOST", "lap-wing_1.example.:80")],
        [("Host", "x"), ("Content-Length", "2")], [("Host", "x"), ("TRANSFER-ENCODING", "Chunked")],
        [("Host", "x"), ("X-Transfer-Encoding", "y")],
    ]

    @Test(arguments: good) func `a good head passes`(headers: [(String, String)]) {
        #expect(RequestHeadRules.complaint(about: Self.head(headers)) == nil)
    }

    static let bad: [[(String, String)]] = [
        [], [("Host", "x"), ("Host", "x")], [("Host", "x"), ("host", "y")], [("Host", "a b")], [("Host", "a,b")],
        [("Host", "u@x")], [("Host", "x/y")], [("Host", "caf\u{E9}")],
        [("Host", "x"), ("Transfer_Encoding", "chunked"), ("Content-Length", "2")],
        [("Host", "x"), ("Transfer_Encoding", "chunked")], [("Host", "x"), ("Transfer Encoding", "chunked")],
        [("Host", "x"), ("TransferEncoding", "chunked")], [("Host", "x"), ("transfer.encoding", "chunked")],
        [("Host", "x"), ("Content_Length", "2")], [("Host", "x"), ("Transfer-Encoding ", "chunked")],
        [("Host", "x"), ("Transfer-Encoding", "chunked"), ("Content-Length", "2")],
        [("Host", "x"), ("Transfer-Encoding", "chunked"), ("Transfer-Encoding", "chunked")],
        [("Host", "x"), ("Transfer-Encoding", "xchunked")], [("Host", "x"), ("Transfer-Encoding", "identity")],
        [("Host", "x"), ("Transfer-Encoding", "gzip, chunked")], [("Host", "x"), ("Transfer-Encoding", "")],
    ]

    @Test(arguments: bad) func `a head that could be read in two ways is refused`(headers: [(String, String)]) {
        #expect(RequestHeadRules.complaint(about: Self.head(headers)) != nil)
    }

    @Test func `HTTP 1.0 may do without a Host, and knows no transfer encoding`() {
        #expect(RequestHeadRules.complaint(about: Self.head([], version: .http1_0)) == nil)
        #expect(RequestHeadRules.complaint(about: Self.head([("Host", "a"), ("Host", "a")], version: .http1_0)) != nil)
        let chunked = Self.head([("Transfer-Encoding", "chunked")], version: .http1_0)
        #expect(RequestHeadRules.complaint(about: chunked) != nil)
    }

    @Test func `a target that is not ASCII is refused`() {
        #expect(RequestHeadRules.complaint(about: Self.head([("Host", "x")], uri: "/\u{E9}")) != nil)
    }

    @Test func `a header value has no byte beyond ASCII when it is read`() {
        let headers: HTTPHeaders = ["A": "b", "C": "d\u{E9}e", "F": ""]
        #expect(Array(headers.ascii).map(\.value) == ["b", "d??e", ""])
        #expect(Array(headers.ascii).map(\.name) == ["A", "C", "F"])
    }
}
