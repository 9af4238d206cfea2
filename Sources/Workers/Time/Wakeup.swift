internal import NIOConcurrencyHelpers

/// Lets one task sleep until something happens or some time has passed. A ring that comes while nobody sleeps is kept
/// for the next who does; several are one.
final class Wakeup: Sendable {
    private enum State {
        case quiet
        case woken
        case asleep(CheckedContinuation<Void, Never>)
    }

    private let state = NIOLockedValueBox(State.quiet)

    func wake() {
        let sleeper = state.withLockedValue { state -> CheckedContinuation<Void, Never>? in
            guard case .asleep(let sleeper) = state else {
                state = .woken
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
                self.wake()
            }
            await withTaskCancellationHandler {
                await untilWoken()
            } onCancel: {
                wake()
            }
            group.cancelAll()
        }
    }

    private func untilWoken() async {
        await withCheckedContinuation { continuation in
            let isWoken = state.withLockedValue { state in
                guard case .woken = state else {
                    state = .asleep(continuation)
                    return false
                }
                state = .quiet
                return true
            }
            if isWoken { continuation.resume() }
        }
    }
}
