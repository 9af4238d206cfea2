import DequeModule

/// Requests that wait for an answer. It decides; ``Transport`` acts.
///
/// Requests are found by their identifier without hashing: identifiers are made in order, and each has the place in a ring that
/// its order gives it. What is overdue is found by a wheel of lists, from which an answered request is taken at once.
struct RequestTable<Waiter> {
    typealias Ordinal = RequestIDs.Ordinal

    struct Request {
        let endpoint: Endpoint
        /// Nanoseconds to wait for the answer to the first attempt.
        let firstWait: Int64
        /// Nanoseconds that each attempt adds to the time after which the request is given up.
        let timeout: Int64
        /// How often to ask in all, 1 and up.
        let attempts: Int
        /// Whether the answer must come from the endpoint asked.
        let isStrict: Bool
        let waiter: Waiter
    }

    private struct Place {
        let ordinal: Ordinal
        let request: Request
        var sentAt: Moment
        var deadline: Moment
        var attempt = 1
        /// The last ICMP error that does not rule out an answer.
        var obstacle: Obstacle?
        /// Whether it counts among ``RequestTable/recent``.
        var isRecent = true
        var previous = Ordinal.max
        var next = Ordinal.max
    }

    private var places: ContiguousArray<Place?> = ContiguousArray(repeating: nil, count: 64)
    /// How many requests wait.
    private(set) var count = 0
    /// How many of them were sent for the first time less than ``recentSpan`` ago: their answers may all come at once.
    private(set) var recent = 0
    private var recentOnes: Deque<(ordinal: Ordinal, until: Moment)> = []
    private var wheel: TimerWheel
    private var ids: RequestIDs

    private var recentSpan: Int64 { 100_000_000 }

    init(ids: RequestIDs = RequestIDs(), now: Moment = .now) {
        self.ids = ids
        wheel = TimerWheel(now: now)
    }

    private func index(of ordinal: Ordinal) -> Int { Int(ordinal) & (places.count - 1) }

    /// The place of a request that waits.
    private func index(of id: RequestID) -> Int? {
        guard let ordinal = ids.ordinal(of: id) else { return nil }
        let index = index(of: ordinal)
        return places[index]?.ordinal == ordinal ? index : nil
    }

    /// The identifier to send the request under.
    mutating func add(_ request: Request, now: Moment) -> RequestID {
        if count * 2 >= places.count { grow() }
        let mask = places.count - 1
        var ordinal: Ordinal = 0
        let id = ids.next { [places] candidate in
            ordinal = candidate
            return places[Int(candidate) & mask] == nil
        }
        let wait = request.attempts > 1 ? request.firstWait : request.timeout
        places[Int(ordinal) & mask] = Place(ordinal: ordinal, request: request, sentAt: now, deadline: now + wait)
        link(ordinal)
        count += 1
        recent += 1
        recentOnes.append((ordinal, now + recentSpan))
        return id
    }

    private mutating func grow() {
        var larger = ContiguousArray<Place?>(repeating: nil, count: places.count * 2)
        for case let place? in places { larger[Int(place.ordinal) & (larger.count - 1)] = place }
        places = larger
    }

    enum ReplyAction {
        /// The time from request to reply, in nanoseconds, is `nil` if the request was sent more than once: which of them was
        /// answered cannot be told (Karn's rule).
        case deliver(Waiter, roundTrip: Int64?, isForeign: Bool)
        /// Late, a duplicate, or never ours.
        case ignore
    }

    /// The request of that identifier, if it waits and a reply from there can be to it.
    func waiter(for id: RequestID, from source: Endpoint) -> Waiter? {
        guard let index = index(of: id), let place = places[index],
            !place.request.isStrict || place.request.endpoint == source
        else { return nil }
        return place.request.waiter
    }

    /// The request of that identifier, if it waits.
    func waiter(for id: RequestID) -> Waiter? { index(of: id).flatMap { places[$0]?.request.waiter } }

    /// Devices answer late, twice, from another address, or to somebody else: only the first genuine answer to a live
    /// request counts. All attempts of a request carry the same identifier, so a slow answer to an earlier one is good.
    mutating func received(
        _ id: RequestID, from source: Endpoint, now: Moment, isGenuine: (Waiter) -> Bool
    ) -> ReplyAction {
        guard let index = index(of: id), let place = places[index] else { return .ignore }
        let isForeign = place.request.endpoint != source
        guard !isForeign || !place.request.isStrict, isGenuine(place.request.waiter) else { return .ignore }
        removePlace(at: index)
        return .deliver(
            place.request.waiter, roundTrip: place.attempt == 1 ? now.nanoseconds - place.sentAt.nanoseconds : nil,
            isForeign: isForeign)
    }

    /// What the network reported about a request, or, if it did not quote its identifier, about all that goes to its
    /// destination. Returns who need not wait any longer: a closed port is final, while a router's complaint may pass, so
    /// those requests wait on and name it if nothing comes.
    mutating func failed(_ obstacle: Obstacle, at endpoint: Endpoint, quoting id: RequestID?) -> [Waiter] {
        var waiters: [Waiter] = []
        for index in indices(at: endpoint, quoting: id) {
            guard let place = places[index], place.request.endpoint == endpoint else { continue }
            if obstacle == .portClosed {
                removePlace(at: index)
                waiters.append(place.request.waiter)
            } else {
                places[index]?.obstacle = obstacle
            }
        }
        return waiters
    }

