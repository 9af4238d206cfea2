/// A ping as it was asked for, with its values within their limits.
struct PingRequest: Equatable {
    let target: IPAddress
    let count: Int
    /// Nanoseconds from one echo to the next.
    let interval: Int64
    /// Nanoseconds that each echo has to be answered.
    let timeout: Int64

    init(target: IPAddress, count: Int, interval: Duration, timeout: Duration) throws(PingError) {
        func check(_ isRight: Bool, _ detail: String) throws(PingError) {
            if !isRight { throw PingError(.invalid, target: target, detail: detail) }
        }
        try check(target.isSingleHost, "it is not the address of one host")
        try check(
            !target.isLinkLocal || target.scope != 0, "a link-local address needs an interface, as in \(target)%eth0")
        try check((1...1000).contains(count), "the number of echoes must be from 1 to 1000, not \(count)")
        try check(interval >= .zero && interval <= .seconds(3600), "the interval must be from 0 to 3600 seconds")
        try check(timeout > .zero && timeout <= .seconds(3600), "the timeout must be above 0 and at most 3600 seconds")
        self.target = target
        self.count = count
        self.interval = interval.wholeNanoseconds
        self.timeout = timeout.wholeNanoseconds
    }

    /// The longest it may wait for its turn to send: the time that the whole ping takes on an idle host.
    var patience: Int64 { Int64(count - 1) * interval + timeout }
}
