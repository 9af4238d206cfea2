internal import Monitoring
internal import Notifiers

/// How a receiver that refused is asked again: one message at a time, after a pause that grows; and one that counts
/// messages is asked as seldom as it takes to be let in.
extension ReceiverHold {
    /// After so many in a row it is trusted again.
    private static let trusted = 8
    private static let widestSpacing = Duration.seconds(60)
    private static let narrowestSpacing = Duration.milliseconds(250)

    /// - Returns: `nil` where the error says nothing of the next message.
    static func after(_ error: NotifierError, _ hold: ReceiverHold?, now: Timestamp, chance: Double) -> ReceiverHold? {
        guard error.scope != .message else { return hold }
        let refusals = (hold?.refusals ?? 0) + 1
        let pause = RetrySchedule.hold(after: error, refusals: refusals, chance: chance)
        // What was under way with the one that was refused first is refused with it.
        if let hold, hold.until > now { return hold.told(error) }
        let isPaced = error.scope == .rate
        return ReceiverHold(
            until: now + pause, refusals: refusals, spacing: isPaced ? spacing(of: hold, pause) : .zero,
            isPaced: isPaced || hold?.isPaced == true, reason: error.description)
    }

    /// - Returns: `nil` where the receiver takes what comes again.
    static func afterSuccess(_ hold: ReceiverHold?, now: Timestamp) -> ReceiverHold? {
        guard var hold, hold.isPaced else { return nil }
        hold.refusals = 0
        hold.successes += 1
        if hold.successes >= trusted {
            hold.successes = 0
            hold.spacing = hold.spacing / 2
            if hold.spacing < narrowestSpacing { return nil }
        }
        hold.until = max(hold.until, now + hold.spacing)
        return hold
    }

    /// Who lets in one or two messages and then asks for a pause wants that pause between all, and a longer one where it
    /// had it already.
    private static func spacing(of hold: ReceiverHold?, _ pause: Duration) -> Duration {
        guard let hold, hold.successes <= 2 else { return hold?.spacing ?? .zero }
        return min(max(hold.spacing * 1.5, hold.successes > 0 ? pause : .zero), widestSpacing)
    }

    private func told(_ error: NotifierError) -> ReceiverHold {
        var hold = self
        hold.reason = error.description
        hold.isPaced = isPaced || error.scope == .rate
        return hold
    }
}
