internal import Monitoring
internal import Notifiers

/// When a notice that did not get through is tried again.
struct RetrySchedule: Sendable {
    /// A day and more of a broken server loses nothing.
    static let givenUpAfter = Duration.seconds(72 * 3600)
    private static let soon = Backoff(first: .seconds(5), most: .seconds(15 * 60))
    /// What a server refuses for good may be mended by an operator, so it is tried again all the same.
    private static let seldom = Backoff(first: .seconds(5 * 60), most: .seconds(3600))
    /// What may have arrived is repeated a handful of times, and people are not told it again and again.
    private static let rarely = Backoff(first: .seconds(60), most: .seconds(24 * 3600), factor: 4)
    /// Some have it, and others were one too many: these are the next.
    private static let next = Duration.seconds(1)

    private struct Backoff {
        let first: Duration
        let most: Duration
        var factor = 2

        func pause(after attempts: Int) -> Duration {
            (1..<max(1, min(attempts, 20))).reduce(first) { pause, _ in min(most, pause * factor) }
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
        let backoff =
            error.mayHaveArrived ? rarely.pause(after: attempts) : pause(after: error, attempts: attempts)
        return now + max(backoff * (0.8 + 0.4 * chance), asked(by: error))
    }

    /// How long a receiver that takes nothing is left alone.
    /// - Parameter refusals: in a row.
    static func hold(after error: NotifierError, refusals: Int, chance: Double) -> Duration {
        let asked = asked(by: error)
        // The first time it knows best.
        if refusals == 1, error.scope == .rate, asked > .zero { return asked }
        return max(pause(after: error, attempts: refusals) * (0.8 + 0.4 * chance), asked)
    }

    private static func pause(after error: NotifierError, attempts: Int) -> Duration {
        if error.recipients.contains(where: { $0.state == .delivered }) { return next }
        return (error.isRetryable ? soon : seldom).pause(after: attempts)
    }

    private static func asked(by error: NotifierError) -> Duration { min(error.retryAfter ?? .zero, seldom.most) }
}
