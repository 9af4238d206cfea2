/// A ping under way: what was asked, and what is known so far.
struct Ping<Waiter> {
    /// What most pings never meet, apart so that the others stay small.
    struct Trouble {
        var unreachable: Unreachable?
        /// The echo that `unreachable` is about.
        var unreachableEcho: UInt64 = 0
        /// Another address that sent an echo back.
        var otherSource: IPAddress?
        /// The latest echo that was out when a damaged reply came, for each of them.
        var corrupt: [UInt64] = []
        var failure: PingError?
        /// Why its next echo could not leave yet.
        var obstacle: PingError?
    }

    private final class TroubleBox {
        var trouble = Trouble()
    }

    let id: PingID
    let request: PingRequest
    let waiter: Waiter
    let network: Int32?
    /// Until when it may wait for its turn to send.
    var latestSend: MonotonicTime
    /// When an endless ping sends next.
    var nextSend: MonotonicTime
    var echoes: EchoRing
    /// Echoes that are not decided yet.
    private(set) var waiting = 0
    /// No echo before this one waits.
    private(set) var oldestWaiting: UInt64 = 0
    /// It waits in the queue of those who want to send, or for the moment that its network's pace has given it.
    var isSending = false
    private var troubleBox: TroubleBox?

    init(
        _ id: PingID, _ request: PingRequest, for waiter: Waiter, network: Int32?, room: consuming [Echo],
        latestSend: MonotonicTime, nextSend: MonotonicTime
    ) {
        self.id = id
        self.request = request
        self.waiter = waiter
        self.network = network
        self.latestSend = latestSend
        self.nextSend = nextSend
        echoes = EchoRing(capacity: request.plan.memory, reusing: room)
    }

    var trouble: Trouble {
        get { troubleBox?.trouble ?? Trouble() }
        set { changeTrouble { $0 = newValue } }
    }

    private mutating func changeTrouble(_ change: (inout Trouble) -> Void) {
        let box = troubleBox ?? TroubleBox()
        change(&box.trouble)
        troubleBox = box
    }

    var isEndless: Bool { if case .endless = request.plan.extent { true } else { false } }

    /// Every echo was sent, or could not be.
    var hasSentAll: Bool {
        if case .echoes(let count) = request.plan.extent { echoes.next >= UInt64(count) } else { false }
    }

    var isComplete: Bool { waiting == 0 && hasSentAll }
}

// MARK: Sending

extension Ping {
    enum Turn {
        case send(Flight, to: IPAddress)
        /// It has waited for too long, for this reason.
        case tooLate(PingError)
    }

    func turn(at now: MonotonicTime) -> Turn {
        guard now > latestSend else { return .send(Flight(ping: id, echo: echoes.next), to: request.target) }
        return .tooLate(troubleBox?.trouble.obstacle ?? PingError(.overloaded, target: request.target))
    }

    /// What decides how it is woken.
    var standing: (id: PingID, isSending: Bool, isEndless: Bool, hasSentAll: Bool) {
        (id, isSending, isEndless, hasSentAll)
    }

    /// It wants to send.
    mutating func queue() -> (id: PingID, network: Int32?, latestSend: MonotonicTime) {
        isSending = true
        return (id, network, latestSend)
    }

    /// Its network keeps it waiting for so many nanoseconds.
    mutating func wait(_ nanoseconds: Int64) {
        if !isEndless, latestSend != .distantFuture { latestSend = latestSend + nanoseconds }
    }

    /// The reason for its failure, unless there is one already.
    mutating func blame(_ reason: PingError) {
        if troubleBox?.trouble.failure == nil { trouble.failure = reason }
    }

    /// Returns when it is to be woken next.
    mutating func sent(at now: MonotonicTime, repliesLostAt: MonotonicTime?) -> MonotonicTime {
        if waiting == 0 { oldestWaiting = echoes.next }
        echoes.append(.waiting(since: now))
        waiting += 1
        if troubleBox?.trouble.obstacle != nil { trouble.obstacle = nil }
        forgetAncient(at: now, repliesLostAt)
        return sleep(from: now)
    }

    /// Returns when it is to be woken next; an echo that follows may still leave.
    mutating func notSent(_ failure: PingError, at now: MonotonicTime) -> MonotonicTime {
        if waiting == 0 { oldestWaiting = echoes.next + 1 }
        echoes.append(.notSent)
        trouble.failure = failure
        return sleep(from: now)
    }

    /// It tries again later.
    mutating func postpone(_ obstacle: PingError?, until later: MonotonicTime) {
        if latestSend == .distantFuture { latestSend = later + request.plan.patience }
        if obstacle != nil || troubleBox?.trouble.obstacle != nil { trouble.obstacle = obstacle }
    }

    private mutating func sleep(from now: MonotonicTime) -> MonotonicTime {
        let plan = request.plan
        isSending = false
        if isEndless {
            schedule(after: now)
            return rest(at: now)
        }
        if latestSend == .distantFuture { latestSend = now + plan.patience }
        return now + (hasSentAll ? plan.timeout + plan.grace : plan.interval)
    }

    /// The next echo of an endless ping leaves on the beat that the first one gave, with none made up for.
    private mutating func schedule(after now: MonotonicTime) {
        let interval = request.plan.interval
        let missed = max(0, (now - nextSend) / interval)
        nextSend = nextSend + (missed + 1) * interval
        latestSend = nextSend + request.plan.patience
    }

