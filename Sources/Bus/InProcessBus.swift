internal import NIOConcurrencyHelpers

/// The bus of a single process: memory.
package final class InProcessBus: Bus {
    private struct State {
        var subscribers: [Int: AsyncStream<Hint>.Continuation] = [:]
        var nextSubscriber = 0
        var windows: [String: Window] = [:]
        /// With so many windows the ended ones are swept. It follows the living ones, so that a flood of new keys does
        /// not make each of them pay for a sweep.
        var sweptAt = InProcessBus.leastSwept
    }

    private struct Window {
        var count: Int
        var endsAt: ContinuousClock.Instant
    }

    private static let leastSwept = 4096

    private let state = NIOLockedValueBox(State())

    package init() {}

    package func publish(_ hint: Hint) {
        let subscribers = state.withLockedValue { Array($0.subscribers.values) }
        for subscriber in subscribers { subscriber.yield(hint) }
    }

    package func hints() -> AsyncStream<Hint> {
        let (stream, continuation) = AsyncStream.makeStream(of: Hint.self, bufferingPolicy: .bufferingNewest(1024))
        let id = state.withLockedValue { state in
            state.nextSubscriber += 1
            state.subscribers[state.nextSubscriber] = continuation
            return state.nextSubscriber
        }
        continuation.onTermination = { [weak self] _ in
            self?.state.withLockedValue { _ = $0.subscribers.removeValue(forKey: id) }
        }
        return stream
    }

    package func count(_ key: String, window: Duration) async -> WindowCount {
        let now = ContinuousClock.now
        return state.withLockedValue { state in
            if state.windows.count >= state.sweptAt {
                state.windows = state.windows.filter { $0.value.endsAt > now }
                state.sweptAt = max(Self.leastSwept, state.windows.count * 2)
            }
            var current = state.windows[key] ?? Window(count: 0, endsAt: now + window)
            if current.endsAt <= now { current = Window(count: 0, endsAt: now + window) }
            current.count += 1
            state.windows[key] = current
            return WindowCount(count: current.count, remaining: current.endsAt - now)
        }
    }
}
