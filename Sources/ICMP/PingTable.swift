internal import DequeModule

/// The pings under way. It decides what is to be sent and when, what a reply means, and how a ping ends; `PingEngine`
/// owns the sockets and the clock.
///
/// A ping that sends a number of echoes is at any time either in the queue of those who want to send or asleep until
/// its timer: from one echo to the next, and from the last echo to the end of its time. An endless one also wakes when
/// the time of its oldest echo is over, to say so.
struct PingTable<Waiter> {
    typealias Outcome = Result<PingStatistics, PingError>

    /// What somebody who waits is to be told.
    enum Notice {
        /// How the ping ended.
        case end(Waiter, Outcome)
        /// What an endless ping has seen of an echo: its number, and why it could not leave.
        case echo(Waiter, PingObservation)
    }

    private struct Place {
        var generation: UInt32 = 0
        var ping: Ping<Waiter>?
        /// The memory for echoes of the ping that was here last.
        var room: [Echo] = []
    }

    /// Echoes of the pings before that are worth keeping in an empty place: 512 bytes.
    private static var keptRoom: Int { 64 }

    private var places: [Place] = []
    private var free: [UInt32] = []
    private var timers = TimerWheel()
    private var outgoing = Deque<PingID>()
    private var networks: PrefixPaces
    /// When replies were last known to be lost on this host.
    private var repliesLostAt: MonotonicTime?

    init(perPrefix pace: PrefixPace? = nil) { networks = PrefixPaces(pace) }

    var count: Int { places.count - free.count }
    var hasOutgoing: Bool { !outgoing.isEmpty }
    var outgoingCount: Int { outgoing.count }
    /// A moment not after the next one at which `advance` has something to do.
    var nextTimer: MonotonicTime? { timers.next }

    private func place(of id: PingID) -> Int? {
        let place = Int(id.slot)
        guard place < places.count, places[place].generation == id.generation, places[place].ping != nil else {
            return nil
        }
        return place
    }

    /// Who is pinged; `nil` once the ping is over.
    func target(of id: PingID) -> IPAddress? { place(of: id).flatMap { places[$0].ping?.request.target } }
}

// MARK: Beginning and end

extension PingTable {
    /// Begins a ping whose first echo leaves after `delay` nanoseconds. One that is `patient` may wait for its turn for
    /// as long as it takes, since whoever asks for many at once asks for that.
    @discardableResult
    mutating func begin(
        _ request: PingRequest, for waiter: Waiter, at now: MonotonicTime, delay: Int64 = 0, isPatient: Bool = false
    ) -> PingID {
        let slot = freePlace()
        let id = PingID(slot: slot, generation: places[Int(slot)].generation)
        var room: [Echo] = []
        swap(&room, &places[Int(slot)].room)
        let nextSend = now + delay
        places[Int(slot)].ping = Ping(
            id, request, for: waiter, network: networks.enter(request.target, at: now), room: consume room,
            latestSend: isPatient ? .distantFuture : nextSend + request.plan.patience, nextSend: nextSend)
        if delay > 0 { timers.set(slot, at: nextSend) } else { queue(Int(slot), at: now) }
        return id
    }

    private mutating func freePlace() -> UInt32 {
        if let slot = free.popLast() { return slot }
        places.append(Place())
        return UInt32(places.count - 1)
    }

    mutating func cancel(_ id: PingID) -> Notice? {
        guard let place = place(of: id), let target = places[place].ping?.request.target else { return nil }
        return end(place, .failure(PingError(.cancelled, target: target)))
    }

    /// Ends every ping.
    mutating func close() -> [Notice] {
        defer { self = PingTable() }
        return places.compactMap { place in
            place.ping.map { .end($0.waiter, .failure(PingError(.closed, target: $0.request.target))) }
        }
    }

    /// Drops pings that nobody waits for any more.
    mutating func forget(where isForgotten: (Waiter) -> Bool) {
        for place in places.indices {
            if let waiter = places[place].ping?.waiter, isForgotten(waiter) { vacate(place) }
        }
    }

    private mutating func conclude(_ place: Int) -> Notice? {
        guard let outcome = places[place].ping?.conclude(repliesLostAt: repliesLostAt) else { return nil }
        return end(place, outcome)
    }

