internal import DequeModule
internal import HeapModule

/// The pings under way. It decides what is to be sent and when, what a reply means, and how a ping ends; `PingLoop`
/// owns the sockets and the clock.
///
/// A ping is at any time either in the queue of those who want to send or asleep until its timer: from one echo to
/// the next, and from the last echo to the end of its time.
struct PingTable<Waiter> {
    typealias Outcome = Result<PingStatistics, PingError>

    /// How a ping ended and who is to be told.
    struct Ending {
        let waiter: Waiter
        let outcome: Outcome
    }

    private struct Ping {
        let request: PingRequest
        let waiter: Waiter
        let latestSend: MonotonicTime
        var echoes: [Echo] = []
        var duplicates = 0
        var unreachable: Unreachable?
        var failure: PingError?
        /// Why its next echo could not leave yet.
        var obstacle: PingError?

        var isComplete: Bool { echoes.count == request.count && !echoes.contains(where: \.isWaiting) }
    }

    private enum Echo {
        case waiting(since: MonotonicTime)
        /// The round trip in nanoseconds.
        case answered(Int64)
        case notSent

        var isWaiting: Bool { if case .waiting = self { true } else { false } }
    }

    private struct Timer: Comparable {
        let at: MonotonicTime
        let ping: UInt64

        static func < (left: Timer, right: Timer) -> Bool { left.at < right.at }
    }

    private var pings: [UInt64: Ping] = [:]
    private var timers = Heap<Timer>()
    private var outgoing = Deque<UInt64>()
    /// When replies were last known to be lost on this host.
    private var repliesLostAt: MonotonicTime?

    var count: Int { pings.count }
    var hasOutgoing: Bool { !outgoing.isEmpty }
    /// When `advance` has something to do next.
    var nextTimer: MonotonicTime? { timers.min?.at }
}

// MARK: Beginning and end

extension PingTable {
    mutating func begin(_ number: UInt64, _ request: PingRequest, for waiter: Waiter, at now: MonotonicTime) {
        pings[number] = Ping(request: request, waiter: waiter, latestSend: now + request.patience)
        outgoing.append(number)
    }

    mutating func cancel(_ number: UInt64) -> Ending? {
        pings[number].flatMap { ping in end(number, .failure(PingError(.cancelled, target: ping.request.target))) }
    }

    mutating func close() -> [Ending] {
        defer { self = PingTable() }
        return pings.values.map { ping in
            Ending(waiter: ping.waiter, outcome: .failure(PingError(.closed, target: ping.request.target)))
        }
    }

    /// Wakes the next ping whose timer has passed; `nil` once there are none. One that has sent all its echoes ends.
    mutating func advance(to now: MonotonicTime) -> Ending? {
        while let timer = timers.min, timer.at <= now {
            timers.removeMin()
            guard let ping = pings[timer.ping] else { continue }
            if ping.echoes.count == ping.request.count { return conclude(timer.ping) }
            outgoing.append(timer.ping)
        }
        return nil
    }

    private mutating func conclude(_ number: UInt64) -> Ending? {
        pings[number].flatMap { ping in end(number, outcome(of: ping)) }
    }

    private mutating func end(_ number: UInt64, _ outcome: Outcome) -> Ending? {
        pings.removeValue(forKey: number).map { Ending(waiter: $0.waiter, outcome: outcome) }
    }

    /// Silence counts against the target only where it was asked properly: with nothing received, an echo that we
    /// could not send, or whose reply we may have lost ourselves, makes the whole ping void.
    private func outcome(of ping: Ping) -> Outcome {
        let roundTrips = ping.echoes.compactMap(roundTrip)
        let statistics = PingStatistics(
            roundTrips: roundTrips, duplicates: ping.duplicates, unreachable: ping.unreachable)
        if statistics.received > 0 { return .success(statistics) }
        if let failure = ping.failure { return .failure(failure) }
        if statistics.sent == ping.request.count { return .success(statistics) }
        return .failure(PingError(.overloaded, target: ping.request.target))
    }

