/// What a watch has seen of one echo, and of its target of late.
public struct PingObservation: Sendable, Equatable {
    /// Who is watched.
    public let target: IPAddress
    /// Which echo to this target it was, from 0 and without an end.
    public let echo: UInt64
    /// What became of it. An echo that was lost at first may be observed again when its answer comes late.
    public let outcome: EchoOutcome
    /// Why the echo could not leave this host; `nil` where it did.
    public let failure: PingError?
    /// The latest echoes to the target whose fate is known, this one among them.
    public let window: PingStatistics
}
