package import Monitoring

/// The clocks that the services live by: the wall's, which goes into data and may be set, and one that nobody sets, for
/// waits.
package struct ServerClock: Sendable {
    package var now: @Sendable () -> Timestamp
    /// Time since some fixed moment; it goes on while the machine is suspended.
    package var uptime: @Sendable () -> Duration
    /// Throws when the calling task is cancelled.
    package var sleep: @Sendable (Duration) async throws -> Void

    package init(
        now: @escaping @Sendable () -> Timestamp, uptime: @escaping @Sendable () -> Duration,
        sleep: @escaping @Sendable (Duration) async throws -> Void
    ) {
        self.now = now
        self.uptime = uptime
        self.sleep = sleep
    }

    package static let system: ServerClock = {
        let clock = ContinuousClock()
        let start = clock.now
        return ServerClock(
            now: { .now }, uptime: { clock.now - start },
            sleep: { try await clock.sleep(for: $0, tolerance: .zero) })
    }()
}
