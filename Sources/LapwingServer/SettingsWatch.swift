internal import Bus
internal import Logging
internal import Monitoring
internal import ServiceLifecycle
internal import Store

/// Brings the settings up to date when an admin changed them, and the schedule with them.
struct SettingsWatch: Service {
    let settings: SettingsInForce
    let store: Store
    let bus: any Bus
    let logger: Logger

    func run() async throws {
        await cancelWhenGracefulShutdown { await follow() }
    }

    private func follow() async {
        var scheduled = settings.current
        for await hint in bus.hints() where hint == .settingsChanged {
            do {
                try await settings.reload()
                let current = settings.current
                if current.schedule != scheduled.schedule { try await reschedule(by: current) }
                scheduled = current
            } catch {
                logger.error("The changed settings could not be read; the ones before stay in force: \(error)")
            }
        }
    }

    /// Every poll gets its slot anew.
    func reschedule(by settings: Settings) async throws {
        try await store.reschedule(settings: settings, now: .now)
        bus.publish(.devicesDue)
        bus.publish(.camerasDue)
    }
}

extension Settings {
    fileprivate var schedule: [Int] { [devicePollInterval, cameraPollInterval] }
}
