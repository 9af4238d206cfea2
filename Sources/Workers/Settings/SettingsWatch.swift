package import Bus
package import Logging
internal import Monitoring
internal import ServiceLifecycle
package import Store

/// Brings the settings up to date when an admin changed them, and with them the schedule and what waits to be sent. A
/// hint says so at once; without one they are looked at every second.
package struct SettingsWatch: Service {
    private static let pause = Duration.seconds(1)

    private let settings: SettingsInForce
    private let store: Store
    private let bus: any Bus
    private let clock: ServerClock
    private let logger: Logger

    package init(
        settings: SettingsInForce, store: Store, bus: any Bus, clock: ServerClock = .system, logger: Logger
    ) {
        self.settings = settings
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
        var before = settings.current
        while !Task.isCancelled {
            do {
                let current = try await settings.reload()
                try await apply(current, insteadOf: before)
                before = current
            } catch {
                trouble.log("Could not read the settings; the last ones stay in force: \(error)")
            }
            await wakeup.wait(atMost: Self.pause, clock: clock)
        }
    }

    private func apply(_ current: Settings, insteadOf before: Settings) async throws {
        if current.schedule != before.schedule { try await reschedule(by: current) }
        if current.email != before.email { try await sendWaiting(on: .email) }
        if current.slack != before.slack { try await sendWaiting(on: .slack) }
    }

    /// Reads the settings again and gives every poll its slot by them.
    package func restartPolling() async throws { try await reschedule(by: settings.reload()) }

    private func reschedule(by settings: Settings) async throws {
        try await store.reschedule(settings: settings, now: clock.now())
        bus.publish(.devicesDue)
        bus.publish(.camerasDue)
    }

    /// What could not be sent may have waited for this change.
    private func sendWaiting(on channel: Channel) async throws {
        try await store.makeNoticesDue(on: channel, now: clock.now())
        bus.publish(.noticesDue)
    }
}

extension Settings {
    fileprivate var schedule: [Int] { [devicePollInterval, cameraPollInterval] }
}
