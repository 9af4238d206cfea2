internal import NIOConcurrencyHelpers

/// The bus of a single process: memory.
package final class InProcessBus: Bus {
    private struct State {
        var subscribers: [Int: AsyncStream<Hint>.Continuation] = [:]
        var nextSubscriber = 0
        var windows = Windows()
    }

    private let box = NIOLockedValueBox(State())

    package init() {}

    package func publish(_ hint: Hint) {
        let subscribers = box.withLockedValue { Array($0.subscribers.values) }
        for subscriber in subscribers { subscriber.yield(hint) }
    }

    package func hints() -> AsyncStream<Hint> {
        let (stream, continuation) = AsyncStream.makeStream(of: Hint.self, bufferingPolicy: .bufferingNewest(1024))
        let id = box.withLockedValue { state in
            state.nextSubscriber += 1
            state.subscribers[state.nextSubscriber] = continuation
            return state.nextSubscriber
        }
        continuation.onTermination = { [weak self] _ in
            self?.box.withLockedValue { _ = $0.subscribers.removeValue(forKey: id) }
        }
        return stream
    }

    package func count(_ key: String, window: Duration) async -> WindowCount {
        box.withLockedValue { $0.windows.count(key, window: window, at: .now) }
    }

    package func uncount(_ key: String, window: Duration) async {
        box.withLockedValue { $0.windows.uncount(key) }
    }

    /// Lets the counts of `key` go on from `known`, which others counted too.
    func adopt(_ known: WindowCount, of key: String) {
        box.withLockedValue { $0.windows.adopt(known, of: key, at: .now) }
    }

    package var state: BusState { .inProcess }

    package func close() async {}
}