    /// The round trip of an echo that counts, `nil` inside for one that was not answered.
    private func roundTrip(_ echo: Echo) -> Duration?? {
        switch echo {
        case .answered(let nanoseconds): .some(.nanoseconds(nanoseconds))
        case .waiting(let since): if let repliesLostAt, repliesLostAt >= since { nil } else { .some(nil) }
        case .notSent: nil
        }
    }
}

// MARK: Sending

extension PingTable {
    enum Departure {
        case send(Flight, to: IPAddress)
        /// The ping had waited too long for its turn.
        case end(Ending)
    }

    /// The next echo that is to leave. The caller sends it and says how that went: `sent`, `notSent` or `postpone`.
    mutating func nextDeparture(at now: MonotonicTime) -> Departure? {
        while let number = outgoing.popFirst() {
            guard let ping = pings[number] else { continue }
            guard now > ping.latestSend else {
                return .send(Flight(ping: number, echo: UInt16(ping.echoes.count)), to: ping.request.target)
            }
            let reason = ping.obstacle ?? PingError(.overloaded, target: ping.request.target)
            pings[number]?.failure = ping.failure ?? reason
            if let ending = conclude(number) { return .end(ending) }
        }
        return nil
    }

    mutating func sent(_ flight: Flight, at now: MonotonicTime) {
        pings[flight.ping]?.echoes.append(.waiting(since: now))
        sleep(flight.ping, from: now)
    }

    /// Our own host failed to send it. Later echoes are tried all the same: the reason may pass.
    mutating func notSent(_ flight: Flight, _ failure: PingError, at now: MonotonicTime) -> Ending? {
        pings[flight.ping]?.failure = failure
        pings[flight.ping]?.echoes.append(.notSent)
        guard pings[flight.ping]?.isComplete == false else { return conclude(flight.ping) }
        sleep(flight.ping, from: now)
        return nil
    }

    /// The same echo is tried again at `later`, until it has waited too long for its turn.
    mutating func postpone(_ flight: Flight, until later: MonotonicTime, _ obstacle: PingError? = nil) {
        pings[flight.ping]?.obstacle = obstacle
        timers.insert(Timer(at: later, ping: flight.ping))
    }

    private mutating func sleep(_ number: UInt64, from now: MonotonicTime) {
        guard let ping = pings[number] else { return }
        let isLast = ping.echoes.count == ping.request.count
        timers.insert(Timer(at: now + (isLast ? ping.request.timeout : ping.request.interval), ping: number))
    }
}

// MARK: Receiving

extension PingTable {
    enum Arrival {
        /// The first answer to an echo.
        case counted
        /// The answer that the ping had been waiting for.
        case end(Ending)
        /// Another answer to an echo that was answered.
        case duplicate
        /// An answer after its time.
        case late
    }

    /// A genuine reply came in, `roundTrip` nanoseconds after its echo left.
    mutating func received(_ flight: Flight, roundTrip: Int64) -> Arrival {
        let index = Int(flight.echo)
        guard let ping = pings[flight.ping], index < ping.echoes.count else { return .late }
        guard case .waiting = ping.echoes[index] else {
            pings[flight.ping]?.duplicates += 1
            return .duplicate
        }
        guard roundTrip <= ping.request.timeout else { return .late }
        pings[flight.ping]?.echoes[index] = .answered(roundTrip)
        guard pings[flight.ping]?.isComplete == true, let ending = conclude(flight.ping) else { return .counted }
        return .end(ending)
    }

    /// The network says that an echo did not get through. That is kept as the likely reason but ends nothing: such
    /// messages are easily forged, and a reply may still come.
    mutating func unreachable(_ flight: Flight, _ unreachable: Unreachable, from target: IPAddress) {
        guard let ping = pings[flight.ping], ping.request.target == target else { return }
        guard Int(flight.echo) < ping.echoes.count, ping.echoes[Int(flight.echo)].isWaiting else { return }
        pings[flight.ping]?.unreachable = unreachable
    }

    /// This host threw replies away unread: no echo that waits now can be called lost.
    mutating func repliesWereLost(at now: MonotonicTime) { repliesLostAt = now }
}

extension PingTable.Ending: Equatable where Waiter: Equatable {}
extension PingTable.Departure: Equatable where Waiter: Equatable {}
extension PingTable.Arrival: Equatable where Waiter: Equatable {}
