public import NIOCore

/// Visits cameras: one connection, one question, closed at once. Made to be shared by thousands of checks.
public struct RTSPClient: Sendable {
    /// How visits are made.
    public struct Configuration: Sendable {
        /// Sent with every request: some cameras refuse requests without it.
        public var userAgent: String
        /// The most that a connection attempt may take of a visit's time.
        public var connectTimeout: Duration
        /// How long a body may pause before what came of it counts as all: some cameras announce more than they send.
        public var quietTimeout: Duration

        /// The values that suit a local network.
        public init(
            userAgent: String = "Lapwing", connectTimeout: Duration = .seconds(3),
            quietTimeout: Duration = .seconds(2)
        ) {
            self.userAgent = userAgent
            self.connectTimeout = connectTimeout
            self.quietTimeout = quietTimeout
        }
    }

    private let group: any EventLoopGroup
    private let configuration: Configuration
    private let hosts: RTSPHostLookup
    private let tls: TLSClient
    private let weaknesses = DigestWeaknesses()

    /// A client on the loops of `group`, which it does not own.
    public init(
        group: any EventLoopGroup, configuration: Configuration = Configuration(), lookUp: RTSPHostLookup = .system
    ) {
        self.group = group
        self.configuration = configuration
        hosts = lookUp
        tls = TLSClient()
    }

    /// Asks for the description of a stream (DESCRIBE, RFC 2326 §10.2), with as many requests as authentication and
    /// redirections take.
    ///
    /// Credentials, given or part of the URL, are sent to that host only, by whatever name or address of it a redirection
    /// calls it, and only when asked for. A refusal costs one failed login: offering them again later is the caller's
    /// decision. Cancelling the task closes the connection.
    /// - Parameters:
    ///   - timeout: for everything together, name resolution included.
    ///   - aliases: other addresses and names of the same camera.
    public func describe(
        _ url: RTSPURL, credentials: RTSPCredentials? = nil, timeout: Duration = .seconds(8), aliases: [String] = []
    ) async -> RTSPVisit {
        await visit(.describe, url, credentials ?? url.credentials, timeout, aliases)
    }

    /// Asks what the camera can do (OPTIONS, RFC 2326 §10.1), without credentials: any answer in RTSP shows that it
    /// lives, a refusal too.
    /// - Parameter timeout: for everything together, name resolution included.
    public func options(_ url: RTSPURL, timeout: Duration = .seconds(8)) async -> RTSPVisit {
        await visit(.answer, url, nil, timeout, [])
    }

    private func visit(
        _ goal: SessionState.Goal, _ url: RTSPURL, _ credentials: RTSPCredentials?, _ timeout: Duration,
        _ aliases: [String]
    ) async -> RTSPVisit {
        let loop = group.next()
        let state = SessionState(
            goal, url: url.withoutCredentials, credentials: credentials, userAgent: configuration.userAgent,
            cnonce: clientNonce(), weakness: weaknesses[url.endpoint], aliases: aliases)
        let visit = Visit(
            state, loop: loop, configuration: configuration, hosts: hosts, tls: tls,
            deadline: .now() + TimeAmount(timeout), aliases: aliases)
        let finding = await withTaskCancellationHandler {
            await visit.run()
        } onCancel: {
            visit.cancel()
        }
        if finding.visit.error?.code == .credentialsRejected {
            weaknesses[url.endpoint] = finding.weaknessAfterRefusal
        }
        return finding.visit
    }
}

private func clientNonce() -> [UInt8] {
    var generator = SystemRandomNumberGenerator()
    let number = generator.next()
    return hexText((0..<8).map { UInt8(truncatingIfNeeded: number >> (8 * $0)) })
}
