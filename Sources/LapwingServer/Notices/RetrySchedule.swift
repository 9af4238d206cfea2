internal import Monitoring
internal import Notifiers

/// When a notice that did not get through is tried again.
struct RetrySchedule: Sendable {
    /// A day and more of a broken server loses nothing.
    static let givenUpAfter = Duration.seconds(72 * 3600)
    private static let soon = Backoff(first: .seconds(5), most: .seconds(15 * 60))
    /// What a server refuses for good may be mended by an operator, so it is tried again all the same.
    private static let seldom = Backoff(first: .seconds(60), most: .seconds(3600))

    private struct Backoff {
        let first: Duration
        let most: Duration

        func pause(after attempts: Int) -> Duration {
            min(most, first * (1 << min(max(attempts - 1, 0), 20)))
        }
    }

    /// - Parameters:
    ///   - attempts: how many failed so far, this one included.
    ///   - chance: from 0 to 1, to spread what failed together.
    /// - Returns: `nil` to give up.
    static func nextAttempt(
        after error: NotifierError, attempts: Int, createdAt: Timestamp, now: Timestamp, chance: Double
    ) -> Timestamp? {
        guard now - createdAt < givenUpAfter else { return nil }
        let pause = (error.isRetryable ? soon : seldom).pause(after: attempts)
        let spread = pause * (0.8 + 0.4 * chance)
        return now + max(spread, min(error.retryAfter ?? .zero, seldom.most))
    }
}
