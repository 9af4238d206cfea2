/// Pings many hosts over few sockets (ICMP echo, RFC 792 and RFC 4443).
///
/// One pinger and its one thread serve any number of targets of both families at the same time; a target that does
/// not answer delays no other. It uses Linux' unprivileged ping sockets where `net.ipv4.ping_group_range` allows them
/// and raw sockets (CAP_NET_RAW) otherwise; they are opened when the first ping needs them.
///
/// A reply counts only for the very echo it answers: each carries a seal that only this pinger can make, so that late,
/// foreign and forged replies are never mistaken. Round trips end with the kernel's time of arrival, and so do not
/// grow when this process is busy.
public final class Pinger: Sendable {
    let loop: PingLoop

    /// A pinger that sends at most `echoesPerSecond` (1 to 10,000,000) over all targets, in bursts of a few
    /// milliseconds, and no more to one network than `perPrefix` allows; `nil` sets no such limit. Its sockets are of
    /// the network namespace of the calling thread.
    public init(echoesPerSecond: Int = 10_000, perPrefix: PrefixPace? = PrefixPace()) {
        loop = PingLoop(rate: min(max(echoesPerSecond, 1), 10_000_000), perPrefix: perPrefix)
    }

    deinit { loop.close() }

    /// What was sent and received until now.
    public var counters: PingCounters { loop.counters }

    /// Ends every ping under way with `PingError.Code.closed`, as all later ones, and closes the sockets.
    public func close() { loop.close() }
}

// MARK: One target

extension Pinger {
    /// Sends `count` echoes (1 to 1,000) to an address, one every `interval` (0 to 3,600 s), and waits until each was
    /// answered or had `timeout` (above 0 to 3,600 s) to be.
    ///
    /// An answer after the time-out, up to twice that, is late and not lost. It is waited for while later echoes have
    /// their time, and for `grace` (0 to `timeout`) after that of the last one.
    ///
    /// It takes at most `(count - 1) × interval + timeout + grace`, and twice that or 2 s more where it is asked for
    /// more than it may send, beside what the pace of its network makes it wait. Silence is no error. Cancelling the task ends the ping at once.
    ///
    /// - Throws: `PingError` where nothing was received and this host could not ask properly, or `cancelled`, `closed`.
    public func ping(
        _ address: IPAddress, count: Int = 3, interval: Duration = .milliseconds(200),
        timeout: Duration = .seconds(2), grace: Duration = .zero
    ) async throws(PingError) -> PingStatistics {
        let request = try PingRequest(
            target: address, count: count, interval: interval, timeout: timeout, grace: grace)
        return try await outcome(of: request).get()
    }

    private func outcome(of request: PingRequest) async -> PingTable<Never>.Outcome {
        let ticket = PingLoop.Ticket()
        return await withTaskCancellationHandler {
            await withCheckedContinuation { waiter in
                loop.begin(ticket, request, waiter)
                // A cancellation before this line was about a ping that the loop did not know yet.
                if Task.isCancelled { loop.cancel(ticket) }
            }
        } onCancel: {
            loop.cancel(ticket)
        }
    }
}

// MARK: Many targets

extension Pinger {
    /// Pings each of the targets, up to `atOnce` (at least 1) of them at the same time. The other parameters are those
    /// of the ping of one target; one that is out of range is the failure of every target.
    ///
    /// ```swift
    /// for await result in pinger.ping(subnet, count: 3) where result.isAnswered {
    ///     print(result.target)
    /// }
    /// ```
    public func ping(
        _ targets: [IPAddress], count: Int = 1, interval: Duration = .milliseconds(200),
        timeout: Duration = .seconds(2), grace: Duration = .zero, atOnce: Int = 50_000
    ) -> PingSweep {
        PingSweep(
            pinger: self, targets: targets, count: count, interval: interval, timeout: timeout, grace: grace,
            atOnce: max(1, atOnce))
    }

    /// Pings an address without an end, once every `interval` (1 ms to 3,600 s). Each echo has `timeout` (above 0 to
    /// 3,600 s, and at most 5,000 intervals) to be answered, and an answer up to twice that is late. The statistics are
    /// those of the latest `window` echoes (1 to 10,000) whose fate is known.
    ///
    /// ```swift
    /// for await seen in try pinger.watch(router, every: .seconds(1)) where seen.window.longestLossBurst >= 3 {
    ///     page(seen.window)
    /// }
    /// ```
    ///
    /// - Throws: `PingError` with the code `invalid` where the address or a value is out of range.
    public func watch(
        _ address: IPAddress, every interval: Duration = .seconds(1), timeout: Duration = .seconds(2),
        window: Int = 60
    ) throws(PingError) -> PingWatch {
        try watch([address], every: interval, timeout: timeout, window: window)
    }

    /// Watches many targets together, the same way.
    ///
    /// - Throws: `PingError` with the code `invalid` where an address or a value is out of range.
    public func watch(
        _ targets: [IPAddress], every interval: Duration = .seconds(1), timeout: Duration = .seconds(2),
        window: Int = 60
    ) throws(PingError) -> PingWatch {
        var requests: [PingRequest] = []
        for target in targets {
            requests.append(try PingRequest(target: target, interval: interval, timeout: timeout, window: window))
        }
        return PingWatch(pinger: self, requests: requests)
    }
}
