internal import Monitoring

/// The moments at which a device or camera is polled: `interval` apart, at a phase of its own, so that a fleet that was
/// added or started at once is spread evenly.
struct PollSlots {
    /// Milliseconds.
    let interval: Int64
    let phase: Int64

    init(interval seconds: Int, phase: Int64) {
        interval = Int64(max(seconds, 1)) * 1000
        self.phase = phase
    }

    /// The smallest moment after `moment` that is `phase` modulo `interval`.
    func next(after moment: Timestamp) -> Timestamp {
        let past = (moment.milliseconds - phase) % interval
        return Timestamp(milliseconds: moment.milliseconds - (past < 0 ? past + interval : past) + interval)
    }

    /// What `next(after:)` computes, as SQL over columns `poll_interval` and `poll_phase`; it takes the moment, the
    /// moment again, and the global interval in seconds twice. Moments are long after 1970, so no remainder is
    /// negative.
    static let nextInSQL = """
        ? - (? - poll_phase) % (COALESCE(poll_interval, ?) * 1000) + COALESCE(poll_interval, ?) * 1000
        """

    /// A fixed mixing of the id (SplitMix64, Steele, Lea and Flood, 2014), below 2^31.
    static func phase(of id: Int64) -> Int64 {
        var mixed = UInt64(bitPattern: id) &+ 0x9e37_79b9_7f4a_7c15
        mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
        return Int64((mixed ^ (mixed >> 31)) >> 33)
    }
}
