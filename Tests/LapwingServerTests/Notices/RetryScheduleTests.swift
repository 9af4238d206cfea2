import Monitoring
import Notifiers
import Testing

@testable import LapwingServer
@testable import Workers

struct RetryScheduleTests {
    private static let start = Timestamp(milliseconds: 1_768_473_000_000)
    private static let away = NotifierError(isRetryable: true, description: "away")
    private static let refused = NotifierError(isRetryable: false, description: "refused")

    private func pauses(after error: NotifierError, chance: Double = 0.5) -> [Duration] {
        (1...12).compactMap { attempts in
            RetrySchedule.nextAttempt(
                after: error, attempts: attempts, createdAt: Self.start, now: Self.start, chance: chance
            ).map { $0 - Self.start }
        }
    }

    @Test func `pauses double from five seconds to a quarter of an hour`() {
        #expect(
            pauses(after: Self.away)
                == [5, 10, 20, 40, 80, 160, 320, 640, 900, 900, 900, 900].map { .seconds($0) })
    }

    @Test func `what is refused for good is tried from five minutes to an hour apart`() {
        #expect(
            pauses(after: Self.refused)
                == [300, 600, 1200, 2400, 3600, 3600, 3600, 3600, 3600, 3600, 3600, 3600].map { .seconds($0) })
    }

    @Test func `what may have arrived is repeated a handful of times in three days`() {
        let lost = NotifierError(isRetryable: true, description: "lost", mayHaveArrived: true)
        let pauses = pauses(after: lost)
        #expect(Array(pauses.prefix(5)) == [60, 240, 960, 3840, 15_360].map { .seconds($0) })
        let moments = pauses.indices.map { pauses[...$0].reduce(.zero, +) }
        #expect(moments.filter { $0 < RetrySchedule.givenUpAfter }.count <= 8)
    }

    @Test func `who is next after others have it is told at once`() {
        let partly = NotifierError(
            isRetryable: true, description: "452",
            recipients: [NoticeRecipient(address: "a", state: .delivered, answer: "250")])
        #expect(pauses(after: partly).allSatisfy { $0 == .seconds(1) })
    }

    @Test func `what failed together is spread`() {
        #expect(pauses(after: Self.away, chance: 0).first == .seconds(4))
        #expect(pauses(after: Self.away, chance: 1).first == .seconds(6))
    }

    @Test(arguments: [(1, 5), (30, 30), (100_000, 3600)])
    func `a server that asks to be left alone is, within an hour`(asked: Int, pause: Int) {
        let error = NotifierError(isRetryable: true, description: "busy", retryAfter: .seconds(asked))
        #expect(pauses(after: error).first == .seconds(pause))
    }

    @Test func `it is given up after three days and not before`() {
        func next(_ age: Duration) -> Timestamp? {
            RetrySchedule.nextAttempt(
                after: Self.away, attempts: 300, createdAt: Self.start, now: Self.start + age, chance: 0.5)
        }
        #expect(next(.seconds(72 * 3600 - 1)) != nil)
        #expect(next(.seconds(72 * 3600)) == nil)
    }

    @Test func `any number of attempts has a next one`() {
        for attempts in [-1, 0, 1, 63, 64, 65, .max] {
            let next = RetrySchedule.nextAttempt(
                after: Self.away, attempts: attempts, createdAt: Self.start, now: Self.start, chance: 0.5)
            #expect(next != nil)
        }
    }
}
