/// One visit to one camera, as decisions: what came in, what to do. ``Visit`` owns the sockets and carries them out.
///
/// DESCRIBE comes first and needs no OPTIONS before it; no SETUP follows, so nothing is left to tear down. A password
/// is offered again only for a reason, and never after a second refusal: cameras lock out those who insist.
struct SessionState {
    enum Goal: Sendable {
        /// The description of the stream.
        case describe
        /// Any answer at all.
        case answer
    }

    enum Action: Sendable, Hashable {
        case send(RTSPRequest)
        /// Close the connection and open one to `url`.
        case connect
        case finish(Ending)
    }

    enum Ending: Sendable, Hashable {
        case described(SDP)
        case answered
        case failed(RTSPError)
    }

    /// What the camera said of itself on the way.
    struct Remarks: Sendable, Hashable {
        var server: String?
        var date: String?
        var realm: String?
        /// The scheme that was accepted or refused.
        var authentication: String?
    }

    private static let redirectLimit = 3

    private let goal: Goal
    private let userAgent: String
    private let cnonce: [UInt8]
    private let firstURL: RTSPURL
    /// The strength of the digest to begin with, where the camera got a stronger one wrong before.
    private let weakness: Int?
    private let credentials: RTSPCredentials?
    /// Whether a redirection led to another host, where credentials are not offered; nor are they on the way back.
    private var isElsewhere = false
    private var cseq = 0
    private var redirects = 0
    private var login: Login?
    /// Whether a connection that was closed on our login was already replaced.
    private var hasReconnected = false

    /// Where the camera is now; redirections change it.
    private(set) var url: RTSPURL
    private(set) var remarks = Remarks()

    init(
        _ goal: Goal, url: RTSPURL, credentials: RTSPCredentials?, userAgent: String, cnonce: [UInt8],
        weakness: Int? = nil
    ) {
        self.weakness = weakness
        self.goal = goal
        self.url = url
        firstURL = url
        self.credentials = credentials
        self.userAgent = userAgent
        self.cnonce = cnonce
    }

    /// Whether a body may follow the answer that is awaited now.
    var expectsDescription: Bool { goal == .describe }

    /// The strength of the digest that was accepted after a stronger one was not.
    var learnedWeakness: Int? { login?.learnedWeakness }

    // MARK: Events

    /// A connection to `url` stands: the first time, after a redirection, or after the camera closed one.
    mutating func connected() -> RTSPRequest { nextRequest() }

    mutating func received(_ response: RTSPResponse) -> Action? {
        if response.status < 200 { return nil }
        note(response)
        if goal == .answer { return .finish(.answered) }
        switch response.status {
        case 200..<300: return .finish(described(response))
        case 300..<400: return redirected(response)
        case 401: return challenged(response)
        default: return .finish(.failed(.status(response.status, at: url, withLogin: login != nil)))
        }
    }

    /// The camera closed the connection instead of answering. Many do after a 401 without saying so: the login is
    /// offered once on a new connection.
    mutating func closed() -> Action {
        guard let login, login.uses > 0, !hasReconnected else { return .finish(.failed(.closed(at: url))) }
        hasReconnected = true
        return .connect
    }

    // MARK: Decisions

    private mutating func nextRequest() -> RTSPRequest {
        cseq += 1
        let method: RTSPRequest.Method = goal == .answer ? .options : .describe
        var request = RTSPRequest(method: method, uri: url.requestURI, cseq: cseq, userAgent: userAgent)
        if let credentials, var login {
            request.authorization = login.authorization(credentials, for: method, uri: request.uri, cnonce: cnonce)
            self.login = login
        }
        return request
    }

    private mutating func note(_ response: RTSPResponse) {
        remarks.server = response.headers["server"].map { $0.utf8.printable(limit: 100) } ?? remarks.server
        remarks.date = response.headers["date"].map { $0.utf8.printable(limit: 40) } ?? remarks.date
    }

    private func described(_ response: RTSPResponse) -> Ending {
        let description = SDP(response.body)
        return description.video == nil ? .failed(.noVideo(at: url)) : .described(description)
    }

    private mutating func redirected(_ response: RTSPResponse) -> Action {
        guard let location = response.headers["location"], let next = try? url.redirected(to: location) else {
            return .finish(.failed(.redirectNowhere(at: url, status: response.status)))
        }
        guard redirects < Self.redirectLimit else { return .finish(.failed(.redirectsWithoutEnd(at: firstURL))) }
        guard next.scheme == url.scheme || next.scheme == .rtsps else {
            return .finish(.failed(.redirectOutOfTLS(at: url)))
        }
        redirects += 1
        if next.host.lowercased() != firstURL.host.lowercased() { isElsewhere = true }
        url = next
        login = nil
        return .connect
    }

    private mutating func challenged(_ response: RTSPResponse) -> Action {
        let offered = AuthenticationChallenge.all(in: response)
        remarks.realm = offered.first.map { $0.realm.printable(limit: 100) } ?? remarks.realm
        if login == nil {
            login = Login(to: offered, weakness: weakness)
            if let error = reasonNotToLogIn(response) { return .finish(.failed(error)) }
        } else if login?.isRefused(with: offered) == true {
            return .finish(.failed(.credentialsRejected(at: url)))
        }
        remarks.authentication = login?.challenge.name
        // A nonce may be bound to its connection, but this connection ends here.
        if response.headers["connection"]?.lowercased() == "close" { return .connect }
        return .send(nextRequest())
    }

    private func reasonNotToLogIn(_ response: RTSPResponse) -> RTSPError? {
        if login == nil { return .unsupported(AuthenticationChallenge.schemes(in: response), at: url) }
        if credentials == nil { return .credentialsRequired(at: url) }
        return isElsewhere ? .loginElsewhere(at: url, asked: firstURL) : nil
    }
}