    /// When an endless ping is to be woken: by the next echo, or the end of the oldest one's time.
    func rest(at now: MonotonicTime) -> MonotonicTime {
        guard waiting > 0, let oldest = echoes[oldestWaiting] else { return nextSend }
        return min(nextSend, oldest.departure(before: now) + request.plan.timeout)
    }
}

// MARK: Receiving

extension Ping {
    enum Answer {
        /// To an echo that is forgotten, was never sent, or is more than twice its time ago.
        case stray
        case duplicate
        case counted
    }

    mutating func received(_ number: UInt64, roundTrip: Int64, hopLimit: UInt8) -> Answer {
        guard let echo = echoes[number] else { return .stray }
        switch echo.state {
        case .notSent: return .stray
        case .answered, .late:
            echoes.set(number, to: echo.withDuplicate)
            return .duplicate
        case .waiting, .lost, .unknown:
            let timeout = request.plan.timeout
            guard roundTrip <= 2 * timeout else { return .stray }
            let isLate = roundTrip > timeout
            decide(number, isLate ? .late(roundTrip, hopLimit: hopLimit) : .answered(roundTrip, hopLimit: hopLimit))
            return .counted
        }
    }

    private mutating func decide(_ number: UInt64, _ fate: Echo) {
        if echoes[number]?.isWaiting == true { waiting -= 1 }
        echoes.set(number, to: fate)
        while waiting > 0, oldestWaiting < echoes.next, echoes[oldestWaiting]?.isWaiting != true { oldestWaiting += 1 }
    }

    /// Gives the oldest echo up that waits if it left by then: lost, or unknown where this host lost replies since.
    /// Returns its number, or `nil` once there is none.
    mutating func giveUp(sentBy moment: MonotonicTime, repliesLostAt: MonotonicTime?) -> UInt64? {
        guard waiting > 0, let echo = echoes[oldestWaiting], echo.hasLeft(by: moment) else { return nil }
        let number = oldestWaiting
        decide(number, fate(of: echo, repliesLostAt))
        return number
    }

    private func fate(of echo: Echo, _ repliesLostAt: MonotonicTime?) -> Echo {
        if let repliesLostAt, echo.hasLeft(by: repliesLostAt) { .unknown } else { .lost }
    }

    /// Gives up all that wait.
    private mutating func giveUpAll(repliesLostAt: MonotonicTime?) {
        while waiting > 0, let echo = echoes[oldestWaiting] { decide(oldestWaiting, fate(of: echo, repliesLostAt)) }
    }

    /// An echo that may not even be answered late any more is lost, though its ping goes on.
    private mutating func forgetAncient(at now: MonotonicTime, _ repliesLostAt: MonotonicTime?) {
        guard waiting > 1, !isEndless else { return }
        let earliest = now + -2 * request.plan.timeout
        while giveUp(sentBy: earliest, repliesLostAt: repliesLostAt) != nil {}
    }

    /// The network says that an echo did not get through; `nil` is the latest one, where it does not say which.
    mutating func note(_ unreachable: Unreachable, of echo: UInt64?, to target: IPAddress) {
        guard waiting > 0, request.target == target else { return }
        if let echo, echoes[echo]?.isWaiting != true { return }
        trouble.unreachable = unreachable
        trouble.unreachableEcho = echo ?? echoes.next - 1
    }

    /// A damaged reply came; the latest thousand are remembered.
    mutating func noteCorrupt(from source: IPAddress) -> Bool {
        guard source == request.target else { return false }
        let latest = max(echoes.next, 1) - 1
        changeTrouble { trouble in
            if trouble.corrupt.count == 1000 { trouble.corrupt.removeFirst(500) }
            trouble.corrupt.append(latest)
        }
        return true
    }
}

// MARK: Results

extension Ping {
    /// What it has found, now that it is over.
    mutating func conclude(repliesLostAt: MonotonicTime?) -> Result<PingStatistics, PingError> {
        giveUpAll(repliesLostAt: repliesLostAt)
        return outcome()
    }

    /// What it leaves behind: who waits for it, its network, and the memory for its echoes.
    mutating func takeLeave() -> (waiter: Waiter, network: Int32?, room: [Echo]) {
        (waiter, network, echoes.takeRoom())
    }

    /// Silence counts against the target only where it was asked properly: with nothing received, an echo that we
    /// could not send, or whose reply we may have lost ourselves, makes the whole ping void.
    private func outcome() -> Result<PingStatistics, PingError> {
        let statistics = statistics(of: echoes.list)
        if statistics.received > 0 || statistics.late > 0 { return .success(statistics) }
        if let failure = troubleBox?.trouble.failure { return .failure(failure) }
        if case .echoes(statistics.sent) = request.plan.extent { return .success(statistics) }
        return .failure(PingError(.overloaded, target: request.target))
    }

    private func statistics(of echoes: EchoList, from first: UInt64 = 0) -> PingStatistics {
        guard let trouble = troubleBox?.trouble else { return PingStatistics(echoes) }
        return PingStatistics(
            echoes, corrupt: trouble.corrupt.count { $0 >= first },
            unreachable: trouble.unreachableEcho >= first ? trouble.unreachable : nil,
            otherSource: trouble.otherSource)
    }

    /// What an endless ping says of one of its echoes.
    func observation(of number: UInt64, failure: PingError? = nil) -> PingObservation? {
        guard case .endless(let window) = request.plan.extent else { return nil }
        guard let echo = echoes[number], let outcome = EchoOutcome(echo) else { return nil }
        let (decided, first) = echoes.decided(window)
        return PingObservation(
            target: request.target, echo: number, outcome: outcome, failure: failure,
            window: statistics(of: EchoList(decided), from: first))
    }
}