    private mutating func end(_ place: Int, _ outcome: Outcome) -> Notice? {
        vacate(place).map { .end($0, outcome) }
    }

    /// Returns who waited for the ping in this place.
    @discardableResult
    private mutating func vacate(_ place: Int) -> Waiter? {
        guard let (waiter, network, room) = places[place].ping?.takeLeave() else { return nil }
        if let network { networks.leave(network) }
        places[place].ping = nil
        places[place].room = room.capacity <= Self.keptRoom ? room : []
        places[place].generation &+= 1
        timers.drop(UInt32(place))
        free.append(UInt32(place))
        return waiter
    }

    /// Wakes the next ping whose timer has passed, and says what is to be told of it; `nil` once there are none.
    mutating func advance(to now: MonotonicTime) -> Notice? {
        while let slot = timers.pop(at: now) {
            if let notice = wake(Int(slot), at: now) { return notice }
        }
        return nil
    }

    private mutating func wake(_ place: Int, at now: MonotonicTime) -> Notice? {
        guard let (id, isSending, isEndless, hasSentAll) = places[place].ping?.standing else { return nil }
        if isSending {
            outgoing.append(id)
            return nil
        }
        if isEndless { return wakeEndless(place, at: now) }
        if hasSentAll { return conclude(place) }
        queue(place, at: now)
        return nil
    }

    /// Gives up one echo at a time, and is woken again at once until there are no more.
    private mutating func wakeEndless(_ place: Int, at now: MonotonicTime) -> Notice? {
        guard let timeout = places[place].ping?.request.plan.timeout else { return nil }
        if let lost = places[place].ping?.giveUp(sentBy: now + -timeout, repliesLostAt: repliesLostAt) {
            timers.set(UInt32(place), at: .distantPast)
            return observe(place, lost)
        }
        if let nextSend = places[place].ping?.nextSend, nextSend <= now {
            queue(place, at: now)
        } else {
            rest(place, now)
        }
        return nil
    }

    private mutating func rest(_ place: Int, _ now: MonotonicTime) {
        if let moment = places[place].ping?.rest(at: now) { timers.set(UInt32(place), at: moment) }
    }

    private func observe(_ place: Int, _ number: UInt64, _ failure: PingError? = nil) -> Notice? {
        guard places[place].ping?.isEndless == true else { return nil }
        return places[place].ping.flatMap { ping in
            ping.observation(of: number, failure: failure).map { .echo(ping.waiter, $0) }
        }
    }
}

// MARK: Sending

extension PingTable {
    enum Departure {
        case send(Flight, to: IPAddress)
        /// The ping had waited too long for its turn.
        case skip(Notice)
    }

    /// Gives a ping its turn: at once, or when the pace of its network allows it. That wait is no fault of this host
    /// and does not try the patience of a ping with an end; an endless one gives the echo up rather than fall behind.
    private mutating func queue(_ place: Int, at now: MonotonicTime) {
        guard let (id, network, latestSend) = places[place].ping?.queue() else { return }
        guard let network else { return outgoing.append(id) }
        let turn = max(now, networks.next(network))
        if turn > latestSend, places[place].ping?.isEndless == true {
            return timers.set(UInt32(place), at: latestSend + 1)
        }
        networks.reserve(network, at: turn)
        guard turn > now else { return outgoing.append(id) }
        places[place].ping?.wait(turn - now)
        timers.set(UInt32(place), at: turn)
    }

    /// The next echo that is to leave. The caller sends it and says how that went: `sent`, `notSent` or `postpone`.
    mutating func nextDeparture(at now: MonotonicTime) -> Departure? {
        while let id = outgoing.popFirst() {
            guard let place = place(of: id), let turn = places[place].ping?.turn(at: now) else { continue }
            switch turn {
            case .send(let flight, let target): return .send(flight, to: target)
            case .tooLate(let reason): if let notice = skip(place, reason, at: now) { return .skip(notice) }
            }
        }
        return nil
    }

