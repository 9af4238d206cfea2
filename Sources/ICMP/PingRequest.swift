/// How an address is to be pinged, with all values within their limits.
struct PingPlan: Equatable {
    /// How long it goes on.
    enum Extent: Equatable {
        /// A number of echoes.
        case echoes(Int)
        /// Until it is cancelled. Its statistics are those of so many of the latest echoes.
        case endless(window: Int)
    }

    let extent: Extent
    /// Nanoseconds from one echo to the next.
    let interval: Int64
    /// Nanoseconds that each echo has to be answered.
    let timeout: Int64
    /// Nanoseconds after the time of the last echo in which it stays open for late answers.
    let grace: Int64
}

/// A ping as it was asked for.
struct PingRequest: Equatable {
    let target: IPAddress
    let plan: PingPlan

    /// Echoes of an endless ping that may be out at the same time, and those of its window.
    static let most = 10_000

    init(
        target: IPAddress, count: Int, interval: Duration, timeout: Duration, grace: Duration = .zero
    ) throws(PingError) {
        try Self.check(target)
        try Self.check(target, (1...1000).contains(count), "the number of echoes must be from 1 to 1000, not \(count)")
        try Self.check(target, interval: interval, timeout: timeout)
        try Self.check(
            target, grace >= .zero && grace <= timeout, "the grace must be from 0 to the timeout of \(timeout)")
        self.target = target
        plan = PingPlan(
            extent: .echoes(count), interval: interval.wholeNanoseconds, timeout: timeout.wholeNanoseconds,
            grace: grace.wholeNanoseconds)
    }

    /// The same for another target.
    init(target: IPAddress, as other: PingRequest) throws(PingError) {
        try Self.check(target)
        self.target = target
        plan = other.plan
    }

    /// An endless ping.
    init(target: IPAddress, interval: Duration, timeout: Duration, window: Int) throws(PingError) {
        try Self.check(target)
        try Self.check(target, interval: interval, timeout: timeout)
        try Self.check(target, interval >= .milliseconds(1), "the interval must be at least 1 millisecond")
        try Self.check(target, (1...Self.most).contains(window), "the window must be from 1 to \(Self.most) echoes")
        try Self.check(
            target, timeout * 2 <= interval * Self.most, "the timeout must be at most \(Self.most / 2) intervals")
        self.target = target
        plan = PingPlan(
            extent: .endless(window: window), interval: interval.wholeNanoseconds, timeout: timeout.wholeNanoseconds,
            grace: 0)
    }

    private static func check(_ target: IPAddress) throws(PingError) {
        try check(target, target.isSingleHost, "it is not the address of one host")
        try check(
            target, !target.isLinkLocal || target.scope != 0,
            "a link-local address needs an interface, as in \(target)%eth0")
    }

    private static func check(
        _ target: IPAddress, interval: Duration, timeout: Duration
    ) throws(PingError) {
        let longest = Duration.seconds(3600)
        try check(target, interval >= .zero && interval <= longest, "the interval must be from 0 to 3600 seconds")
        try check(
            target, timeout > .zero && timeout <= longest, "the timeout must be above 0 and at most 3600 seconds")
    }

    private static func check(
        _ target: IPAddress, _ isRight: Bool, _ detail: @autoclosure () -> String
    ) throws(PingError) {
        if !isRight { throw PingError(.invalid, target: target, detail: detail()) }
    }
}

extension PingPlan {
    /// The longest a ping may wait for its turn to send, in nanoseconds: the time that the whole ping takes on an idle
    /// host and no less than two seconds, or until the next echo of an endless one.
    var patience: Int64 {
        switch extent {
        case .echoes(let count): max(2_000_000_000, Int64(count - 1) * interval + timeout)
        case .endless: interval
        }
    }

    /// How many echoes are remembered: all, or an endless ping's window and those that may still be answered late.
    var memory: Int {
        switch extent {
        case .echoes(let count): count
        case .endless(let window): window + Int((2 * timeout + interval - 1) / interval) + 1
        }
    }
}
