internal import NIOConcurrencyHelpers

/// The thread that sends and receives for a `Pinger`, and the box in which others leave orders for it.
///
/// Linux' ICMP sockets report errors of the network through a queue of their own and tell the time of arrival beside
/// each message; event loops made for streams and datagrams pass neither on. One thread that sleeps in `poll` until a
/// packet, a timer or an order comes serves all targets.
final class PingLoop: Sendable {
    /// Results that are handed to a reader together while there is more to do; waking one costs more than a ping.
    static let batch = 256

    /// Who is told of a ping.
    enum Addressee {
        case caller(Ticket)
        case sweep(SweepRun, index: Int)
        case watch(WatchRun)
    }

    typealias Waiter = CheckedContinuation<PingTable<Never>.Outcome, Never>

    /// Somebody's hold on a single ping. It is a class also because a continuation is of unknown size to the compiler,
    /// which would make every move of a ping a call.
    final class Ticket: @unchecked Sendable {
        // @unchecked Sendable: only the thread of the loop reads and writes it once it was handed over.
        var id: PingID?
        var waiter: Waiter?
    }

    enum Order {
        case begin(Ticket, PingRequest)
        case cancel(Ticket)
        case run(any PingRun)
        case abandon(any PingRun)
    }

    private struct Box {
        var orders: [Order] = []
        var state: State
        var counters = PingCounters()
    }

    private enum State {
        /// The thread sleeps or works; the pipe wakes it.
        case open(waker: WakePipe)
        case closing
        /// There is no thread, because the system gave none.
        case failed(errno: CInt)

        func refusal(of target: IPAddress) -> PingError? {
            switch self {
            case .open: nil
            case .closing: PingError(.closed, target: target)
            case .failed(let errno): PingError(.noSocket, target: target, errno: errno)
            }
        }
    }

    private let box: NIOLockedValueBox<Box>

    /// The loop's sockets belong to the network namespace of the calling thread.
    init(rate: Int, perPrefix: PrefixPace?) {
        box = NIOLockedValueBox(Box(state: .closing))
        do throws(SystemError) {
            let waker = try WakePipe()
            box.withLockedValue { $0.state = .open(waker: waker) }
            try OwnThread.start { [self] in
                var engine = PingEngine(for: self, rate: rate, perPrefix: perPrefix)
                engine.run(waker: waker)
            }
        } catch {
            box.withLockedValue { $0.state = .failed(errno: error.number) }
        }
    }

    /// Hands the ping to the thread, or ends it at once where that is gone.
    func begin(_ ticket: Ticket, _ request: PingRequest, _ waiter: Waiter) {
        ticket.waiter = waiter
        guard let refused = leave(.begin(ticket, request)) else { return }
        if let refusal = refused.refusal(of: request.target) { waiter.resume(returning: .failure(refusal)) }
    }

    func begin(_ run: any PingRun) {
        guard let refused = leave(.run(run)) else { return }
        run.end { refused.refusal(of: $0) ?? PingError(.closed, target: $0) }
    }

    func cancel(_ ticket: Ticket) { _ = leave(.cancel(ticket)) }

    func abandon(_ run: any PingRun) { _ = leave(.abandon(run)) }

    /// Returns the state in which nothing can be left any more.
    private func leave(_ order: Order) -> State? {
        box.withLockedValue { box in
            guard case .open(let waker) = box.state else { return box.state }
            box.orders.append(order)
            if box.orders.count == 1 { waker.wake() }
            return nil
        }
    }

    /// Makes the thread look around.
    func wake() {
        box.withLockedValue { box in
            if case .open(let waker) = box.state { waker.wake() }
        }
    }

    /// Ends the thread and every ping under way.
    func close() {
        box.withLockedValue { box in
            guard case .open(let waker) = box.state else { return }
            box.state = .closing
            waker.wake()
        }
    }

    var counters: PingCounters { box.withLockedValue(\.counters) }

    func publish(_ counters: PingCounters) { box.withLockedValue { $0.counters = counters } }

    /// The orders since the last time; whether more may come.
    func takeOrders() -> (orders: [Order], isOpen: Bool) {
        box.withLockedValue { box in
            defer { box.orders.removeAll() }
            guard case .open = box.state else { return (box.orders, false) }
            return (box.orders, true)
        }
    }
}
