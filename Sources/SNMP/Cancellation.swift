import Synchronization

/// Brings together a task's cancellation and the exchange it is about, in whichever order they come.
final class Cancellation: Sendable {
    private enum State {
        case waiting
        case armed(Exchange)
        case fired
    }

    private let state = Mutex(State.waiting)

    /// `false` if the task was cancelled before.
    func arm(_ exchange: Exchange) -> Bool {
        state.withLock { state in
            guard case .waiting = state else { return false }
            state = .armed(exchange)
            return true
        }
    }

    /// The exchange to be given up, if there is one yet.
    func fire() -> Exchange? {
        state.withLock { state in
            defer { state = .fired }
            guard case .armed(let exchange) = state else { return nil }
            return exchange
        }
    }
}
