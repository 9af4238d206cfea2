/// How long a device takes to answer, and how long to wait for it therefore (RFC 6298).
struct RoundTrips: Sendable, Hashable {
    /// Nanoseconds; 0 before the first.
    private(set) var smoothed: Int64 = 0
    private var variation: Int64 = 0
    private var shortest = Int64.max

    private static let longest: Int64 = 3_600_000_000_000
    /// Agents pause: for a reboot of a line card, a garbage collection, a scan of flash.
    private static let shortestWait: Int64 = 200_000_000

    var isKnown: Bool { smoothed > 0 }

    mutating func measured(_ nanoseconds: Int64) {
        let sample = min(max(1, nanoseconds), Self.longest)
        shortest = min(shortest, sample)
        guard isKnown else {
            smoothed = sample
            variation = sample / 2
            return
        }
        variation += (abs(smoothed - sample) - variation) / 4
        smoothed = max(1, smoothed + (sample - smoothed) / 8)
    }

    /// Whether requests seem to wait for one another at the device.
    func isLong(_ nanoseconds: Int64) -> Bool {
        isKnown && nanoseconds > 1_000_000 && nanoseconds / 2 > shortest
    }

    /// How much longer than its quickest reply a device took, in nanoseconds.
    func excess(of nanoseconds: Int64) -> Int64 {
        shortest == .max ? max(0, nanoseconds) : max(0, nanoseconds - shortest)
    }

    /// After how long to send again for the first time: never after `timeout`, in nanoseconds.
    func firstWait(atMost timeout: Int64) -> Int64 {
        guard isKnown else { return timeout }
        return min(timeout, max(Self.shortestWait, smoothed + 4 * variation))
    }
}
