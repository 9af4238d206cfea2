import Monitoring
import Notifiers
import Testing

@testable import LapwingServer
@testable import Workers

struct ReceiverHoldTests {
    private static let start = Timestamp(milliseconds: 1_768_473_000_000)
    private static let away = NotifierError(isRetryable: true, description: "away", scope: .receiver)
    private static let shut = NotifierError(isRetryable: false, description: "login refused", scope: .receiver)

    private func busy(_ seconds: Int?) -> NotifierError {
        NotifierError(
            isRetryable: true, description: "busy", retryAfter: seconds.map { .seconds($0) }, scope: .rate)
    }

    private func after(_ error: NotifierError, _ hold: ReceiverHold? = nil, at now: Timestamp = Self.start)
        -> ReceiverHold?
    {
        ReceiverHold.after(error, hold, now: now, chance: 0.5)
    }

    @Test func `a message that is refused holds up no other`() {
        #expect(after(NotifierError(isRetryable: false, description: "554 Spam")) == nil)
    }

    @Test(arguments: [(1, 1), (30, 30), (100_000, 3600)])
    func `a receiver that asks for a pause gets it, within an hour`(asked: Int, pause: Int) {
        #expect(after(busy(asked))?.until == Self.start + .seconds(pause))
    }

    @Test func `each refusal in a row makes the pause longer`() {
        var (hold, now, pauses) = (ReceiverHold?.none, Self.start, [Duration]())
        for _ in 0..<4 {
            hold = after(Self.away, hold, at: now)
            let until = hold?.until ?? now
            pauses.append(until - now)
            now = until
        }
        #expect(pauses == [5, 10, 20, 40].map { .seconds($0) })
        #expect(after(Self.shut)?.until == Self.start + .seconds(300))
    }

    @Test func `what was under way when the first was refused makes the pause no longer`() {
        let hold = after(Self.away)
        #expect(after(Self.away, hold)?.until == hold?.until)
        #expect(after(Self.away, hold)?.refusals == 1)
    }

    @Test func `one that was away is trusted at the first success, one that counts only little by little`() {
        #expect(ReceiverHold.afterSuccess(after(Self.away), now: Self.start) == nil)
        var hold = after(busy(1))
        for _ in 0..<7 { hold = ReceiverHold.afterSuccess(hold, now: Self.start) }
        #expect(hold != nil)
        #expect(ReceiverHold.afterSuccess(hold, now: Self.start) == nil)
    }

    /// A receiver that takes one message each second, and forty that wait.
    @Test(arguments: [1, 3, 20], [FloatingPointRoundingRule.up, .down])
    func `forty messages reach a receiver that counts with few refusals`(
        window: Int, rounding: FloatingPointRoundingRule
    ) {
        var (hold, now, free) = (ReceiverHold?.none, Self.start, Self.start)
        var (taken, refusals) = (0, 0)
        while taken < 40, now - Self.start < .seconds(3600) {
            if now >= free {
                taken += 1
                free = now + .seconds(window)
                hold = ReceiverHold.afterSuccess(hold, now: now)
            } else {
                refusals += 1
                let rest = max(1, Int(((free - now) / .seconds(1)).rounded(rounding)))
                hold = after(busy(rest), hold, at: now)
            }
            now = max(now + .milliseconds(50), hold?.until ?? now)
        }
        #expect(taken == 40)
        #expect(refusals <= 12)
    }
}
