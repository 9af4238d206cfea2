internal import HTTPTypes
internal import Monitoring
internal import Sockets
internal import Web

/// What this machine is called on itself. A page of somebody else, open in a browser here, can send requests to us; but
/// its name is in them: in `Origin`, and if its name was made to resolve to us (DNS rebinding), in `Host`.
struct LocalNames: Sendable {
    private let names: Set<ByteText>

    /// - Parameter names: besides `localhost`; their case and a dot at their end count for nothing.
    init(_ names: [String]) {
        self.names = Set((names + ["localhost"]).map { ByteText(Self.plain($0[...])) })
    }

    private static func plain(_ name: Substring) -> String {
        String(decoding: name.utf8.last == UInt8(ascii: ".") ? name.utf8.dropLast() : name.utf8[...], as: UTF8.self)
            .lowercased()
    }

    /// Whether a host, and perhaps a port, is this machine by a name that nobody else can have.
    func contains(_ authority: some StringProtocol) -> Bool {
        let authority = String(authority)
        guard authority.utf8.count <= 300, authority.isASCII, let host = Self.host(of: authority) else { return false }
        if let address = IPAddress(withoutZone: host) { return address.isLoopback }
        return names.contains(ByteText(Self.plain(host)))
    }

    /// Whether no page of another site has a hand in the request. Programs send no `Origin`, and old ones no `Host`.
    ///
    /// - Parameter trusted: origins that the operator trusts by name.
    func isOwn(_ request: HTTPRequest, trusted: [String]) -> Bool {
        request.authority.map { contains($0) } ?? true
            && request.headerFields[values: .origin].allSatisfy { origin in
                trusted.contains { $0.isSame(as: origin) } || contains(origin: origin)
            }
    }

    /// `null`, which pages in a sandbox and local files send, is nobody's name.
    private func contains(origin: String) -> Bool {
        ["http://", "https://"].contains { scheme in
            origin.utf8.starts(with: scheme.utf8)
                && contains(String(decoding: origin.utf8.dropFirst(scheme.utf8.count), as: UTF8.self))
        }
    }

    private static func host(of authority: String) -> Substring? {
        let bytes = authority.utf8
        let end: String.Index
        let host: Substring
        if bytes.first == UInt8(ascii: "[") {
            guard let close = bytes.firstIndex(of: UInt8(ascii: "]")) else { return nil }
            host = authority[bytes.index(after: bytes.startIndex)..<close]
            end = bytes.index(after: close)
        } else {
            end = bytes.firstIndex(of: UInt8(ascii: ":")) ?? bytes.endIndex
            host = authority[..<end]
        }
        let port = bytes[end...]
        guard port.isEmpty || port.first == UInt8(ascii: ":") && port.dropFirst().allSatisfy(\.isDigit) else {
            return nil
        }
        return host
    }
}
