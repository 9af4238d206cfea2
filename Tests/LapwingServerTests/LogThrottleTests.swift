import Logging
import Testing

@testable import LapwingServer
@testable import Workers

struct LogThrottleTests {
    @Test func `a storm is one line a second that says how much it stands for`() {
        let (time, log) = (ManualTime(), LogRecorder())
        let throttle = LogThrottle(.error, logger: log.logger, clock: time.clock)
        for _ in 0..<25 {
            throttle.log("busy")
            time.advance(by: .milliseconds(100))
        }
        #expect(
            log.messages == [
                "error: busy", "error: busy (and 9 times more since this was last said)",
                "error: busy (and 9 times more since this was last said)",
            ])
    }
}
