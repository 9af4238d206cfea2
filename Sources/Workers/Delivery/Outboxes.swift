package import Logging
package import Monitoring
internal import NIOConcurrencyHelpers
package import Notifiers
internal import ServiceLifecycle
package import Store
package import Telemetry

/// A lane of the outbox for each receiver that is enabled and of a kind that is known here. Lanes begin and end as
/// receivers come, change and go; what a lane that ends is sending is let finish. Notices of other receivers are left to
/// other workers.
package final class Outboxes: Service {
    /// `nil` for a receiver of a kind that is not known here.
    package typealias MakeNotifier = @Sendable (Receiver) -> (any ReceiverNotifier)?
    package typealias MakeLane = @Sendable (Outbox, DispatchLimits) -> Dispatcher<Outbox>

    private static let pause = Duration.seconds(1)

    private let policy: @Sendable () -> Policy
    private let notifier: MakeNotifier
    private let lane: MakeLane
    private let store: Store
    private let clock: ServerClock
    private let metrics: Catalogue
    private let logger: Logger
    private let wakeup = Wakeup()
    private let state = NIOLockedValueBox(State())

    private struct State {
        var isStopping = false
        var lanes: [ID<Receiver>: Running] = [:]
    }

    private struct Running {
        let receiver: Receiver
        let dispatcher: Dispatcher<Outbox>
        let startedAt: Timestamp
    }

    package init(
        policy: @escaping @Sendable () -> Policy, notifier: @escaping MakeNotifier, store: Store,
        clock: ServerClock = .system, metrics: Catalogue = Catalogue(), logger: Logger, lane: @escaping MakeLane
    ) {
        self.policy = policy
        self.notifier = notifier
        self.lane = lane
        self.store = store
        self.clock = clock
        self.metrics = metrics
        self.logger = logger
        start(policy())
    }

    /// Those that there are now, in the order of their receivers.
    package var lanes: [Lanes.Lane] {
        state.withLockedValue { state in
            state.lanes.sorted { $0.key < $1.key }.map {
                Lanes.Lane(
                    name: $0.value.receiver.name, statistics: $0.value.dispatcher.statistics,
                    startedAt: $0.value.startedAt)
            }
        }
    }

    package func run() async throws {
        await withGracefulShutdownHandler {
            await withDiscardingTaskGroup { group in
                for lane in state.withLockedValue({ Array($0.lanes.values) }) { run(lane.dispatcher, in: &group) }
                while !Task.isCancelled, !state.withLockedValue({ $0.isStopping }) {
                    for dispatcher in start(policy()) { run(dispatcher, in: &group) }
                    await wakeup.wait(atMost: Self.pause, clock: clock)
                }
            }
        } onGracefulShutdown: {
            self.state.withLockedValue { $0.isStopping = true }
            self.wakeup.wake()
        }
    }

    private func run(_ dispatcher: Dispatcher<Outbox>, in group: inout DiscardingTaskGroup) {
        group.addTask {
            do { try await dispatcher.run() } catch { self.logger.error("A lane of the outbox ended: \(error)") }
        }
    }

    /// Ends the lanes of receivers that are gone, disabled or changed.
    /// - Returns: the lanes that are new.
    @discardableResult
    private func start(_ policy: Policy) -> [Dispatcher<Outbox>] {
        let wanted = policy.receivers.filter(\.isEnabled)
        let isWanted = Set(wanted.map(\.id))
        state.withLockedValue { state in
            for (id, lane) in state.lanes where !isWanted.contains(id) {
                lane.dispatcher.stop()
                state.lanes[id] = nil
            }
        }
        return wanted.compactMap(replace)
    }

    /// - Returns: `nil` where there is nothing to be started.
    private func replace(_ receiver: Receiver) -> Dispatcher<Outbox>? {
        let before = state.withLockedValue { $0.lanes[receiver.id] }
        guard before?.receiver != receiver else { return nil }
        before?.dispatcher.stop()
        guard let notifier = notifier(receiver) else {
            state.withLockedValue { $0.lanes[receiver.id] = nil }
            return nil
        }
        let outbox = Outbox(notifier, store: store, clock: clock, metrics: metrics, logger: logger)
        let dispatcher = lane(outbox, .notices(longest: notifier.exchangeLimit))
        state.withLockedValue {
            $0.lanes[receiver.id] = Running(receiver: receiver, dispatcher: dispatcher, startedAt: clock.now())
        }
        return dispatcher
    }
}
