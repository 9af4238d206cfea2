/// Where a stream is: what of its URL says so, and nothing of who may see it. Two ways of writing the same place are
/// equal as far as the URL shows it; whether two hosts are one is for the resolver to say.
package struct StreamPlace: Sendable, Hashable {
    /// A name or an address in lower-case, without brackets and without the full stop that may end a name.
    package let host: String
    /// As written, or that of the scheme: 554, and 322 with TLS.
    package let port: Int
    /// Path and query, from the `/` on.
    package let target: String

    /// - Parameter url: as cameras are stored: `rtsp://host[:port][/path][?query]`, without credentials.
    package init?(_ url: String) {
        guard let scheme = url.firstRange(of: "://") else { return nil }
        let defaultPort = url[..<scheme.lowerBound].lowercased() == "rtsps" ? 322 : 554
        let rest = url[scheme.upperBound...]
        let end = rest.firstIndex { $0 == "/" || $0 == "?" } ?? rest.endIndex
        guard let (host, port) = Self.split(rest[..<end]), !host.isEmpty else { return nil }
        self.host = Self.canonical(host)
        self.port = port ?? defaultPort
        let target = rest[end...]
        self.target = target.first == "/" ? String(target) : "/\(target)"
    }

    private static func split(_ authority: Substring) -> (Substring, Int?)? {
        if authority.first == "[" {
            guard let close = authority.firstIndex(of: "]") else { return nil }
            let port = authority[authority.index(after: close)...].dropFirst()
            return (authority[authority.index(after: authority.startIndex)..<close], Int(port))
        }
        guard let colon = authority.lastIndex(of: ":"), authority[..<colon].firstIndex(of: ":") == nil else {
            return (authority, nil)
        }
        return (authority[..<colon], Int(authority[authority.index(after: colon)...]))
    }

    private static func canonical(_ host: Substring) -> String {
        let name = host.lowercased()
        return name.hasSuffix(".") ? String(name.dropLast()) : name
    }
}
