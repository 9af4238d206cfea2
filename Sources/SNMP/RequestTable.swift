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

    private var pending = Slots<Pending>()
    private var deadlines = DeadlineQueue<RequestIDs.Ordinal>()
    private var ids: RequestIDs

    init(ids: RequestIDs = RequestIDs()) {
        self.ids = ids
    }

    /// How many requests wait.
    var count: Int { pending.count }

    /// The identifier to send the request under.
    mutating func add(_ request: Request, now: Moment) -> RequestID {
        pending.reserve()
        var ordinal: RequestIDs.Ordinal = 0
        let id = ids.next { [pending] candidate in
            ordinal = candidate
            return pending.isFree(candidate)
        }
        let deadline = deadlines.append(ordinal, timeout: request.timeout, now: now)
        pending[ordinal] = Pending(request: request, sentAt: now, deadline: deadline)
        return id
    }

    enum ReplyAction {
        /// The time from request to reply is `nil` if the request was sent more than once: which of them was answered
        /// cannot be told (Karn's rule).
        case deliver(Waiter, roundTrip: Duration?, isForeign: Bool)
        /// Late, a duplicate, or never ours.
        case ignore
    }

    /// Devices answer late, twice, from another address, or to somebody else: only the first genuine answer to a live
    /// request counts. All attempts of a request carry the same identifier, so a slow answer to an earlier one is good.
    mutating func received(
        _ id: RequestID, from source: Endpoint, now: Moment, isGenuine: (Waiter) -> Bool
    ) -> ReplyAction {
        guard let ordinal = ids.ordinal(of: id), let entry = pending[ordinal] else { return .ignore }
        let isForeign = entry.request.endpoint != source
        guard !isForeign || !entry.request.isStrict, isGenuine(entry.request.waiter) else { return .ignore }
        pending[ordinal] = nil
        return .deliver(
            entry.request.waiter, roundTrip: entry.attempt == 1 ? now.duration(since: entry.sentAt) : nil,
            isForeign: isForeign)
    }

    /// What the network reported about a request, or, if it did not quote its identifier, about all that goes to its
    /// destination. Returns who need not wait any longer: a closed port is final, while a router's complaint may pass, so
    /// those requests wait on and name it if nothing comes.
    mutating func failed(_ obstacle: Obstacle, at endpoint: Endpoint, quoting id: RequestID?) -> [Waiter] {
        var waiters: [Waiter] = []
        for ordinal in ordinals(at: endpoint, quoting: id) {
            guard let entry = pending[ordinal], entry.request.endpoint == endpoint else { continue }
            if obstacle == .portClosed {
                pending[ordinal] = nil
                waiters.append(entry.request.waiter)
            } else {
                pending[ordinal]?.obstacle = obstacle
            }
        }
        return waiters
    }

    private func ordinals(at endpoint: Endpoint, quoting id: RequestID?) -> [RequestIDs.Ordinal] {
        if let id { return ids.ordinal(of: id).map { [$0] } ?? [] }
        return pending.all.filter { $0.entry.request.endpoint == endpoint }.map(\.ordinal)
    }

    enum DeadlineAction {
        case resend(Waiter)
        case timeOut(Waiter, attempts: Int, waited: Duration, obstacle: Obstacle?)
    }

    /// What to do about one request whose answer is overdue; `nil` if there is none.
    mutating func nextOverdue(now: Moment) -> DeadlineAction? {
        let due = deadlines.popDue(now: now) { [pending] in pending[$0]?.deadline == $1 }
        guard let ordinal = due, var entry = pending[ordinal] else { return nil }
        let request = entry.request
        guard entry.attempt < request.attempts else {
            pending[ordinal] = nil
            return .timeOut(
                request.waiter, attempts: entry.attempt, waited: now.duration(since: entry.sentAt),
                obstacle: entry.obstacle)
        }
        entry.attempt += 1
        entry.deadline = deadlines.append(ordinal, timeout: request.timeout, now: now)
        pending[ordinal] = entry
        return .resend(request.waiter)
    }

    /// When ``nextOverdue(now:)`` has to be asked again at the latest.
    mutating func nextDeadline() -> Moment? {
        deadlines.next { [pending] in pending[$0]?.deadline == $1 }
    }

    /// Gives up a request; `false` if it is no longer there.
    @discardableResult
    mutating func remove(_ id: RequestID) -> Bool {
        guard let ordinal = ids.ordinal(of: id), pending[ordinal] != nil else { return false }
        pending[ordinal] = nil
        return true
    }

    /// Gives up all of them.
    mutating func removeAll() -> [Waiter] {
        defer { pending.removeAll() }
        return pending.all.map(\.entry.request.waiter)
    }
}

extension RequestTable.ReplyAction: Equatable where Waiter: Equatable {}
extension RequestTable.DeadlineAction: Equatable where Waiter: Equatable {}
