internal import NIOConcurrencyHelpers

/// Lets one task sleep until something happens or some time has passed. A ring that comes while nobody sleeps is kept
/// for the next who does; several are one.
final class Doorbell: Sendable {
    private enum State {
        case quiet
        case rung
        case asleep(CheckedContinuation<Void, Never>)
    }

    private let state = NIOLockedValueBox(State.quiet)

    func ring() {
        let sleeper = state.withLockedValue { state -> CheckedContinuation<Void, Never>? in
            guard case .asleep(let sleeper) = state else {
                state = .rung
                return nil
            }
            state = .quiet
            return sleeper
        }
        sleeper?.resume()
    }

    /// Returns at the next ring, after `limit`, or when the calling task is cancelled.
    func wait(atMost limit: Duration, clock: ServerClock) async {
        guard limit > .zero else { return }
        await withDiscardingTaskGroup { group in
            group.addTask {
                guard (try? await clock.sleep(limit)) != nil else { return }
                self.ring()
            }
            await withTaskCancellationHandler {
                await untilRung()
            } onCancel: {
                ring()
            }
            group.cancelAll()
        }
    }

    private func untilRung() async {
        await withCheckedContinuation { continuation in
            let isRung = state.withLockedValue { state in
                guard case .rung = state else {
                    state = .asleep(continuation)
                    return false
                }
                state = .quiet
                return true
            }
            if isRung { continuation.resume() }
        }
    }
}
