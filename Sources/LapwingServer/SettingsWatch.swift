internal import Bus
internal import Logging
internal import Monitoring
internal import ServiceLifecycle
internal import Store

/// Brings the settings up to date when an admin changed them, and with them the schedule and what waits to be sent.
struct SettingsWatch: Service {
    let settings: SettingsInForce
    let store: Store
    let bus: any Bus
    let logger: Logger

    func run() async throws {
        await cancelWhenGracefulShutdown { await follow() }
    }

    private func follow() async {
        var before = settings.current
        for await hint in bus.hints() where hint == .settingsChanged {
            do {
                let current = try await settings.reload()
                if current.schedule != before.schedule { try await reschedule(by: current) }
                if current.email != before.email { try await sendWaiting(on: .email) }
                if current.slack != before.slack { try await sendWaiting(on: .slack) }
                before = current
            } catch {
                logger.error("The changed settings could not be read; the ones before stay in force: \(error)")
            }
        }
    }

    /// Reads the settings again and gives every poll its slot anew by them.
    func restartPolling() async throws { try await reschedule(by: settings.reload()) }

    private func reschedule(by settings: Settings) async throws {
        try await store.reschedule(settings: settings, now: .now)
        bus.publish(.devicesDue)
        bus.publish(.camerasDue)
    }

    /// What could not be sent may have waited for this change.
    private func sendWaiting(on channel: Channel) async throws {
        try await store.makeNoticesDue(on: channel, now: .now)
        bus.publish(.noticesDue)
    }
}

extension Settings {
    fileprivate var schedule: [Int] { [devicePollInterval, cameraPollInterval] }
}
