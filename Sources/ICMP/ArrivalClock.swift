internal import Glibc

/// Turns the kernel's time of arrival, which is of the wall clock, into a moment of the monotonic clock. It is read
/// anew before each look at a socket, so a wall clock that is set meanwhile spoils no measurement.
struct ArrivalClock {
    /// Nanoseconds that the wall clock is ahead of the monotonic one.
    private let offset: Int64

    init(monotonic: MonotonicTime, wall: Int64) { offset = wall - monotonic.nanoseconds }

    static var now: ArrivalClock {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return ArrivalClock(monotonic: .now, wall: Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec))
    }

    /// Nanoseconds from `sentAt` to the arrival that was stamped with `wall`. Where there is no stamp (0), or one
    /// before the echo left or after it was read, what it took until it was read at `now`.
    func roundTrip(sentAt: MonotonicTime, stamp wall: Int64, readAt now: MonotonicTime) -> Int64 {
        let arrival = MonotonicTime(nanoseconds: wall &- offset)
        guard wall != 0, arrival >= sentAt, arrival <= now else { return max(0, now - sentAt) }
        return arrival - sentAt
    }
}
