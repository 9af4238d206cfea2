import Bus
import Database
import Logging
import Monitoring
import Testing

@testable import LapwingServer
@testable import Store

/// In real time: a fleet half of which is dead, polled as often as can be set.
struct OnTimeTests {
    @Test func `dead devices cost the living nothing: 99 of 100 polls start within a second`() async throws {
        let (store, bus) = (try await Store.temporary(), InProcessBus())
        let clockGuard = ClockGuard(logger: .silent)
        var settings = Settings()
        settings.devicePollInterval = 5
        let fixed = settings
        for number in 0..<400 {
            _ = try await store.createDevice(
                DeviceConfiguration(name: "d\(number)", address: "10.\(number % 2).\(number / 250).\(number % 250)"))
        }
        _ = try await store.database.write {
            try $0.execute("UPDATE devices SET next_poll_at = ?", [Timestamp.now.milliseconds])
        }
        let pipeline = DevicePipeline(
            PipelineSurroundings(bus: bus, settings: { fixed }, channels: { _ in [] }, logger: .silent), store: store)
        let polled = Box<[String: Int]>([:])
        let polls = Dispatcher(
            DevicePolls(store: store, pipeline: pipeline, clockGuard: clockGuard, settings: { fixed }) { device, _ in
                let address = device.configuration.address
                polled.update { $0[address, default: 0] += 1 }
                guard address.hasPrefix("10.1.") else {
                    return DeviceOutcome(
                        at: .now, duration: 0, ping: .answered(latency: 1, loss: 0), snmp: .answered(latency: 1))
                }
                try? await Task.sleep(for: .seconds(3))
                return DeviceOutcome(at: .now, duration: 3, ping: .silent("No answer"), snmp: .failed("no SNMP reply"))
            },
            bus: bus, clockGuard: clockGuard, worker: "w", limits: .polls, logger: .silent)
        try await running([clockGuard, polls]) {
            try await eventually("every living device was polled twice and every dead one once") {
                (0..<400).allSatisfy { number in
                    let address = "10.\(number % 2).\(number / 250).\(number % 250)"
                    return polled.value[address, default: 0] >= (number % 2 == 0 ? 2 : 1)
                }
            }
        }
        let counts = polls.statistics.counts
        // A server that stores it shares the cores with the tests that run beside this one.
        let tolerated = try await store.database.serverTime() == nil ? 100 : 20
        #expect(counts.late <= counts.started / tolerated, "\(counts)")
        #expect(counts.cutOff == 0)
    }
}
