/// Which ping of a pinger: a place in its table and how often that place was used before. The places are used again
/// at once, so that an array holds all pings; the same number comes back after 2^32 pings in one place, when the age
/// of a stamp tells the two apart.
struct PingID: Hashable, Sendable {
    let slot: UInt32
    let generation: UInt32

    init(slot: UInt32, generation: UInt32) {
        self.slot = slot
        self.generation = generation
    }

    init(rawValue: UInt64) {
        slot = UInt32(truncatingIfNeeded: rawValue)
        generation = UInt32(truncatingIfNeeded: rawValue >> 32)
    }

    var rawValue: UInt64 { UInt64(generation) << 32 | UInt64(slot) }
}

/// Which echo of which ping.
struct Flight: Hashable, Sendable {
    let ping: PingID
    /// From 0, without an end.
    let echo: UInt64
}
