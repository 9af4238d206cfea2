/// How much to ask for at once: starts small or with what was learned, and learns from the size and the speed of the replies
/// and from what the agent refuses or leaves unanswered.
struct BulkTuning: Equatable {
    /// What to ask about the next rows of a table.
    enum PendingRequest: Equatable {
        /// GETBULK of that many columns.
        case bulk(columns: Int, repetitions: Int)
        /// GETNEXT of that many columns.
        case next(columns: Int)
        /// GETNEXT of one column, sent once: after silence, to tell a dead agent from one that is silent because it was
        /// asked for too much.
        case probe

        var columns: Int {
            switch self {
            case .bulk(let columns, _), .next(let columns): columns
            case .probe: 1
            }
        }
    }

    private enum Patience {
        case normal
        /// A GETBULK went unanswered; whether anything is answered is being found out.
        case probing
        /// Less than what went unanswered is asked for. Silence once more ends GETBULK.
        case careful
    }

    /// That a reply may have taken long for its size.
    private struct Suspicion: Equatable {
        /// What was asked for then.
        let limit: Int
        let nanoseconds: Int64
        /// Smaller replies that came sooner.
        var confirmations: Int
    }

    private let root: OID
    private var usesBulk: Bool
    private var varBindLimit: Int
    private var columnLimit = Int.max
    private var patience = Patience.normal
    /// What the agent refused or left unanswered, or what made it slow, is not asked for again.
    private var ceiling = Int.max
    /// Whether ``varBindLimit`` follows the size of the replies.
    private let isAutomatic: Bool
    /// What ``ceiling`` may rise to again.
    private let top: Int
    /// Whether ``ceiling`` was learned from silence alone, which may have been an outage.
    private var isForSilence = false
    /// Whether more is being asked for than silence taught. Silence once more is believed.
    private var isOnTrial = false
    /// GETBULKs answered since the last silence or the last rise.
    private var answers = 0
    private var suspicion: Suspicion?
    /// Whether slowness may still be for the size.
    private var blamesSize = true
    /// The least time that a binding has taken, in nanoseconds.
    private var quickest = Int64.max
    /// Whether GETBULK was given up in this walk.
    private var gaveUpBulk = false
    /// What the agent taught, for ``teach(_:)``.
    private var lessons = DeviceLimits()
    private var given = DeviceLimits()

    /// The most bytes of UDP that Ethernet carries in one packet; a reply that is cut on the way is lost where VPNs and
    /// firewalls drop fragments.
    private static let packetSize = 1_472
    /// At least the bytes of a message around its bindings.
    private static let overhead = 40
    private static let most = 400
    /// So many answers to GETBULK show that an agent does not lose them for their size.
    private static let trust = 20
    /// What an agent is asked for that nothing is known of.
    private static let first = 8
    /// Replies that take no longer than that beyond the quickest are not slow, whatever they hold, nor is a binding in a tenth of
    /// a millisecond. In nanoseconds.
    private static let quick: Int64 = 50_000_000
    private static let quickBinding: Int64 = 100_000

    /// `root` is what is walked, or the first column of a table.
    init(_ options: WalkOptions, version: SNMPVersion, root: OID) {
        self.root = root
        usesBulk = options.usesBulk && version != .v1
        varBindLimit = max(1, options.maxVarBinds ?? Self.first)
        isAutomatic = options.maxVarBinds == nil
        top = options.maxVarBinds ?? Self.most
    }

    /// Starts where an earlier walk of the device ended.
    mutating func learn(from limits: DeviceLimits) {
        given = limits
        lessons = limits
        if isAutomatic, let usual = limits.usual { varBindLimit = min(max(1, usual), Self.most) }
        if let varBinds = limits.varBinds {
            ceiling = max(1, varBinds)
            varBindLimit = min(varBindLimit, ceiling)
            isForSilence = limits.isForSilence ?? false
        }
        if let columns = limits.columns { columnLimit = min(columnLimit, max(1, columns)) }
        usesBulk = usesBulk && limits.usesBulk(for: root)
    }

    /// Keeps what holds for the device, whatever is walked. What others learned meanwhile stays.
    func teach(_ limits: inout DeviceLimits) {
        if lessons.varBinds != given.varBinds || isForSilence != (given.isForSilence ?? false) {
            limits.varBinds = lessons.varBinds
            limits.isForSilence = isForSilence ? true : nil
        }
        if lessons.columns != given.columns { limits.columns = lessons.columns }
        if lessons.usual != given.usual { limits.usual = lessons.usual }
        for root in lessons.rootsWithoutBulk where !given.rootsWithoutBulk.contains(root) {
            limits.hasNoBulk(for: root)
        }
    }

    /// `columns` must be at least 1.
    func request(columns: Int) -> PendingRequest {
        guard patience != .probing else { return .probe }
        let columns = min(columns, columnLimit)
        guard usesBulk else { return .next(columns: columns) }
        return .bulk(columns: columns, repetitions: max(1, varBindLimit / columns))
    }
}

