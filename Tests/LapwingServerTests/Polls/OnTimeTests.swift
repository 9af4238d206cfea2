import Monitoring
import Store
import TestKit
import Testing

@testable import LapwingServer
@testable import Workers

struct OnTimeTests {
    @Test func `dead devices cost the living nothing: 99 of 100 polls start within a second`() async throws {
        let rig = try await Rig()
        for number in 0..<400 {
            _ = try await rig.addDevice("d\(number)", Self.address(number), interval: 5)
        }
        rig.dead.value = Set((0..<400).filter { $0 % 2 == 1 }.map(Self.address))
        let polls = rig.devicePolls()
        try await rig.time.flowing {
            try await running([rig.clockGuard, polls]) {
                try await eventually("every living device was polled three times and every dead one twice") {
                    let polled = Dictionary(grouping: rig.polls.value, by: \.address).mapValues(\.count)
                    return (0..<400).allSatisfy { polled[Self.address($0), default: 0] >= ($0 % 2 == 0 ? 3 : 2) }
                }
            }
        }
        let counts = polls.statistics.counts
        #expect(counts.late <= counts.started / 100, "\(counts)")
        #expect(counts.cutOff == 0)
    }

    private static func address(_ number: Int) -> String { "10.\(number % 2).\(number / 250).\(number % 250)" }
}
