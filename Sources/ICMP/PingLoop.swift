internal import CICMP
internal import Glibc
internal import Synchronization

/// The thread that sends and receives for a `Pinger`, and the box in which others leave orders for it.
///
/// Linux' ICMP sockets report errors of the network through a queue of their own and tell the time of arrival beside
/// each message; event loops made for streams and datagrams pass neither on. One thread that sleeps in `poll` until a
/// packet, a timer or an order comes serves all targets.
final class PingLoop: Sendable {
    typealias Waiter = CheckedContinuation<PingTable<Never>.Outcome, Never>

    enum Order {
        case begin(UInt64, PingRequest, Waiter)
        case cancel(UInt64)
    }

    private struct Box {
        var orders: [Order] = []
        var nextNumber: UInt64 = 0
        var state: State
    }

    private enum State {
        /// The thread sleeps or works; the descriptor wakes it.
        case open(waker: CInt)
        case closing
        /// There is no thread, because the system gave none.
        case failed(errno: CInt)
    }

    private let box: Mutex<Box>

    /// The loop's sockets belong to the network namespace of the calling thread.
    init(rate: Int) {
        let waker = cicmp_open_waker()
        box = Mutex(Box(state: waker < 0 ? .failed(errno: -waker) : .open(waker: waker)))
        guard waker >= 0 else { return }
        let errno = Thread.start { [self] in PingEngine(rate: rate).run(orders: self, waker: waker) }
        guard errno != 0 else { return }
        Glibc.close(waker)
        box.withLock { $0.state = .failed(errno: errno) }
    }

    /// A number for a ping that is to begin.
    func makeNumber() -> UInt64 {
        box.withLock { box in
            box.nextNumber += 1
            return box.nextNumber
        }
    }

    /// Hands the ping to the thread, or ends it at once where that is gone.
    func begin(_ number: UInt64, _ request: PingRequest, _ waiter: Waiter) {
        let refusal = box.withLock { box -> PingError? in
            switch box.state {
            case .open(let waker):
                leave(.begin(number, request, waiter), in: &box, waker: waker)
                return nil
            case .closing: return PingError(.closed, target: request.target)
            case .failed(let errno): return PingError(.noSocket, target: request.target, errno: errno)
            }
        }
        if let refusal { waiter.resume(returning: .failure(refusal)) }
    }

    func cancel(_ number: UInt64) {
        box.withLock { box in
            if case .open(let waker) = box.state { leave(.cancel(number), in: &box, waker: waker) }
        }
    }

    private func leave(_ order: Order, in box: inout sending Box, waker: CInt) {
        box.orders.append(order)
        if box.orders.count == 1 { cicmp_wake(waker) }
    }

    /// Ends the thread and every ping under way. The descriptor that wakes it is the thread's to close.
    func close() {
        box.withLock { box in
            guard case .open(let waker) = box.state else { return }
            box.state = .closing
            cicmp_wake(waker)
        }
    }

    /// The orders since the last time; whether more may come.
    func takeOrders() -> (orders: [Order], isOpen: Bool) {
        box.withLock { box in
            defer { box.orders.removeAll() }
            guard case .open = box.state else { return (box.orders, false) }
            return (box.orders, true)
        }
    }
}
