/// A camera's address: `rtsp://` or `rtsps://`, as people paste it (RFC 7826 §4.2).
///
/// Credentials inside the text are split off and never printed again. They may hold `@ : / ? # %` unescaped, which
/// breaks most players: see ``init(_:)``. Secrets in the path or the query stay where they are, and print as `•••`.
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
    /// A name or an address, without brackets; a zone (`fe80::1%eth0`) stays with it. A name is ASCII: an international
    /// one is `xn--…`.
    public let host: String
    /// The port as written; `nil` means the scheme's.
    let explicitPort: Int?
    /// Path and query as sent on the wire; always begins with `/`.
    public let target: String
    /// The user and the password that were part of the text.
    public let credentials: RTSPCredentials?
    /// The camera's password, where it is known: some paths hold it without a name (`/admin/12345/live`).
    let password: String?

    init(
        scheme: Scheme, host: String, explicitPort: Int?, target: String, credentials: RTSPCredentials? = nil,
        password: String? = nil
    ) {
        self.scheme = scheme
        self.host = host
        self.explicitPort = explicitPort
        self.target = target
        self.credentials = credentials
        self.password = password
    }

    /// The port to connect to.
    public var port: Int { explicitPort ?? scheme.defaultPort }

    /// `host:port`, with brackets around IPv6.
    public var endpoint: String { "\(bracketedHost(host)):\(port)" }

    /// The URI of requests: what was pasted, without credentials and without an IPv6 zone, which only this machine
    /// knows (RFC 6874 §1). A digest covers exactly these characters.
    public var requestURI: String {
        let bare = host.utf8.firstIndex(of: UInt8(ascii: "%")).map { String(host[..<$0]) } ?? host
        return "\(scheme.rawValue)://\(bracketedHost(bare))\(portText)\(target)"
    }

    /// The same place without credentials.
    public var withoutCredentials: RTSPURL {
        RTSPURL(scheme: scheme, host: host, explicitPort: explicitPort, target: target, password: password)
    }

    /// The same URL, in which that password is a secret wherever it stands in the path or the query.
    public func hiding(_ password: String) -> RTSPURL {
        RTSPURL(
            scheme: scheme, host: host, explicitPort: explicitPort, target: target, credentials: credentials,
            password: password)
    }

    /// The URL without credentials, and with the secrets of its path and query: to be kept, not to be shown. Reading it
    /// gives the same place again.
    public var plainText: String { "\(scheme.rawValue)://\(bracketedHost(host))\(portText)\(target)" }

    /// The URL for people: no credentials, and `•••` for each secret of the path and the query.
    public var description: String { "\(scheme.rawValue)://\(bracketedHost(host))\(portText)\(maskedTarget)" }

    /// Whether both are the same place, with the same credentials in the text.
    public static func == (left: RTSPURL, right: RTSPURL) -> Bool {
        left.plainText == right.plainText && left.credentials == right.credentials
    }

    /// As `==` compares.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(plainText)
        hasher.combine(credentials)
    }

    /// Without children: `dump` shows nothing.
    public var customMirror: Mirror { Mirror(self, children: []) }

    private var portText: String { explicitPort.map { ":\($0)" } ?? "" }
}

private func bracketedHost(_ host: String) -> String { host.utf8.contains(UInt8(ascii: ":")) ? "[\(host)]" : host }
