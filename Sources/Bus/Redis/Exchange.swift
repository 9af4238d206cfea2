internal import Monitoring
internal import NIOConcurrencyHelpers
internal import Sockets

/// What callers and the thread of a `RedisBus` hand each other. No caller waits here but for a count, and that only
/// while Redis answers.
final class Exchange: Sendable {
    typealias Counted = CheckedContinuation<WindowCount?, Never>

    struct CountRequest {
        let key: String
        let window: Duration
        /// 1, or -1 to take one back.
        let step: Int
        let counted: Counted
    }

    private struct State {
        var busState: BusState
        /// Redis answers: what is handed in will be sent.
        var isOpen = false
        var isClosing = false
        var hints = HintQueue(limit: Exchange.mostHints)
        var counts: [CountRequest] = []
        var closed: [CheckedContinuation<Void, Never>] = []
        var hasEnded = false
    }

    /// What fills the lanes of a hundred thousand devices for some seconds.
    private static let mostHints = 8192
    private static let mostCounts = 4096

    private let box: NIOLockedValueBox<State>
    private let pipe: WakePipe

    init() throws(SystemError) {
        pipe = try WakePipe()
        box = NIOLockedValueBox(State(busState: .away(since: .now, reason: "it has not answered yet")))
    }

    // MARK: For callers

    var busState: BusState { box.withLockedValue { $0.busState } }

    func publish(_ hint: Hint) {
        let wakes = box.withLockedValue { state in
            guard state.isOpen else { return false }
            defer { state.hints.append(hint) }
            return state.hints.isEmpty
        }
        if wakes { pipe.wake() }
    }

    /// - Returns: `nil` where Redis does not count.
    func count(_ key: String, window: Duration, step: Int = 1) async -> WindowCount? {
        await withCheckedContinuation { counted in
            let (isTaken, wakes) = box.withLockedValue { state in
                guard state.isOpen, state.counts.count < Self.mostCounts else { return (false, false) }
                defer { state.counts.append(CountRequest(key: key, window: window, step: step, counted: counted)) }
                return (true, state.counts.isEmpty)
            }
            if !isTaken { counted.resume(returning: nil) }
            if wakes { pipe.wake() }
        }
    }

    func beginClosing() {
        box.withLockedValue { $0.isClosing = true }
        pipe.wake()
    }

    /// Returns once the thread has ended.
    func awaitEnd() async {
        await withCheckedContinuation { closed in
            let hasEnded = box.withLockedValue { state in
                if !state.hasEnded { state.closed.append(closed) }
                return state.hasEnded
            }
            if hasEnded { closed.resume() }
        }
    }

    // MARK: For the thread

    var wakeDescriptor: CInt { pipe.readEnd }
    func clearWakes() { pipe.clear() }

    var isClosing: Bool { box.withLockedValue { $0.isClosing } }

    func open() { box.withLockedValue { $0.isOpen = true } }

    func report(_ state: BusState) { box.withLockedValue { $0.busState = state } }

    func takeHints(atMost count: Int) -> [Hint] { box.withLockedValue { $0.hints.take(atMost: count) } }

    func takeCounts() -> [CountRequest] {
        box.withLockedValue { state in
            defer { state.counts.removeAll(keepingCapacity: true) }
            return state.counts
        }
    }

    /// Takes nothing more and forgets what was not sent.
    func shut() {
        let unanswered = box.withLockedValue { state in
            state.isOpen = false
            state.hints.removeAll()
            defer { state.counts.removeAll() }
            return state.counts
        }
        for request in unanswered { request.counted.resume(returning: nil) }
    }

    func end() {
        shut()
        let closed = box.withLockedValue { state in
            state.hasEnded = true
            defer { state.closed.removeAll() }
            return state.closed
        }
        for waiter in closed { waiter.resume() }
    }
}
