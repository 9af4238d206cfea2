import Telemetry
import Testing

@testable import LapwingServer

struct ProcessUsageTests {
    @Test func `the kernel's line is read whatever the program is called`() throws {
        let line =
            "42 (odd ) name (x) S 1 42 42 0 -1 4194304 500 0 1 0 250 150 0 0 20 0 9 0 12345 2097152 300 18446744073709551615 1 1"
        let usage = try #require(ProcessUsage(stat: line, ticksPerSecond: 100, pageSize: 4096))
        #expect(usage.processorTime == 4)
        #expect(usage.threads == 9)
        #expect(usage.virtualMemory == 2_097_152)
        #expect(usage.residentMemory == 1_228_800)
        #expect(ProcessUsage(stat: "42 (x) S 1", ticksPerSecond: 100, pageSize: 4096) == nil)
    }

    @Test func `this process has threads, files and memory`() throws {
        let metrics = Catalogue()
        metrics.readProcess()
        #expect(try #require(metrics.processThreads().value) >= 1)
        #expect(try #require(metrics.processFiles().value) >= 3)
        #expect(try #require(metrics.processFileLimit().value) > 3)
        #expect(try #require(metrics.processMemory().value) > 1_000_000)
        #expect(try #require(metrics.processCPU().value) > 0)
    }
}
