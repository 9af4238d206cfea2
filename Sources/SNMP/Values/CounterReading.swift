/// The value of a counter at one moment of the agent's clock.
///
/// Two readings give how much was counted between them, or say why that cannot be known. A gap is never filled with a guess:
/// what may be a restart, a reset or two wraps is not a delta.
public struct CounterReading: Sendable, Hashable {
    /// How many bits the counter has.
    public enum Width: Sendable, Hashable {
        /// `Counter32`: wraps at 2³², within a minute at 600 Mbit/s.
        case bits32
        /// `Counter64`: wraps not before years.
        case bits64
    }

    /// What the counter stands at. It has no meaning alone.
    public var value: UInt64
    /// How many bits it has.
    public var width: Width
    /// The agent's clock in the same reply.
    public var clock: AgentClock
    /// `ifCounterDiscontinuityTime` of the row (RFC 2863), as `sysUpTime` counts: when the counters of the row were last
    /// disturbed; `nil` if the agent does not have it.
    public var discontinuity: UInt32?

    /// A reading by hand.
    public init(_ value: UInt64, width: Width, clock: AgentClock, discontinuity: UInt32? = nil) {
        self.value = value
        self.width = width
        self.clock = clock
        self.discontinuity = discontinuity
    }

    /// The counter in a value; `nil` if it is no number. Agents that give a counter as a gauge or an integer are understood.
    public init?(_ value: SNMPValue, clock: AgentClock, discontinuity: SNMPValue? = nil) {
        let ticks = discontinuity?.number.flatMap { UInt32(exactly: $0) }
        switch value {
        case .counter64(let number): self.init(number, width: .bits64, clock: clock, discontinuity: ticks)
        case .counter32(let number), .gauge32(let number):
            self.init(UInt64(number), width: .bits32, clock: clock, discontinuity: ticks)
        case .integer(let number):
            // A Counter32 as a signed number.
            guard let number = UInt32(exactly: number < 0 ? number + 1 << 32 : number) else { return nil }
            self.init(UInt64(number), width: .bits32, clock: clock, discontinuity: ticks)
        default: return nil
        }
    }

    /// The better of two counters of the same thing: `ifHCInOctets` and `ifInOctets`.
    ///
    /// That is the one of 64 bits, unless the agent does not have it, or leaves it at zero while the other one counts.
    public init?(
        highCapacity: SNMPValue?, low: SNMPValue?, clock: AgentClock, discontinuity: SNMPValue? = nil
    ) {
        let high = highCapacity.flatMap { CounterReading($0, clock: clock, discontinuity: discontinuity) }
        let low = low.flatMap { CounterReading($0, clock: clock, discontinuity: discontinuity) }
        guard let reading = high.flatMap({ $0.value == 0 && (low?.value ?? 0) > 0 ? nil : $0 }) ?? low else {
            return nil
        }
        self = reading
    }
}