    /// A ping that waited for its turn too long ends; an endless one does without that echo.
    private mutating func skip(_ place: Int, _ reason: PingError, at now: MonotonicTime) -> Notice? {
        if places[place].ping?.isEndless == true { return notSent(place, reason, at: now) }
        places[place].ping?.blame(reason)
        return conclude(place)
    }

    mutating func sent(_ flight: Flight, at now: MonotonicTime) {
        guard let place = place(of: flight.ping),
            let wake = places[place].ping?.sent(at: now, repliesLostAt: repliesLostAt)
        else { return }
        timers.set(UInt32(place), at: wake)
    }

    /// Our own host failed to send it. Later echoes are tried all the same: the reason may pass.
    mutating func notSent(_ flight: Flight, _ failure: PingError, at now: MonotonicTime) -> Notice? {
        place(of: flight.ping).flatMap { notSent($0, failure, at: now) }
    }

    private mutating func notSent(_ place: Int, _ failure: PingError, at now: MonotonicTime) -> Notice? {
        guard let number = places[place].ping?.echoes.next else { return nil }
        guard let wake = places[place].ping?.notSent(failure, at: now) else { return nil }
        if places[place].ping?.isComplete == true { return conclude(place) }
        timers.set(UInt32(place), at: wake)
        return observe(place, number, failure)
    }

    /// The same echo is tried again at `later`, until it has waited too long for its turn.
    mutating func postpone(_ flight: Flight, until later: MonotonicTime, _ obstacle: PingError? = nil) {
        guard let place = place(of: flight.ping) else { return }
        places[place].ping?.postpone(obstacle, until: later)
        timers.set(UInt32(place), at: later)
    }
}

// MARK: Receiving

extension PingTable {
    enum Arrival {
        /// The first answer to an echo, in time or late.
        case counted
        /// The same, and somebody is to be told.
        case told(Notice)
        /// Another answer to an echo that was answered.
        case duplicate
        /// An answer to an echo that is forgotten, after twice its time or when its ping was over.
        case stray
    }

    /// A genuine reply came in, `roundTrip` nanoseconds after its echo left.
    mutating func received(_ flight: Flight, roundTrip: Int64, hopLimit: UInt8 = 0) -> Arrival {
        guard let place = place(of: flight.ping),
            let answer = places[place].ping?.received(flight.echo, roundTrip: roundTrip, hopLimit: hopLimit)
        else { return .stray }
        switch answer {
        case .stray: return .stray
        case .duplicate: return .duplicate
        case .counted: break
        }
        let notice = places[place].ping?.isComplete == true ? conclude(place) : observe(place, flight.echo)
        return notice.map { .told($0) } ?? .counted
    }

    /// The network says that an echo did not get through. That is kept as the likely reason but ends nothing: such
    /// messages are easily forged, and a reply may still come. Where the quote does not say which echo, it is the
    /// latest one.
    mutating func unreachable(_ id: PingID, _ echo: UInt64?, _ unreachable: Unreachable, from target: IPAddress) {
        if let place = place(of: id) { places[place].ping?.note(unreachable, of: echo, to: target) }
    }

    /// A reply that is not as we sent it came from an address, to what its sequence number says is this ping. Returns
    /// whether that was asked of this address.
    @discardableResult
    mutating func corrupt(_ id: PingID, from source: IPAddress) -> Bool {
        place(of: id).flatMap { places[$0].ping?.noteCorrupt(from: source) } ?? false
    }

    /// A genuine reply came from another address than the one that was asked.
    mutating func misdirected(_ id: PingID, from source: IPAddress) {
        if let place = place(of: id) { places[place].ping?.trouble.otherSource = source }
    }

    /// This host threw replies away unread: no echo that waits now can be called lost.
    mutating func repliesWereLost(at now: MonotonicTime) { repliesLostAt = now }
}

extension PingTable.Notice: Equatable where Waiter: Equatable {
    static func == (left: Self, right: Self) -> Bool {
        switch (left, right) {
        case (.end(let a, let b), .end(let c, let d)): a == c && b == d
        case (.echo(let a, let b), .echo(let c, let d)): a == c && b == d
        default: false
        }
    }
}
extension PingTable.Departure: Equatable where Waiter: Equatable {}
extension PingTable.Arrival: Equatable where Waiter: Equatable {}
