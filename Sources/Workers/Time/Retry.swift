package import Database

/// Tries again what the database refuses for the moment: busy, full, away.
package struct Retry: Sendable {
    private let limit: Duration
    private let clock: ServerClock

    /// - Parameter limit: how long it is tried again.
    package init(_ limit: Duration, clock: ServerClock) {
        self.limit = limit
        self.clock = clock
    }

    /// - Parameter onTrouble: told of each failure that is tried again.
    /// - Throws: what `work` throws when there is no point or no time to try again.
    package func tryAgain<Result: Sendable>(
        onTrouble: (DatabaseError) -> Void = { _ in }, _ work: () async throws -> Result
    ) async throws -> Result {
        let deadline = clock.uptime() + limit
        var pause = Duration.milliseconds(50)
        while true {
            do {
                return try await work()
            } catch let error as DatabaseError where error.isRetryable && clock.uptime() + pause < deadline {
                onTrouble(error)
                try await clock.sleep(pause)
                pause = min(pause * 2, .seconds(2))
            }
        }
    }
}