/// What replies teach.
extension BulkTuning {
    /// How large a reply was, and how much longer than for its quickest the device took for it at least, if that is known. As many
    /// bindings are asked for from now on as fill a packet, unless the agent is slower with many.
    mutating func measured(bytes: Int, varBinds: Int, waited: Duration? = nil, isExact: Bool = true) {
        guard isAutomatic, varBinds > 0, bytes > Self.overhead else { return }
        guard !isHeldSlow(waited, varBinds, isExact: isExact) else { return }
        let fitting = (Self.packetSize - Self.overhead) * varBinds / (bytes - Self.overhead)
        varBindLimit = min(max(1, fitting), min(varBindLimit, Self.most) * 2, Self.most, ceiling)
        lessons.usual = varBindLimit
    }

    /// Whether the size of the replies is being held against the agent's slowness.
    ///
    /// A reply that took long is followed by smaller ones. Only if those come clearly sooner, twice, was it for its size: networks
    /// are slow now and then too.
    private mutating func isHeldSlow(_ waited: Duration?, _ varBinds: Int, isExact: Bool) -> Bool {
        guard let waited, blamesSize else { return false }
        let nanoseconds = Int64(waited / .nanoseconds(1))
        if let suspicion { return resolve(suspicion, nanoseconds, varBinds) }
        let each = max(nanoseconds / Int64(varBinds), Self.quickBinding)
        defer { if isExact { quickest = min(quickest, each) } }
        guard nanoseconds > Self.quick, varBinds > 4, quickest < .max, each > quickest / 2 * 3 else { return false }
        suspicion = Suspicion(limit: varBindLimit, nanoseconds: nanoseconds, confirmations: 0)
        varBindLimit = max(1, varBinds / 2)
        return true
    }

    private mutating func resolve(_ suspicion: Suspicion, _ nanoseconds: Int64, _ varBinds: Int) -> Bool {
        guard nanoseconds <= suspicion.nanoseconds / 4 * 3 else {
            self.suspicion = nil
            blamesSize = false
            varBindLimit = suspicion.limit
            return false
        }
        if suspicion.confirmations == 0 {
            self.suspicion?.confirmations = 1
        } else {
            self.suspicion = nil
            lower(to: varBindLimit)
        }
        return true
    }

    /// The agent said that its reply would be too big. `false` if less cannot be asked for.
    mutating func wasTooBig(_ request: PendingRequest) -> Bool {
        switch request {
        case .bulk(let columns, let repetitions) where repetitions > 1:
            lower(to: columns * (repetitions / 2))
        case .bulk(let columns, _) where columns > 1, .next(let columns) where columns > 1:
            columnLimit = columns / 2
            lessons.columns = columnLimit
        case .bulk:
            usesBulk = false
        case .next, .probe:
            return false
        }
        return true
    }

    private mutating func lower(to limit: Int, forSilence: Bool = false) {
        varBindLimit = limit
        ceiling = limit
        lessons.varBinds = limit
        isForSilence = forSilence
        answers = 0
    }

    /// After many answers silence is as good as new, and what it taught is doubted: twice as much is tried, and so on.
    private mutating func bulkWasAnswered() {
        answers += 1
        guard answers >= Self.trust else { return }
        answers = 0
        patience = .normal
        guard isForSilence else { return }
        guard ceiling < top else {
            isForSilence = false
            return
        }
        isOnTrial = true
        ceiling = min(ceiling * 2, top)
        lessons.varBinds = ceiling
        // Else the size of the replies says how much of it to use.
        if !isAutomatic { varBindLimit = ceiling }
    }

    /// The reply ended before each column had its first value.
    mutating func wasCut(after columns: Int) {
        columnLimit = max(1, columns)
    }

    /// The agent cannot answer GETBULK here. `false` if it was not asked for that.
    mutating func wasRefused(_ request: PendingRequest) -> Bool {
        guard case .bulk = request else { return false }
        usesBulk = false
        gaveUpBulk = true
        return true
    }

    /// No reply came. `false` if asking for less is no use.
    mutating func wasUnanswered(_ request: PendingRequest) -> Bool {
        guard case .bulk = request else { return false }
        if patience == .careful {
            usesBulk = false
            gaveUpBulk = true
            patience = .normal
        } else {
            patience = .probing
        }
        return true
    }

    /// A reply came.
    mutating func wasAnswered(_ request: PendingRequest) {
        if case .bulk = request { bulkWasAnswered() }
        guard request == .probe else { return }
        patience = .careful
        guard varBindLimit >= 4 else {
            usesBulk = false
            gaveUpBulk = true
            patience = .normal
            return
        }
        // What was answered before the trial is half as much.
        lower(to: varBindLimit / (isOnTrial ? 2 : 4), forSilence: !isOnTrial)
        isOnTrial = false
    }

    /// A reply brought something. If it was GETNEXT where GETBULK had failed, the agent has no GETBULK there.
    mutating func wasFruitful(_ request: PendingRequest) {
        guard case .next = request, gaveUpBulk else { return }
        lessons.hasNoBulk(for: root)
    }
}
