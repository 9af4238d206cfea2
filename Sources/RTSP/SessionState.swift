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
    /// `nil` once they may not be offered: a redirection led to another host.
    private var credentials: RTSPCredentials?
    private var cseq = 0
    private var redirects = 0
    private var login: Login?
    /// Whether a connection that was closed on our login was already replaced.
    private var hasReconnected = false

    /// Where the camera is now; redirections change it.
    private(set) var url: RTSPURL
    private(set) var remarks = Remarks()

    /// The challenge that is being answered.
    private struct Login {
        var challenge: AuthenticationChallenge
        /// How often its nonce was used.
        var uses = 0
        /// Whether a fresh nonce was already answered after the first.
        var hasRenewed = false
        var hasSteppedDown = false
        /// 401 replies to a password, but for those that blame the nonce.
        var refusals = 0
    }

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
    var learnedWeakness: Int? { login.flatMap { $0.hasSteppedDown ? $0.challenge.strength : nil } }

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
            login.uses += 1
            request.authorization = login.challenge.authorization(
                credentials, for: method, uri: request.uri, cnonce: cnonce, count: login.uses)
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
        if next.host.lowercased() != firstURL.host.lowercased() { credentials = nil }
        url = next
        login = nil
        return .connect
    }

    private mutating func challenged(_ response: RTSPResponse) -> Action {
        let offered = AuthenticationChallenge.all(in: response)
        remarks.realm = offered.first.map { $0.realm.printable(limit: 100) } ?? remarks.realm
        guard credentials != nil else { return .finish(.failed(.credentialsRequired(at: url, asked: firstURL))) }
        guard let next = answer(to: offered) else {
            let error: RTSPError =
                login == nil
                ? .unsupported(AuthenticationChallenge.schemes(in: response), at: url)
                : .credentialsRejected(at: url)
            return .finish(.failed(error))
        }
        login = next
        remarks.authentication = next.challenge.name
        // A nonce may be bound to its connection, but this connection ends here.
        if response.headers["connection"]?.lowercased() == "close" { return .connect }
        return .send(nextRequest())
    }

    /// The next try; `nil` when none is due. At first the strongest challenge. Then the same one with its fresh nonce
    /// if the camera says that only the nonce was old; else a weaker digest if there is one, since some cameras offer
    /// an algorithm that they get wrong; else the same one again if the nonce has changed.
    private func answer(to offered: [AuthenticationChallenge]) -> Login? {
        guard var login else { return first(of: offered).map { Login(challenge: $0) } }
        let fresh = offered.first { $0.strength == login.challenge.strength && $0.nonce != login.challenge.nonce }
        login.uses = 0
        if let fresh, fresh.isStale, !login.hasRenewed {
            login.hasRenewed = true
            login.challenge = fresh
            return login
        }
        login.refusals += 1
        guard login.refusals < 2 else { return nil }
        // Never down to Basic, which shows the password to everybody on the way.
        if let weaker = offered.first(where: { $0.strength < login.challenge.strength && $0.isDigest }) {
            login.hasSteppedDown = true
            login.challenge = weaker
            return login
        }
        guard let fresh, !login.hasRenewed else { return nil }
        login.hasRenewed = true
        login.challenge = fresh
        return login
    }

    private func first(of offered: [AuthenticationChallenge]) -> AuthenticationChallenge? {
        guard let weakness else { return offered.first }
        return offered.first { $0.strength <= weakness && $0.isDigest } ?? offered.first
    }
}
