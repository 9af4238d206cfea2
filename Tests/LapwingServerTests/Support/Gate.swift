import Synchronization

/// Holds back whoever comes until it is opened, cancelled or not: what a test plays takes as long as the test says, and
/// a test that fails meanwhile leaves nobody behind, as `whileClosed` opens it.
final class Gate: Sendable {
    private struct State {
        var isOpen = false
        var waiting: [CheckedContinuation<Void, Never>] = []
    }

    private let state = Mutex(State())

    func pass() async {
        await withCheckedContinuation { continuation in
            let isOpen = state.withLock { state in
                if !state.isOpen { state.waiting.append(continuation) }
                return state.isOpen
            }
            if isOpen { continuation.resume() }
        }
    }

    func open() {
        let waiting = state.withLock { state in
            state.isOpen = true
            defer { state.waiting = [] }
            return state.waiting
        }
        for continuation in waiting { continuation.resume() }
    }

    /// Runs `body`, which may open the gate; it is open afterwards however that ended.
    func whileClosed<Result>(_ body: () async throws -> Result) async rethrows -> Result {
        defer { open() }
        return try await body()
    }
}
