internal import NIOConcurrencyHelpers

/// Lets few visits at once to one host. Claims see to that for cameras whose URLs name the host alike, in all processes;
/// this is for those that name it otherwise.
final class HostGate: Sendable {
    private typealias Waiter = CheckedContinuation<Bool, Never>

    private struct State: Sendable {
        var queue = HostQueue<Waiter>()
        var last = 0
    }

    private let state = NIOLockedValueBox(State())

    /// - Returns: `nil` where the task was cancelled before its turn came.
    func visit<Result>(_ hosts: Set<String>, most: Int, _ body: () async -> Result) async -> Result? {
        guard await enter(hosts, most: most) else { return nil }
        let result = await body()
        for waiter in state.withLockedValue({ $0.queue.leave(hosts) }) { waiter.resume(returning: true) }
        return result
    }

    private func enter(_ hosts: Set<String>, most: Int) async -> Bool {
        let number = state.withLockedValue { state in
            state.last += 1
            return state.last
        }
        return await withTaskCancellationHandler {
            await withCheckedContinuation { waiter in
                let isIn: Bool? = state.withLockedValue { state in
                    if Task.isCancelled { return false }
                    if state.queue.arrive(at: hosts, most: most) { return true }
                    state.queue.wait(waiter, number: number, for: hosts, most: most)
                    return nil
                }
                if let isIn { waiter.resume(returning: isIn) }
            }
        } onCancel: {
            state.withLockedValue { $0.queue.giveUp(number) }?.resume(returning: false)
        }
    }
}
