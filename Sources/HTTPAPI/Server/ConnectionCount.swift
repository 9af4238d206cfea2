internal import NIOConcurrencyHelpers

/// How many connections are open, and whether one more may be.
final class ConnectionCount: Sendable {
    enum Admission: Equatable {
        case admitted
        /// - Parameter isFirst: whether there was room since the last time that one was refused, so that it is worth a
        ///   line of log.
        case refused(isFirst: Bool)
    }

    private struct State {
        var open = 0
        var isFull = false
    }

    private let limit: Int
    private let state = NIOLockedValueBox(State())

    init(limit: Int) { self.limit = limit }

    /// An admitted one must be `released`.
    func admit() -> Admission {
        state.withLockedValue { state in
            guard state.open < limit else {
                defer { state.isFull = true }
                return .refused(isFirst: !state.isFull)
            }
            state.open += 1
            return .admitted
        }
    }

    /// Room counts as regained when a tenth is free: at the brink each connection would be news.
    func release() {
        state.withLockedValue { state in
            state.open -= 1
            if state.open <= limit - max(1, limit / 10) { state.isFull = false }
        }
    }
}
