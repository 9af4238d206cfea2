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
    private let loop: PingLoop

    /// A pinger that sends at most `echoesPerSecond` (1 to 10,000,000) over all targets, in bursts of a few
    /// milliseconds. Its sockets are of the network namespace of the calling thread.
    public init(echoesPerSecond: Int = 10_000) {
        loop = PingLoop(rate: min(max(echoesPerSecond, 1), 10_000_000))
    }

    deinit { loop.close() }

    /// Sends `count` echoes (1 to 1,000) to an address, one every `interval` (0 to 3,600 s), and waits until each was
    /// answered or had `timeout` (above 0 to 3,600 s) to be.
    ///
    /// It takes at most `(count - 1) × interval + timeout`, and at most twice that where the pinger is asked for more
    /// than it may send. Silence is no error. Cancelling the task ends the ping at once.
    ///
    /// - Throws: `PingError` where nothing was received and this host could not ask properly, or `cancelled`, `closed`.
    public func ping(
        _ address: IPAddress, count: Int = 3, interval: Duration = .milliseconds(200),
        timeout: Duration = .seconds(2)
    ) async throws(PingError) -> PingStatistics {
        let request = try PingRequest(target: address, count: count, interval: interval, timeout: timeout)
        return try await outcome(of: request).get()
    }

    private func outcome(of request: PingRequest) async -> PingTable<Never>.Outcome {
        let number = loop.makeNumber()
        return await withTaskCancellationHandler {
            await withCheckedContinuation { waiter in
                loop.begin(number, request, waiter)
                // A cancellation before this line was about a ping that the loop did not know yet.
                if Task.isCancelled { loop.cancel(number) }
            }
        } onCancel: {
            loop.cancel(number)
        }
    }

    /// Ends every ping under way with `PingError.Code.closed`, as all later ones, and closes the sockets.
    public func close() { loop.close() }
}
