internal import NIOConcurrencyHelpers
internal import Telemetry

/// Asks something that runs work, such as an event loop, to take a turn, and counts those that it took.
final class LoopProbe: Sendable {
    private struct State {
        var taken = 0
        /// `nil` where none is being waited for.
        var askedAt: ContinuousClock.Instant?
    }

    private let state = NIOLockedValueBox(State())
    private let submit: @Sendable (@escaping @Sendable () -> Void) -> Void
    private let delays: Histogram

    /// - Parameter submit: has its argument run soon.
    init(delays: Histogram, submit: @escaping @Sendable (@escaping @Sendable () -> Void) -> Void) {
        self.delays = delays
        self.submit = submit
    }

    /// Asks for the next one, unless one is being waited for.
    /// - Returns: how many were taken so far.
    func count() -> Int {
        let (taken, isFree) = state.withLockedValue { state in
            let isFree = state.askedAt == nil
            if isFree { state.askedAt = .now }
            return (state.taken, isFree)
        }
        if isFree { submit { self.take() } }
        return taken
    }

    private func take() {
        let askedAt = state.withLockedValue { state in
            state.taken += 1
            defer { state.askedAt = nil }
            return state.askedAt
        }
        if let askedAt { delays.observe(ContinuousClock.now - askedAt) }
    }
}
