internal import NIOConcurrencyHelpers
internal import Web

/// The answers that are being rendered now, each for everybody who asks for it meanwhile.
final class SharedRenderings: Sendable {
    typealias Outcome = Result<RenderedAnswer?, any Error>

    enum Place {
        /// Another request renders it.
        case join(SharedRendering)
        /// It must be ended by `end`, so that nobody waits for ever.
        case lead(SharedRendering)
    }

    private let running = NIOLockedValueBox<[ResponseCache.Key: SharedRendering]>([:])

    /// A rendering that began under an older revision may lack what was committed since: it is left to those who joined.
    func place(for key: ResponseCache.Key, since revision: Int64) -> Place {
        running.withLockedValue { running in
            if let rendering = running[key], rendering.revision >= revision { return .join(rendering) }
            let rendering = SharedRendering(revision: revision)
            running[key] = rendering
            return .lead(rendering)
        }
    }

    func waiting(for key: ResponseCache.Key) -> Int? { running.withLockedValue { $0[key]?.waiting } }

    func end(_ rendering: SharedRendering, of key: ResponseCache.Key, _ outcome: Outcome) {
        running.withLockedValue { running in
            if running[key] === rendering { running[key] = nil }
        }
        rendering.end(outcome)
    }
}

/// One answer on its way, and those who wait for it.
final class SharedRendering: Sendable {
    private struct State {
        var outcome: SharedRenderings.Outcome?
        var waiting: [CheckedContinuation<RenderedAnswer?, any Error>] = []
    }

    /// Its rows have at least this one.
    let revision: Int64
    private let state = NIOLockedValueBox(State())

    init(revision: Int64) { self.revision = revision }

    var waiting: Int { state.withLockedValue { $0.waiting.count } }

    func value() async throws -> RenderedAnswer? {
        try await withCheckedThrowingContinuation { continuation in
            let outcome = state.withLockedValue { state in
                if state.outcome == nil { state.waiting.append(continuation) }
                return state.outcome
            }
            if let outcome { continuation.resume(with: outcome) }
        }
    }

    fileprivate func end(_ outcome: SharedRenderings.Outcome) {
        let waiting = state.withLockedValue { state in
            state.outcome = outcome
            defer { state.waiting = [] }
            return state.waiting
        }
        for continuation in waiting { continuation.resume(with: outcome) }
    }
}
