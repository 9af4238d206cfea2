package import Monitoring

/// Where a Redis is and how to sign in there, from a URL as redis-py and Celery write it.
package struct RedisAddress: Sendable, Hashable {
    enum Place: Sendable, Hashable {
        case tcp(host: String, port: Int)
        case unix(path: String)
    }

    var place: Place
    var user: String?
    var password: Secret?
    var database = 0
    var tls: RedisTLS?

    /// What is wrong with a URL: a sentence without its secrets, to follow the name of what holds it.
    package struct Mistake: Error, Equatable, CustomStringConvertible {
        package let description: String

        init(_ description: String) { self.description = description }
    }

    /// Reads `redis://[user:password@]host[:port][/database]`, `rediss://…` for TLS, or a socket's `unix:///path?db=0`
    /// or `redis+socket:///path?virtual_host=0`. User, password and path may be percent-encoded.
    /// - Parameter authorities: PEM file of those to trust with TLS, unless the URL names one (`ssl_ca_certs`).
    /// - Returns: `nil` for `memory://`, Celery's broker inside the process.
    package static func parse(_ url: Secret, authorities: String? = nil) throws(Mistake) -> RedisAddress? {
        let text = url.reveal()
        let (name, after) = text[...].cut(at: ":")
        guard let after, after.hasPrefix("//") else { throw Mistake("is not a URL: \(expectation)") }
        let (scheme, rest) = (name.lowercased(), after.dropFirst(2))
        switch scheme {
        case "memory": return nil
        case "redis": return try RedisAddress(host: rest, tls: nil)
        case "rediss": return try RedisAddress(host: rest, tls: RedisTLS(authorities: authorities))
        case "unix", "redis+socket", "redis+unix": return try RedisAddress(socket: rest)
        default:
            let name = scheme.utf8.allSatisfy(\.isSchemeText) ? "\(scheme):// is none" : "it is none"
            throw Mistake(
                """
                must name a Redis, the only broker Lapwing uses (\(name)): \(expectation). A single process needs no \
                broker: leave it out, or set REDIS_URL=memory://.
                """)
        }
    }

    private static let expectation = "redis[s]://[user:password@]host[:port][/database] or unix:///path"

    private init(host text: Substring, tls: RedisTLS?) throws(Mistake) {
        let (main, query) = text.cut(at: "?")
        let (authority, path) = main.cut(at: "/")
        let (login, location) = authority.cutAtLast("@")
        let (host, port) = try Self.hostAndPort(location)
        (place, self.tls) = (.tcp(host: host, port: port), tls)
        try signIn(login)
        if let path, !path.isEmpty { try choose(database: path) }
        try read(query: query)
    }

    private init(socket text: Substring) throws(Mistake) {
        let (main, query) = text.cut(at: "?")
        guard let slash = main.firstIndex(of: "/") else { throw Mistake("names no socket: \(Self.expectation)") }
        let path = try Self.decoded(main[slash...])
        // The size of `sun_path`, less its closing zero.
        guard (2...107).contains(path.utf8.count) else { throw Mistake("names a socket of no or too long a path") }
        place = .unix(path: path)
        try signIn(main[..<slash].cutAtLast("@").before)
        try read(query: query)
    }

    private mutating func signIn(_ login: Substring?) throws(Mistake) {
        guard let login else { return }
        let (name, secret) = login.cut(at: ":")
        if !name.isEmpty { user = try Self.decoded(name) }
        if let secret, !secret.isEmpty { password = Secret(try Self.decoded(secret)) }
    }

    private mutating func choose(database text: Substring) throws(Mistake) {
        guard let number = Int(text), (0...999_999).contains(number) else {
            throw Mistake("names a database that is not a number: \(Self.expectation)")
        }
        database = number
    }

    private mutating func read(query: Substring?) throws(Mistake) {
        for parameter in query?.split(separator: "&") ?? [] {
            let (name, value) = parameter.cut(at: "=")
            switch name {
            case "db", "virtual_host": try choose(database: (value ?? "").drop { $0 == "/" })
            case "username": user = try Self.decoded(value ?? "")
            case "password": password = Secret(try Self.decoded(value ?? ""))
            case "ssl_ca_certs": tls?.authorities = try Self.decoded(value ?? "")
            case "ssl_certfile": tls?.certificate = try Self.decoded(value ?? "")
            case "ssl_keyfile": tls?.privateKey = try Self.decoded(value ?? "")
            case "ssl_cert_reqs", "ssl_check_hostname":
                guard !Self.negations.contains((value ?? "").lowercased()) else {
                    throw Mistake(
                        "asks not to check the certificate (\(name)), which Lapwing always does: let REDIS_CA_FILE name its authority."
                    )
                }
            case _ where Self.tunings.contains(String(name)): continue
            default:
                let shown = name.utf8.allSatisfy(\.isSchemeText) ? " “\(name)”" : ""
                throw Mistake("has a parameter\(shown) that Lapwing does not know: remove it.")
            }
        }
    }

    private static let negations: Set<String> = ["none", "cert_none", "false", "no", "0"]

    /// How other clients are to behave, which does not change whom they talk to.
    private static let tunings: Set<String> = [
        "client_name", "decode_responses", "encoding", "health_check_interval", "max_connections", "protocol",
        "retry_on_timeout", "socket_connect_timeout", "socket_keepalive", "socket_timeout", "visibility_timeout",
    ]

    private static func hostAndPort(_ text: Substring) throws(Mistake) -> (String, Int) {
        var (host, port) = (text, Substring?.none)
        if text.first == "[" {
            let (inner, after) = text.dropFirst().cut(at: "]")
            guard let after, after.isEmpty || after.first == ":" else {
                throw Mistake("has an IPv6 address whose bracket is not closed")
            }
            (host, port) = (inner, after.isEmpty ? nil : after.dropFirst())
        } else {
            (host, port) = text.cut(at: ":")
        }
        guard let port, !port.isEmpty else { return (try name(host), 6379) }
        guard let number = Int(port), (1...65_535).contains(number) else {
            throw Mistake(
                "has a port that is not a number from 1 to 65535. Percent-encode /, ?, # and @ in the password.")
        }
        return (try name(host), number)
    }

    private static func name(_ host: Substring) throws(Mistake) -> String {
        guard host.utf8.allSatisfy({ $0.isSchemeText || $0 == UInt8(ascii: "%") || $0 == UInt8(ascii: ":") }) else {
            throw Mistake("has a host name with characters that none has: \(expectation)")
        }
        return host.isEmpty ? "localhost" : String(host)
    }

    private static func decoded(_ text: Substring) throws(Mistake) -> String {
        guard let plain = PercentCoding.decode(text.utf8) else {
            throw Mistake("has a percent sign that two hexadecimal digits do not follow: write it as %25")
        }
        return plain
    }
}

extension RedisAddress: CustomStringConvertible {
    /// For the log, without who signs in.
    package var description: String {
        switch place {
        case .tcp(let host, let port): host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)"
        case .unix(let path): path
        }
    }
}

extension Substring {
    /// What is before and after the first `separator`; `nil` for after where there is none.
    fileprivate func cut(at separator: Character) -> (before: Substring, after: Substring?) {
        guard let index = firstIndex(of: separator) else { return (self, nil) }
        return (self[..<index], self[self.index(after: index)...])
    }

    /// What is before and after the last `separator`; `nil` for before where there is none.
    fileprivate func cutAtLast(_ separator: Character) -> (before: Substring?, after: Substring) {
        guard let index = lastIndex(of: separator) else { return (nil, self) }
        return (self[..<index], self[self.index(after: index)...])
    }
}

extension UInt8 {
    /// Safe to repeat in a sentence.
    fileprivate var isSchemeText: Bool {
        switch self {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "."),
            UInt8(ascii: "_"):
            true
        default: false
        }
    }
}
