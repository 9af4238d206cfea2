/// Which echo of which ping: unique for the life of a pinger, so that nothing that comes back can be taken for the
/// answer to anything else.
struct Flight: Hashable, Sendable {
    /// Grows by one a ping; below 2^48, which lasts for 89 years at 100,000 pings a second.
    let ping: UInt64
    /// From 0.
    let echo: UInt16

    init(ping: UInt64, echo: UInt16) {
        self.ping = ping
        self.echo = echo
    }

    init(rawValue: UInt64) {
        ping = rawValue >> 16
        echo = UInt16(truncatingIfNeeded: rawValue)
    }

    var rawValue: UInt64 { ping << 16 | UInt64(echo) }
}
