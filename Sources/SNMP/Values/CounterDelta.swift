/// How much a counter counted between two readings, or why that is not known.
public enum CounterDelta: Sendable, Hashable {
    /// That much, in that time of the agent's clock. One wrap in between is accounted for.
    case delta(UInt64, over: Duration)
    /// The counter has 32 bits and may have gone round more than once: it is too small for the interface and the time.
    case wrapped
    /// The agent or the device restarted, or the counter went back by itself.
    case reset
    /// The counters of the row were disturbed (`ifCounterDiscontinuityTime`), or it is another counter than before.
    case discontinuity
    /// More than the interface can carry.
    case implausible

    /// Counted things per second; `nil` if it is not known, or no time went by.
    public var rate: Double? {
        guard case .delta(let count, let time) = self, time > .zero else { return nil }
        return Double(count) / time.inSeconds
    }
}

/// The most that a counter of an interface can count.
public struct CounterLimit: Sendable, Hashable {
    /// Counted things per second.
    public let perSecond: Double

    /// A limit of counted things per second.
    public init(perSecond: Double) {
        self.perSecond = perSecond
    }

    /// For octets: what an interface of that speed carries, in bit/s.
    public static func octets(bitsPerSecond: UInt64) -> CounterLimit {
        CounterLimit(perSecond: Double(bitsPerSecond) / 8)
    }

    /// For packets: the shortest frames of Ethernet, 84 octets with preamble and gap (IEEE 802.3), at that speed in bit/s.
    public static func packets(bitsPerSecond: UInt64) -> CounterLimit {
        CounterLimit(perSecond: Double(bitsPerSecond) / (84 * 8))
    }

    /// How far above the limit a delta may be: agents count headers that the wire does not carry, and read their counters a
    /// little before or after the clock.
    static let tolerance = 1.2

    /// What may be counted in that time. A second more, as agents renew their counters now and then, not at each request.
    func most(in time: Duration) -> Double {
        perSecond * Self.tolerance * (time.inSeconds + 1)
    }
}

extension CounterReading {
    /// How much was counted between this reading and a later one of the same counter.
    ///
    /// - Parameter limit: the most that can be counted; without it a wrap of 32 bits is believed if less than half of their
    ///   range was counted.
    public func delta(to later: CounterReading, limit: CounterLimit? = nil) -> CounterDelta {
        guard width == later.width else { return .discontinuity }
        let elapsed: Duration
        switch clock.passage(to: later.clock) {
        case .same(let time, _): elapsed = time
        case .restarted: return .reset
        case .unknown: return .discontinuity
        }
        guard !wasDisturbed(before: later) else { return .discontinuity }
        // The same value by whole rounds of 32 bits is not to be feared.
        guard later.value != value else { return .delta(0, over: elapsed) }
        return width == .bits32 ? delta32(to: later, elapsed, limit) : delta64(to: later, elapsed, limit)
    }

    private func delta32(to later: CounterReading, _ elapsed: Duration, _ limit: CounterLimit?) -> CounterDelta {
        let isSmaller = later.value < value
        let count = later.value &- value &+ (isSmaller ? 1 << 32 : 0)
        guard let limit else {
            return isSmaller && count > UInt64(UInt32.max) / 2 ? .implausible : .delta(count, over: elapsed)
        }
        guard limit.perSecond * elapsed.inSeconds < 0x1p32 else { return .wrapped }
        return Double(count) <= limit.most(in: elapsed) ? .delta(count, over: elapsed) : .implausible
    }

    /// 64 bits do not wrap: a counter that is smaller was set back.
    private func delta64(to later: CounterReading, _ elapsed: Duration, _ limit: CounterLimit?) -> CounterDelta {
        guard later.value > value else { return .reset }
        let count = later.value - value
        let isPlausible = limit.map { Double(count) <= $0.most(in: elapsed) } ?? true
        return isPlausible ? .delta(count, over: elapsed) : .implausible
    }

    /// Whether the row says that its counters were disturbed in between. Agents that send the time of the request there say
    /// nothing.
    private func wasDisturbed(before later: CounterReading) -> Bool {
        guard let discontinuity, let laterTime = later.discontinuity, laterTime != discontinuity else { return false }
        let sendsNow = clock.upTime == discontinuity && later.clock.upTime == laterTime
        return !sendsNow
    }
}

extension Duration {
    var inSeconds: Double {
        Double(components.seconds) + Double(components.attoseconds) / 1e18
    }
}
