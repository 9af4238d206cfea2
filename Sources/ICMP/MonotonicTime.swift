internal import Glibc

/// A moment of the system's monotonic clock, in nanoseconds. A plain integer, since it travels in packets and is
/// compared a few times for each of them.
struct MonotonicTime: Hashable, Comparable, Sendable {
    let nanoseconds: Int64

    static let distantPast = MonotonicTime(nanoseconds: 0)
    static let distantFuture = MonotonicTime(nanoseconds: .max)

    static var now: MonotonicTime {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return MonotonicTime(nanoseconds: Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec))
    }

    static func < (left: MonotonicTime, right: MonotonicTime) -> Bool { left.nanoseconds < right.nanoseconds }

    static func + (moment: MonotonicTime, nanoseconds: Int64) -> MonotonicTime {
        MonotonicTime(nanoseconds: moment.nanoseconds &+ nanoseconds)
    }

    /// Nanoseconds from one moment to another.
    static func - (later: MonotonicTime, earlier: MonotonicTime) -> Int64 {
        later.nanoseconds &- earlier.nanoseconds
    }
}

extension Duration {
    /// The whole nanoseconds of a duration of less than 292 years.
    var wholeNanoseconds: Int64 {
        let (seconds, attoseconds) = components
        return seconds * 1_000_000_000 + attoseconds / 1_000_000_000
    }
}
