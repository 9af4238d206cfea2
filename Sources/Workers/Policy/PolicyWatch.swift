package import Bus
package import Logging
internal import Monitoring
internal import ServiceLifecycle
package import Store

/// Brings what decides up to date when somebody changed it, and with it the schedule and what waits to be sent. A hint
/// says so at once; without one it is looked at every second.
package struct PolicyWatch: Service {
    private static let pause = Duration.seconds(1)

    private let policy: PolicyInForce
    private let store: Store
    private let bus: any Bus
    private let clock: ServerClock
    private let logger: Logger

    package init(
        policy: PolicyInForce, store: Store, bus: any Bus, clock: ServerClock = .system, logger: Logger
    ) {
        self.policy = policy
        self.store = store
        self.bus = bus
        self.clock = clock
        self.logger = logger
    }

    package func run() async throws {
        let wakeup = Wakeup()
        await cancelWhenGracefulShutdown {
            await withDiscardingTaskGroup { group in
                group.addTask { for await hint in bus.hints() where hint == .settingsChanged { wakeup.wake() } }
                await follow(wakeup)
                group.cancelAll()
            }
        }
    }

    private func follow(_ wakeup: Wakeup) async {
        let trouble = LogThrottle(.error, logger: logger, clock: clock)
        var before = policy.current
        while !Task.isCancelled {
            do {
                let current = try await policy.reload()
                try await apply(current, insteadOf: before)
                before = current
            } catch {
                trouble.log("Could not read settings and receivers; the last ones stay in force: \(error)")
            }
            await wakeup.wait(atMost: Self.pause, clock: clock)
        }
    }

    private func apply(_ current: Policy, insteadOf before: Policy) async throws {
        if current.settings.schedule != before.settings.schedule { try await reschedule(by: current.settings) }
        for receiver in current.receivers where receiver.isEnabled && current.isChanged(receiver, since: before) {
            try await sendWaiting(to: receiver.id)
        }
    }

    /// Reads the settings again and gives every poll its slot by them.
    package func restartPolling() async throws { try await reschedule(by: policy.reload().settings) }

    private func reschedule(by settings: Settings) async throws {
        try await store.reschedule(settings: settings, now: clock.now())
        for kind in SubjectKind.allCases { bus.publish(.due(kind)) }
    }

    /// What could not be sent may have waited for this change.
    private func sendWaiting(to receiver: ID<Receiver>) async throws {
        try await store.makeNoticesDue(on: receiver, now: clock.now())
        bus.publish(.noticesDue)
    }
}

extension Policy {
    /// Whether it sends in another way than before.
    fileprivate func isChanged(_ receiver: Receiver, since before: Policy) -> Bool {
        before.receivers.first { $0.id == receiver.id } != receiver
            || problems[receiver.id] != before.problems[receiver.id]
            || !settings.sendsAlike(before.settings, by: receiver.kind)
    }
}

extension Settings {
    fileprivate var schedule: [Int] { [devicePollInterval, cameraPollInterval] }
}
