internal import Glibc

/// Turns the kernel's time of arrival, which is of the wall clock, into a moment of the monotonic clock.
///
/// How far the two are apart is read anew before each look at a socket. When that has jumped since the last look, the
/// wall clock was set meanwhile: no stamp from before this look is believed any more, since nobody can tell which of
/// the two times it is of.
struct ArrivalClock {
    /// Nanoseconds of difference between two looks that are no jump: reading two clocks takes a moment.
    private static let slack: Int64 = 100_000
    /// A clock that is slowed or hastened moves by one part in so many at most (adjtimex(2)).
    private static let drift: Int64 = 2000
    /// Nanoseconds that a look at both clocks takes at most, unless it was interrupted.
    private static let glance: Int64 = 10_000

    /// Nanoseconds that the wall clock is ahead of the monotonic one.
    private var offset: Int64
    private var lookedAt: MonotonicTime
    private var steadySince = MonotonicTime.distantPast

    init(monotonic: MonotonicTime, wall: Int64) {
        offset = wall - monotonic.nanoseconds
        lookedAt = monotonic
    }

    init() {
        let (monotonic, wall) = Self.bothClocks()
        self.init(monotonic: monotonic, wall: wall)
    }

    /// Looks at both clocks.
    mutating func look() {
        let (monotonic, wall) = Self.bothClocks()
        look(monotonic: monotonic, wall: wall)
    }

    mutating func look(monotonic now: MonotonicTime, wall: Int64) {
        let seen = wall &- now.nanoseconds
        if abs(seen &- offset) > Self.slack + (now - lookedAt) / Self.drift { steadySince = now }
        (offset, lookedAt) = (seen, now)
    }

    /// The two clocks at the same moment: a look that was interrupted is tried again.
    private static func bothClocks() -> (monotonic: MonotonicTime, wall: Int64) {
        var before = MonotonicTime.now
        for _ in 0..<4 {
            let wall = wall
            let after = MonotonicTime.now
            if after - before <= glance { return (before + (after - before) / 2, wall) }
            before = after
        }
        return (before, wall)
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
        guard wall != 0, arrival >= sentAt, arrival >= steadySince, arrival <= now else { return max(0, now - sentAt) }
        return arrival - sentAt
    }
}
