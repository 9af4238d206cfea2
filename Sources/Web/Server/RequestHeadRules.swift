internal import Monitoring
internal import NIOHTTP1

/// What the parser lets pass and is no request all the same, or could be two to a proxy before us.
enum RequestHeadRules {
    /// What is wrong, as a sentence for the client; `nil` for a good request.
    static func complaint(about head: HTTPRequestHead) -> String? {
        if !head.uri.isASCII { return "The request's target must be ASCII; write other characters percent-encoded" }
        return complaint(aboutHostOf: head) ?? complaint(aboutFraming: head)
    }

    /// RFC 9112 §3.2: exactly one in HTTP/1.1, where older clients may send none.
    private static func complaint(aboutHostOf head: HTTPRequestHead) -> String? {
        let hosts = head.headers["host"]
        switch hosts.count {
        case 0: return head.knowsHTTP11 ? "The request must have a Host header" : nil
        case 1: return hosts[0].utf8.allSatisfy(isHostByte) ? nil : "The Host header is not a host and a port"
        default: return "The request must have one Host header, and has \(hosts.count)"
        }
    }

    /// RFC 3986 §3.2.2 and §3.2.3: a name or an address, and a port.
    private static func isHostByte(_ byte: UInt8) -> Bool {
        byte.isUnreserved || "!$&'()*+;=%:[]".utf8.contains(byte)
    }

    /// RFC 9112 §6.1: a length said twice, or in a way that another reader takes for something else, is how requests are
    /// smuggled past a proxy.
    private static func complaint(aboutFraming head: HTTPRequestHead) -> String? {
        for field in head.headers where isDisguised(field.name) {
            return "The header \(field.name) is not one; write Transfer-Encoding or Content-Length"
        }
        let codings = head.headers["transfer-encoding"]
        guard let coding = codings.first else { return nil }
        if head.headers.contains(name: "content-length") {
            return "The request must not have both Transfer-Encoding and Content-Length"
        }
        if !head.knowsHTTP11 { return "HTTP/1.0 knows no Transfer-Encoding" }
        return codings.count == 1 && coding.isSame(asASCII: "chunked")
            ? nil : "The only Transfer-Encoding that is understood is chunked"
    }

    private static let lengthNames: [StaticString] = ["transferencoding", "contentlength"]

    /// Such as `Transfer_Encoding`, which a gateway may turn into the real one.
    private static func isDisguised(_ name: String) -> Bool {
        guard name.utf8.count <= 64 else { return false }
        let letters = String(decoding: name.utf8.filter { $0.isLetter || $0.isDigit }, as: UTF8.self)
        return lengthNames.contains { letters.isSame(asASCII: $0) } && !name.isSame(asASCII: "transfer-encoding")
            && !name.isSame(asASCII: "content-length")
    }
}

extension HTTPRequestHead {
    /// Whether it is of HTTP/1.1 or a later minor version.
    var knowsHTTP11: Bool { (version.major, version.minor) >= (1, 1) }
}

extension HTTPHeaders {
    /// With `?` for each byte that is not ASCII. Such bytes have no meaning in any header that we read (RFC 9110 §5.5),
    /// and would be compared as Unicode by whoever reads them.
    var ascii: HTTPHeaders {
        guard contains(where: { !$0.value.isASCII }) else { return self }
        return HTTPHeaders(
            map { name, value in
                (name, String(decoding: value.utf8.map { $0 < 0x80 ? $0 : UInt8(ascii: "?") }, as: UTF8.self))
            })
    }
}
