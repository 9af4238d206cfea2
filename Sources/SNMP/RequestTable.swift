/// Requests that wait for an answer. It decides; ``RequestLoop`` acts.
struct RequestTable<Waiter> {
    struct Request {
        let endpoint: Endpoint
        /// Nanoseconds to wait for the answer to each attempt.
        let timeout: Int64
        /// How often to ask in all.
        let attempts: Int
        /// Whether the answer must come from the endpoint asked.
        let isStrict: Bool
        let waiter: Waiter
    }

    private struct Pending {
        let request: Request
        let sentAt: Moment
        var attempt = 1
        var deadline: Moment
        /// The last ICMP error that does not rule out an answer.
        var obstacle: Obstacle?
    }

    private var pending: [RequestID: Pending] = [:]
    private var deadlines = DeadlineQueue<RequestID>()
    private var ids: RequestIDs

    init(ids: RequestIDs = RequestIDs()) {
        self.ids = ids
    }

    var isEmpty: Bool { pending.isEmpty }
    var count: Int { pending.count }

    /// The identifier to send the request under.
    mutating func add(_ request: Request, now: Moment) -> RequestID {
        var id = ids.next()
        while pending[id] != nil { id = ids.next() }
        let deadline = deadlines.append(id, timeout: request.timeout, now: now)
        pending[id] = Pending(request: request, sentAt: now, deadline: deadline)
        return id
    }

    enum ReplyAction {
        /// The time from request to reply is `nil` if the request was sent more than once: which of them was answered
        /// cannot be told (Karn's rule).
        case deliver(Waiter, roundTrip: Duration?)
        case ignore
    }

    /// Devices answer late, twice, from another address, or to somebody else: only the first genuine answer to a live
    /// request counts. All attempts of a request carry the same identifier, so a slow answer to an earlier one is good.
    mutating func received(
        _ id: RequestID, from source: Endpoint, now: Moment, isGenuine: (Waiter) -> Bool
    ) -> ReplyAction {
        guard let entry = pending[id], isGenuine(entry.request.waiter),
            !entry.request.isStrict || entry.request.endpoint == source
        else { return .ignore }
        pending[id] = nil
        return .deliver(
            entry.request.waiter, roundTrip: entry.attempt == 1 ? now.duration(since: entry.sentAt) : nil)
    }

    /// What the network reported about a destination. Returns who need not wait any longer: a closed port is final, while a
    /// router's complaint may pass, so those requests wait on and name it if nothing comes.
    mutating func failed(_ obstacle: Obstacle, at endpoint: Endpoint) -> [Waiter] {
        let affected = pending.filter { $0.value.request.endpoint == endpoint }
        guard obstacle == .portClosed else {
            for id in affected.keys { pending[id]?.obstacle = obstacle }
            return []
        }
        for id in affected.keys { pending[id] = nil }
        return affected.values.map(\.request.waiter)
    }

    enum DeadlineAction {
        case resend(Waiter)
        case timeOut(Waiter, attempts: Int, waited: Duration, obstacle: Obstacle?)
    }

    /// What to do about one request whose answer is overdue; `nil` if there is none.
    mutating func nextOverdue(now: Moment) -> DeadlineAction? {
        guard let id = deadlines.popDue(now: now, where: { pending[$0]?.deadline == $1 }), var entry = pending[id]
        else {
            return nil
        }
        let request = entry.request
        guard entry.attempt < request.attempts else {
            pending[id] = nil
            return .timeOut(
                request.waiter, attempts: entry.attempt, waited: now.duration(since: entry.sentAt),
                obstacle: entry.obstacle)
        }
        entry.attempt += 1
        entry.deadline = deadlines.append(id, timeout: request.timeout, now: now)
        pending[id] = entry
        return .resend(request.waiter)
    }

    /// When ``nextOverdue(now:)`` has to be asked again at the latest.
    mutating func nextDeadline() -> Moment? {
        deadlines.next { [pending] in pending[$0]?.deadline == $1 }
    }

    /// Gives up a request; `false` if it is no longer there.
    @discardableResult
    mutating func remove(_ id: RequestID) -> Bool {
        pending.removeValue(forKey: id) != nil
    }

    /// Gives up all of them.
    mutating func removeAll() -> [Waiter] {
        defer { pending.removeAll() }
        return pending.values.map(\.request.waiter)
    }
}

/// Why the network did not carry a request to its destination, by ICMP (RFC 792, RFC 4443).
enum Obstacle: Sendable, Hashable {
    /// The host lives, and nothing listens on the port.
    case portClosed
    /// A router or the own machine knows no way to the host, or the host did not answer on its own network.
    case hostUnreachable
    /// A filter on the way said so.
    case prohibited
}
