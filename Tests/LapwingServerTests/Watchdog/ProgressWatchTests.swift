import Testing

@testable import LapwingServer
@testable import Workers

struct ProgressWatchTests {
    private typealias Part = ProgressWatch.Part

    private static let limit = Duration.seconds(60)
    private var watch = ProgressWatch(limit: ProgressWatchTests.limit)
    private var now = Duration.zero

    /// Looks once a second, for so many seconds.
    private mutating func pass(_ seconds: Int, _ parts: (Int) -> [Part: LaneProgress]) -> [Part] {
        for second in 0..<seconds {
            now += .seconds(1)
            let hanging = watch.saw(parts(second), at: now)
            if !hanging.isEmpty { return hanging }
        }
        return []
    }

    private static func rests(_ steps: Int) -> LaneProgress { LaneProgress(steps: steps, asks: false) }
    private static func asks(_ steps: Int) -> LaneProgress { LaneProgress(steps: steps, asks: true) }

    @Test mutating func `what makes progress now and then never hangs`() {
        #expect(pass(600) { [.lane("devices"): Self.rests($0 / 59), .eventLoop(0): Self.rests($0)] } == [])
    }

    @Test mutating func `a part that is silent for longer than the limit hangs, and is named, though others go on`() {
        #expect(pass(61) { [.lane("devices"): Self.rests(7), .lane("email"): Self.rests($0)] } == [])
        #expect(
            pass(1) { _ in [.lane("devices"): Self.rests(7), .lane("email"): Self.rests(99)] } == [.lane("devices")])
    }

    @Test mutating func `an event loop that stops turning hangs, and so does what runs tasks`() {
        let hanging = pass(100) {
            [.eventLoop(0): Self.rests($0), .eventLoop(1): Self.rests(3), .tasks: Self.rests(4)]
        }
        #expect(hanging == [.eventLoop(1), .tasks])
        #expect("\(hanging[0]), \(hanging[1])" == "event loop 1 does not turn, no task runs")
    }

    @Test mutating func `a process that was stopped for an hour has not hung`() {
        #expect(pass(50) { _ in [.lane("devices"): Self.rests(7)] } == [])
        now += .seconds(3600)
        #expect(pass(8) { _ in [.lane("devices"): Self.rests(7)] } == [])
        #expect(pass(1) { _ in [.lane("devices"): Self.rests(8)] } == [])
        #expect(pass(60) { _ in [.lane("devices"): Self.rests(8)] } == [])
    }

    @Test mutating func `time that was starved away counts for little`() {
        for _ in 0..<29 {
            now += .seconds(30)
            let hanging = watch.saw([.eventLoop(0): LaneProgress(steps: 1, asks: false)], at: now)
            #expect(hanging == [])
        }
    }

    @Test mutating func `a clock that goes back holds nothing against anyone`() {
        #expect(pass(59) { _ in [.tasks: Self.rests(1)] } == [])
        now -= .seconds(1000)
        let hanging = watch.saw([.tasks: LaneProgress(steps: 1, asks: false)], at: now)
        #expect(hanging == [])
    }

    @Test mutating func `who waits for the database is waited for, but not for ever`() {
        #expect(pass(300) { _ in [.lane("devices"): Self.asks(3)] } == [])
        #expect(pass(2) { _ in [.lane("devices"): Self.asks(3)] } == [.lane("devices")])
    }

    @Test mutating func `a lane that looks and fails has looked`() {
        #expect(pass(1000) { [.lane("devices"): LaneProgress(steps: $0, asks: $0 % 2 == 0)] } == [])
    }

    @Test mutating func `a lane that stopped for good is not missed`() {
        #expect(pass(59) { _ in [.lane("devices"): Self.rests(7), .tasks: Self.rests(1)] } == [])
        #expect(pass(59) { [.tasks: Self.rests(2 + $0)] } == [])
    }

    @Test mutating func `without a limit nothing hangs`() {
        watch = ProgressWatch(limit: nil)
        #expect(pass(10_000) { _ in [.tasks: Self.rests(1)] } == [])
    }
}
