internal import NIOConcurrencyHelpers

/// Whether the client of a connection is still there. Only a connection's own tasks ask, those that do work for nobody
/// once it has gone.
package final class ClientPresence: Sendable {
    /// Of the connection whose request this task answers; `nil` where there is no connection.
    @TaskLocal package static var current: ClientPresence?

    private struct State {
        var isGone = false
        var waiting: [Int: AsyncStream<Never>.Continuation] = [:]
        var nextWaiting = 0
    }

    private let state = NIOLockedValueBox(State())

    /// Ends when the client has sent all it will ever send, or its connection has ended.
    package func departure() -> AsyncStream<Never> {
        let (stream, continuation) = AsyncStream.makeStream(of: Never.self)
        let id: Int? = state.withLockedValue { state in
            guard !state.isGone else { return nil }
            state.nextWaiting += 1
            state.waiting[state.nextWaiting] = continuation
            return state.nextWaiting
        }
        guard let id else {
            continuation.finish()
            return stream
        }
        continuation.onTermination = { [weak self] _ in
            self?.state.withLockedValue { _ = $0.waiting.removeValue(forKey: id) }
        }
        return stream
    }

    func end() {
        let waiting = state.withLockedValue { state in
            state.isGone = true
            defer { state.waiting = [:] }
            return state.waiting.values.map { $0 }
        }
        for continuation in waiting { continuation.finish() }
    }
}
