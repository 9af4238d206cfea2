import Testing

@testable import SNMP

struct EngineRegistryTests {
    private var registry = EngineRegistry<String>()
    private let engine = Capture.engine

    private mutating func observe(_ address: String, boots: Int32, time: Int32, at second: Int64) -> [String]? {
        registry.observe(
            engine, at: address, boots: boots, time: time, now: Moment(nanoseconds: (10_000 + second) * 1_000_000_000))
    }

    @Test mutating func `one device at two addresses is no duplicate`() {
        #expect(observe("10.0.0.1", boots: 5, time: 1_000, at: 0) == nil)
        #expect(observe("10.0.0.2", boots: 5, time: 1_100, at: 100) == nil)
        // It starts again, and is seen at one address after the other.
        #expect(observe("10.0.0.2", boots: 6, time: 10, at: 200) == nil)
        #expect(observe("10.0.0.1", boots: 6, time: 40, at: 230) == nil)
    }

    @Test mutating func `two devices that started at different times are duplicates, said once`() {
        #expect(observe("10.0.0.1", boots: 5, time: 1_000, at: 0) == nil)
        #expect(observe("10.0.0.2", boots: 5, time: 400, at: 1) == ["10.0.0.1", "10.0.0.2"])
        #expect(observe("10.0.0.1", boots: 5, time: 1_060, at: 60) == nil)
        #expect(observe("10.0.0.2", boots: 5, time: 460, at: 61) == nil)
        #expect(observe("10.0.0.3", boots: 5, time: 0, at: 61) == ["10.0.0.1", "10.0.0.2", "10.0.0.3"])
    }

    @Test mutating func `a device seen with fewer boots after the other had more is a duplicate`() {
        #expect(observe("10.0.0.1", boots: 5, time: 90_000, at: 0) == nil)
        #expect(observe("10.0.0.2", boots: 6, time: 5_000, at: 1) == ["10.0.0.1", "10.0.0.2"])
    }

    @Test mutating func `an address that is no longer asked is forgotten`() {
        #expect(observe("10.0.0.1", boots: 5, time: 1_000, at: 0) == nil)
        registry.forget(engine, at: "10.0.0.1")
        #expect(observe("10.0.0.2", boots: 5, time: 400, at: 1) == nil)
    }
}
