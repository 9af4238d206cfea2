internal import Glibc

/// Turns the kernel's time of arrival, which is of the wall clock, into a moment of the monotonic clock.
///
/// How far the two are apart is read anew before each look at a socket. When that has changed since the last look, the
/// wall clock was set meanwhile and nobody can tell which stamps are from before: none is believed this time.
struct ArrivalClock {
    /// Nanoseconds by which a clock that is merely slowed or hastened (at most 0.05 %, adjtimex(2)) or a look that was
    /// interrupted may differ.
    private static let slack: Int64 = 500_000

    /// Nanoseconds that the wall clock is ahead of the monotonic one.
    private var offset: Int64
    private var isSteady = false
    private var readAt: MonotonicTime

    init(monotonic: MonotonicTime, wall: Int64) {
        offset = wall - monotonic.nanoseconds
        readAt = monotonic
        isSteady = true
    }

    /// Looks at both clocks.
    init() {
        let now = MonotonicTime.now
        self.init(monotonic: now, wall: Self.wall)
    }

    mutating func look() {
        let before = MonotonicTime.now
        let wall = Self.wall
        look(monotonic: before, wall: wall)
    }

    mutating func look(monotonic now: MonotonicTime, wall: Int64) {
        let seen = wall &- now.nanoseconds
        let drift = (now - readAt) / 2000
        isSteady = abs(seen &- offset) <= Self.slack + drift
        (offset, readAt) = (seen, now)
    }

    private static var wall: Int64 {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
    }

    /// Nanoseconds from `sentAt` to the arrival that was stamped with `wall`. Where there is no stamp (0), or one
    /// before the echo left or after it was read, what it took until it was read at `now`.
    func roundTrip(sentAt: MonotonicTime, stamp wall: Int64, readAt now: MonotonicTime) -> Int64 {
        let arrival = MonotonicTime(nanoseconds: wall &- offset)
        guard isSteady, wall != 0, arrival >= sentAt, arrival <= now else { return max(0, now - sentAt) }
        return arrival - sentAt
    }
}
