/// A camera's address: `rtsp://` or `rtsps://`, as people paste it (RFC 7826 §4.2).
///
/// Credentials inside the text are split off and never printed again. They may hold `@ : / ? # %` unescaped, which
/// breaks most players: see ``init(_:)``.
public struct RTSPURL: Sendable, Hashable, CustomStringConvertible, CustomReflectable {
    /// With or without TLS.
    public enum Scheme: String, Sendable, Hashable {
        /// Plain TCP, port 554 unless the URL says otherwise.
        case rtsp
        /// TLS, port 322 unless the URL says otherwise (RFC 7826 §19.2).
        case rtsps

        /// The registered port.
        public var defaultPort: Int {
            switch self {
            case .rtsp: 554
            case .rtsps: 322
            }
        }
    }

    /// With or without TLS.
    public let scheme: Scheme
    /// A name or an address, without brackets; a zone (`fe80::1%eth0`) stays with it.
    public let host: String
    /// The port as written; `nil` means the scheme's.
    let explicitPort: Int?
    /// Path and query as sent on the wire; always begins with `/`.
    public let target: String
    /// The user and the password that were part of the text.
    public let credentials: RTSPCredentials?

    init(scheme: Scheme, host: String, explicitPort: Int?, target: String, credentials: RTSPCredentials? = nil) {
        self.scheme = scheme
        self.host = host
        self.explicitPort = explicitPort
        self.target = target
        self.credentials = credentials
    }

    /// The port to connect to.
    public var port: Int { explicitPort ?? scheme.defaultPort }

    /// `host:port`, with brackets around IPv6.
    public var endpoint: String { "\(bracketedHost(host)):\(port)" }

    /// The URI of requests: what was pasted, without credentials and without an IPv6 zone, which only this machine
    /// knows (RFC 6874 §1). A digest covers exactly these characters.
    public var requestURI: String {
        let bare = host.utf8.firstIndex(of: UInt8(ascii: "%")).map { String(host[..<$0]) } ?? host
        return "\(scheme.rawValue)://\(bracketedHost(bare))\(explicitPort.map { ":\($0)" } ?? "")\(target)"
    }

    /// The same place without credentials.
    public var withoutCredentials: RTSPURL {
        RTSPURL(scheme: scheme, host: host, explicitPort: explicitPort, target: target)
    }

    /// The path and query for people: values that look like a secret are masked.
    public var maskedTarget: String { masked(target) }

    /// The URL for people: no credentials, no secret of the query.
    public var description: String {
        "\(scheme.rawValue)://\(bracketedHost(host))\(explicitPort.map { ":\($0)" } ?? "")\(maskedTarget)"
    }

    /// Without children: `dump` shows nothing.
    public var customMirror: Mirror { Mirror(self, children: []) }
}

private func bracketedHost(_ host: String) -> String { host.utf8.contains(UInt8(ascii: ":")) ? "[\(host)]" : host }

/// Some makers put the password into the path or the query: `/user=admin_password=x_channel=1`, `?usr=a&pwd=b`.
private func masked(_ target: String) -> String {
    var shown = ""
    var name = ""
    var hides = false
    for character in target {
        switch character {
        case "&", "?", "/", ";":
            (name, hides) = ("", false)
            shown.append(character)
        case "=" where !hides:
            shown.append(character)
            hides = namesSecret(name)
            if hides { shown += "•••" }
            name = ""
        default:
            if !hides { shown.append(character) }
            name.append(character)
        }
    }
    return shown
}

private func namesSecret(_ name: String) -> Bool {
    let name = name.lowercased()
    return ["user", "usr", "login", "pass", "pwd", "pw", "token", "key", "auth", "secret"].contains {
        name.contains($0)
    }
}
