internal import HTTPTypes
internal import Hummingbird
internal import NIOCore

/// One file of the pages, as it is sent.
struct Asset: Sendable {
    let path: String
    let type: String
    private let body: ByteBuffer
    private let tag: String

    init(_ path: String, _ type: String, _ bytes: [UInt8]) {
        self.path = path
        self.type = type
        body = ByteBuffer(bytes: bytes)
        // FNV-1a: it need only differ when the file does.
        let hash = bytes.reduce(0xcbf2_9ce4_8422_2325 as UInt64) { ($0 ^ UInt64($1)) &* 0x0000_0100_0000_01b3 }
        tag = "\"\(String(hash, radix: 16))\""
    }

    static let all = [
        Asset("/", "text/html; charset=utf-8", PackageResources.index_html),
        Asset("/static/lapwing.css", "text/css; charset=utf-8", PackageResources.lapwing_css),
        Asset("/static/lapwing.js", "text/javascript; charset=utf-8", PackageResources.lapwing_js),
        Asset("/static/session.js", "text/javascript; charset=utf-8", PackageResources.session_js),
        Asset("/static/elements.js", "text/javascript; charset=utf-8", PackageResources.elements_js),
    ]

    /// Only this server's own files and API; nothing inline, nothing from elsewhere.
    private static let policy = """
        default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; \
        form-action 'none'; base-uri 'none'; frame-ancestors 'none'
        """

    func response(to request: Request) -> Response {
        var headers: HTTPFields = [.eTag: tag, .cacheControl: "no-cache"]
        headers[.contentSecurityPolicy] = Self.policy
        if request.headers[.ifNoneMatch] == tag { return Response(status: .notModified, headers: headers) }
        headers[.contentType] = type
        return Response(status: .ok, headers: headers, body: ResponseBody(byteBuffer: body))
    }
}
