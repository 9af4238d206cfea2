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
        /// Whether the credentials of this camera were sent.
        var offeredCredentials = false
    }

    private static let redirectLimit = 3

    private let goal: Goal
    private let userAgent: String
    private let cnonce: [UInt8]
    private let firstURL: RTSPURL
    /// The strength of the digest to begin with, where the camera got a stronger one wrong before.
    private let weakness: Int?
    private let credentials: RTSPCredentials?
    /// Other hosts that are this camera too, in one spelling.
    private let aliases: Set<String>
    /// Whether a redirection led to another host, where credentials are not offered; nor are they on the way back.
    private var isElsewhere = false
    /// Whether the redirection under way names another host. It may be another name of the same address.
    private var namesOtherHost = false
    /// The user and the password of the redirection itself, for the host it leads to.
    private var ownCredentials: RTSPCredentials?
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
        weakness: Int? = nil, aliases: [String] = []
    ) {
        self.aliases = Set(aliases.map(hostKey))
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

    /// The strength of the digest to begin with the next time, after a refusal.
    var weaknessAfterRefusal: Int? { login?.weaknessIfRefused }

    // MARK: Events

    /// A connection to `url` stands: the first time, after a redirection, or after the camera closed one.
    /// - Parameter atFirstAddress: whether it leads to an address of the host that was asked first, or of an alias.
    mutating func connected(atFirstAddress: Bool = false) -> RTSPRequest {
        if namesOtherHost, !atFirstAddress { isElsewhere = true }
        namesOtherHost = false
        return nextRequest()
    }

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

    /// The camera closed the connection instead of answering. Many do after a 401 without saying so: a login that was not
    /// sent yet goes out on a new connection. One that was sent has been refused, for all that is known.
    mutating func closed(loginWasSent: Bool = true) -> Action {
        guard login != nil, !loginWasSent, !hasReconnected else { return .finish(.failed(closedError)) }
        hasReconnected = true
        login?.wasNotSent()
        return .connect
    }

    private var closedError: RTSPError {
        guard let login, login.uses > 0 else { return .closed(at: url) }
        return .closedOnLogin(at: url)
    }

    // MARK: Decisions

    private mutating func nextRequest() -> RTSPRequest {
        cseq += 1
        let method: RTSPRequest.Method = goal == .answer ? .options : .describe
        var request = RTSPRequest(method: method, uri: url.requestURI, cseq: cseq, userAgent: userAgent)
        if let credentials = ownCredentials ?? (isElsewhere ? nil : credentials), var login {
            request.authorization = login.authorization(credentials, for: method, uri: request.uri, cnonce: cnonce)
            self.login = login
            if ownCredentials == nil { remarks.offeredCredentials = true }
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
        guard let location = response.headers["location"] else {
            return .finish(.failed(.redirectNowhere(at: url, status: response.status)))
        }
        let next: RTSPURL
        do throws(RTSPError) { next = try url.redirected(to: location) } catch {
            return .finish(.failed(.redirectUnreadable(at: url, error)))
        }
        guard redirects < Self.redirectLimit else { return .finish(.failed(.redirectsWithoutEnd(at: firstURL))) }
        guard next.scheme == url.scheme || next.scheme == .rtsps else {
            return .finish(.failed(.redirectOutOfTLS(at: url)))
        }
        redirects += 1
        if let own = next.credentials {
            ownCredentials = own
        } else if next.hostKey != url.hostKey {
            ownCredentials = nil
        }
        namesOtherHost = next.hostKey != firstURL.hostKey && !aliases.contains(next.hostKey)
        url = next.withoutCredentials
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
            return .finish(.failed(refusal))
        }
        remarks.authentication = login?.challenge.name
        // A nonce may be bound to its connection, but this connection ends here.
        if response.headers.values("connection").first?.keyword == "close" { return .connect }
        return .send(nextRequest())
    }

    private func reasonNotToLogIn(_ response: RTSPResponse) -> RTSPError? {
        if login == nil { return .unsupported(AuthenticationChallenge.schemes(in: response), at: url) }
        if ownCredentials != nil { return nil }
        if credentials == nil { return .credentialsRequired(at: url) }
        return isElsewhere ? .loginElsewhere(at: url, asked: firstURL) : nil
    }

    private var refusal: RTSPError {
        ownCredentials == nil ? .credentialsRejected(at: url) : .ownLoginRefused(at: url, asked: firstURL)
    }
}
