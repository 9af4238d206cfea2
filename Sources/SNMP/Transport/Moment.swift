import Glibc

/// A point on the monotonic clock, which stands still while the machine sleeps.
struct Moment: Sendable, Hashable, Comparable {
    /// Since some start that is the same for all moments.
    let nanoseconds: Int64

    static var now: Moment {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return Moment(nanoseconds: Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec))
    }

    static func < (left: Moment, right: Moment) -> Bool { left.nanoseconds < right.nanoseconds }

    /// Later by that many nanoseconds.
    static func + (moment: Moment, nanoseconds: Int64) -> Moment {
        Moment(nanoseconds: moment.nanoseconds.addingReportingOverflow(nanoseconds).partialValue)
    }

    func duration(since earlier: Moment) -> Duration {
        .nanoseconds(nanoseconds - earlier.nanoseconds)
    }
}

extension Duration {
    /// Nanoseconds, at least one millisecond and at most a day: what a time-out can sensibly be.
    var timeoutNanoseconds: Int64 {
        let bounded = min(max(self, .milliseconds(1)), .seconds(86_400))
        let (seconds, attoseconds) = bounded.components
        return seconds * 1_000_000_000 + attoseconds / 1_000_000_000
    }
}
