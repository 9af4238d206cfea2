/// Spreads echoes evenly over time with room for short bursts, so that neither this host's queues nor a switch's
/// control plane drops them (a leaky bucket, kept as the time when it would be empty).
struct SendPace {
    private let interval: Int64
    private let tolerance: Int64
    private var emptyAt = MonotonicTime(nanoseconds: 0)

    /// Up to `burst` echoes at once, `rate` a second over time.
    init(rate: Int, burst: Int = 32) {
        interval = 1_000_000_000 / Int64(rate)
        tolerance = interval * Int64(burst - 1)
    }

    /// When the next one may leave; the past means now.
    var next: MonotonicTime { emptyAt + -tolerance }

    /// Whether it is as it was at the beginning, with room for a whole burst.
    func isRested(at now: MonotonicTime) -> Bool { emptyAt <= now }

    mutating func sent(at now: MonotonicTime) { emptyAt = max(emptyAt, now) + interval }
}