    private func indices(at endpoint: Endpoint, quoting id: RequestID?) -> [Int] {
        if let id { return index(of: id).map { [$0] } ?? [] }
        return places.indices.filter { places[$0]?.request.endpoint == endpoint }
    }

    enum DeadlineAction {
        case resend(Waiter)
        /// Nanoseconds since it was sent first.
        case timeOut(Waiter, attempts: Int, waited: Int64, obstacle: Obstacle?)
    }

    /// What to do about one request whose answer is overdue; `nil` if there is none.
    mutating func nextOverdue(now: Moment) -> DeadlineAction? {
        while let slot = wheel.nextDue(now: now) {
            var ordinal = wheel.heads[slot]
            while ordinal != .max {
                guard let place = places[index(of: ordinal)] else { break }
                if place.deadline <= now { return overdue(place, now: now) }
                ordinal = place.next
            }
            guard wheel.advance(now: now) else { return nil }
        }
        return nil
    }

    private mutating func overdue(_ place: Place, now: Moment) -> DeadlineAction {
        let request = place.request
        let index = index(of: place.ordinal)
        guard place.attempt < request.attempts else {
            removePlace(at: index)
            return .timeOut(
                request.waiter, attempts: place.attempt, waited: now.nanoseconds - place.sentAt.nanoseconds,
                obstacle: place.obstacle)
        }
        unlink(place)
        noLongerRecent(at: index)
        let attempt = place.attempt + 1
        let end = place.sentAt + request.timeout * Int64(request.attempts)
        places[index]?.attempt = attempt
        places[index]?.deadline =
            attempt == request.attempts ? max(end, now + request.firstWait) : now + request.timeout
        link(place.ordinal)
        return .resend(request.waiter)
    }

    /// When ``nextOverdue(now:)`` has to be asked again: not before a request is overdue, and at most two milliseconds after.
    var nextDeadline: Moment? { count == 0 ? nil : wheel.next }

    /// A request goes out anew because of what came back: it has all its time again.
    mutating func renew(_ id: RequestID, now: Moment) {
        guard let index = index(of: id), let place = places[index] else { return }
        unlink(place)
        let request = place.request
        let wait = request.attempts > 1 ? request.firstWait : request.timeout
        places[index]?.sentAt = now
        places[index]?.attempt = 1
        places[index]?.deadline = now + wait
        link(place.ordinal)
    }

    /// Lets requests that have waited long enough go from ``recent``.
    mutating func age(now: Moment) {
        while let first = recentOnes.first, first.until <= now {
            recentOnes.removeFirst()
            let index = index(of: first.ordinal)
            if places[index]?.ordinal == first.ordinal { noLongerRecent(at: index) }
        }
    }

    /// Until when the oldest of ``recent`` counts among them.
    var nextAgeing: Moment? { recentOnes.first?.until }

    private mutating func noLongerRecent(at index: Int) {
        guard places[index]?.isRecent == true else { return }
        places[index]?.isRecent = false
        recent -= 1
    }

    /// Whether a request that waits was sent once so far.
    func isFirstAttempt(_ id: RequestID) -> Bool {
        index(of: id).flatMap { places[$0]?.attempt } == 1
    }

    /// Gives up a request; `false` if it is no longer there.
    @discardableResult
    mutating func remove(_ id: RequestID) -> Bool {
        guard let index = index(of: id) else { return false }
        removePlace(at: index)
        return true
    }

    /// Gives up all of them.
    mutating func removeAll() -> [Waiter] {
        let waiters = places.compactMap { $0?.request.waiter }
        for index in places.indices where places[index] != nil { removePlace(at: index) }
        return waiters
    }

    private mutating func removePlace(at index: Int) {
        guard let place = places[index] else { return }
        unlink(place)
        if place.isRecent { recent -= 1 }
        places[index] = nil
        count -= 1
        // What is left of it in the line goes with the last.
        if count == 0 { recentOnes.removeAll(keepingCapacity: true) }
    }
}

/// The lists of the wheel.
extension RequestTable {
    private mutating func link(_ ordinal: Ordinal) {
        let index = index(of: ordinal)
        guard let deadline = places[index]?.deadline else { return }
        let slot = wheel.slot(of: deadline)
        let head = wheel.heads[slot]
        places[index]?.previous = .max
        places[index]?.next = head
        if head != .max { places[self.index(of: head)]?.previous = ordinal }
        wheel.set(head: ordinal, of: slot)
    }

    private mutating func unlink(_ place: Place) {
        if place.next != .max { places[index(of: place.next)]?.previous = place.previous }
        if place.previous != .max {
            places[index(of: place.previous)]?.next = place.next
        } else {
            wheel.set(head: place.next, of: wheel.slot(of: place.deadline))
        }
    }
}

extension RequestTable.ReplyAction: Equatable where Waiter: Equatable {}
extension RequestTable.DeadlineAction: Equatable where Waiter: Equatable {}
