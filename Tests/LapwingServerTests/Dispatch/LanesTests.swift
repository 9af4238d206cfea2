import Monitoring
import Store
import Telemetry
import Testing

@testable import Workers

struct LanesTests {
    private let start = Timestamp(milliseconds: 1_800_000_000_000)
    private let devices = DispatchStatistics(of: "devices", Catalogue().polls.lane("devices"), limit: 1)
    private var lanes: Lanes { Lanes([Lanes.Lane(name: "devices", statistics: devices)], startedAt: start) }

    @Test func `a worker that has just started is not said to hang`() {
        #expect(lanes.state(at: start) == WorkerRow.running)
        #expect(lanes.state(at: start + .seconds(15)) == WorkerRow.running)
    }

    @Test func `a lane that has not looked for a quarter of a minute hangs, whether it ever did or not`() {
        let silence = "nothing was looked for lately of: devices"
        #expect(lanes.state(at: start + .seconds(16)) == silence)
        devices.looked(at: start + .seconds(16))
        #expect(lanes.state(at: start + .seconds(16)) == WorkerRow.running)
        #expect(lanes.state(at: start + .seconds(32)) == silence)
    }
}
