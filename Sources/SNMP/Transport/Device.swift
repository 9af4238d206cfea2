import DequeModule

/// What is known of a device, and what it is being asked. Lives on the thread of ``Transport``.
final class Device {
    let endpoint: Endpoint
    var roundTrips = RoundTrips()
    /// How many requests it is asked at once.
    var window = Window()
    private(set) var inFlight = 0
    /// Its engine as each user sees it, in the order in which they came.
    private var peers: [USMPeer] = []
    /// Requests that wait for others to be answered.
    private var waiting: Deque<PendingRequest> = []
    var limits = DeviceLimits()
    /// When it last answered anybody.
    private var lastAnswer = Moment(nanoseconds: 0)
    private var nextObservation = Moment(nanoseconds: 0)
    /// Subtrees in which nothing was found, and until when that is believed.
    private var empty: [Emptiness: Moment] = [:]
    /// What came from it in place of answers.
    var rejectedReplies = RejectedReplies()
    /// Whether ``Transport`` keeps it no longer.
    var isForgotten = false

    init(_ endpoint: Endpoint) {
        self.endpoint = endpoint
    }

    /// `false` if it has to wait; it comes with ``nextAdmitted()`` then.
    func admits(_ request: PendingRequest) -> Bool {
        guard hasRoom(for: request), !isHeldUp else {
            waiting.append(request)
            return false
        }
        inFlight += 1
        return true
    }

    private func hasRoom(for request: PendingRequest) -> Bool {
        inFlight < window.size && !(inFlight > 0 && request.asksStranger)
    }

    /// Whether one waits for all others to be done, because it asks who the device is.
    private var isHeldUp: Bool {
        guard let first = waiting.first, !first.isFinished else { return false }
        return first.asksStranger
    }

    /// Those that need not wait any longer behind a request that has failed: the device has been silent for as long as they
    /// were ready to wait for an answer. What is wrong with one user is not wrong with another.
    func removeOverdue(behind failed: PendingRequest, _ failure: SNMPError, now: Moment) -> [PendingRequest] {
        guard failure.isSilence || failure.code == .insecure else { return [] }
        let overdue = waiting.filter { request in
            !request.isFinished && request.isOverdue(now: now, lastAnswer: lastAnswer)
                && (failure.isSilence || request.destination.credential === failed.destination.credential)
        }
        waiting.removeAll { request in request.isFinished || overdue.contains { $0 === request } }
        return Array(overdue)
    }

    private static var mostPeers: Int { 4 }

    /// The engine as that user sees it.
    func peer<Result>(of credential: USMCredential, _ body: (inout USMPeer) -> Result) -> Result {
        if let index = peers.firstIndex(where: { $0.credential === credential }) { return body(&peers[index]) }
        add(USMPeer(credential))
        return body(&peers[peers.count - 1])
    }

    func knownPeer(of credential: USMCredential) -> USMPeer? {
        peers.first { $0.credential === credential }
    }

    /// In place of what was known of the engine by the same user.
    func add(_ peer: USMPeer) {
        peers.removeAll { $0.credential === peer.credential }
        if peers.count == Self.mostPeers { peers.removeFirst() }
        peers.append(peer)
    }

    /// A request has its end.
    func finished() {
        inFlight -= 1
    }

    /// One that has waited and need not any more; it counts as begun.
    func nextAdmitted() -> PendingRequest? {
        while let next = waiting.first, next.isFinished || hasRoom(for: next) {
            waiting.removeFirst()
            guard !next.isFinished else { continue }
            inFlight += 1
            return next
        }
        return nil
    }

    /// All that wait for others.
    func removeWaiting() -> [PendingRequest] {
        defer { waiting.removeAll() }
        return waiting.map { $0 }
    }

    /// Whether its clock was not looked at lately. Counts as a look.
    func isObservable(now: Moment) -> Bool {
        guard now >= nextObservation else { return false }
        nextObservation = now + 10_000_000_000
        return true
    }

    func answered(roundTrip: Int64?, now: Moment) {
        lastAnswer = now
        let isCrowded = roundTrip.map { roundTrips.isLong($0) } ?? false
        if let roundTrip { roundTrips.measured(roundTrip) }
        if !isCrowded { window.answered() }
    }

    func lost() {
        window.lost()
    }

    private static var mostEmpty: Int { 256 }

    func isEmpty(_ what: Emptiness, now: Moment) -> Bool {
        guard let until = empty[what] else { return false }
        if until <= now { empty[what] = nil }
        return until > now
    }

    func wasEmpty(_ what: Emptiness, until: Moment) {
        if empty.count == Self.mostEmpty { empty.removeAll() }
        empty[what] = until
    }

    /// Whether nothing would be lost if it were forgotten.
    var isBlank: Bool {
        inFlight == 0 && waiting.isEmpty && !roundTrips.isKnown && limits == DeviceLimits() && peers.isEmpty
    }
}
