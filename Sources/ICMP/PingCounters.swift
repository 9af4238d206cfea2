/// What a pinger has sent and received since it was made, over all targets. Each reply counts once.
public struct PingCounters: Hashable, Sendable {
    /// Echoes that left this host.
    public internal(set) var sent = 0
    /// First answers to an echo, in time or late.
    public internal(set) var answered = 0
    /// Further answers to an echo whose ping is under way.
    public internal(set) var duplicates = 0
    /// Genuine answers that nobody waits for any more: to a ping that is over, or after twice the time-out.
    public internal(set) var strays = 0
    /// Replies that are not as we sent them: damaged on the way, or forged.
    public internal(set) var corrupt = 0
    /// Genuine answers from another address than the one that was asked.
    public internal(set) var misdirected = 0
    /// Reports of the network that an echo could not be delivered.
    public internal(set) var unreachable = 0
    /// How often this host was found to have thrown replies away because they were not read in time.
    public internal(set) var overflows = 0
}
