import Testing

@testable import SNMP

private let wrap: UInt64 = 1 << 32
private let day: UInt64 = 8_640_000

/// A clock after so many hundredths of a second of uptime, read at a second of the manager's clock.
private func clock(
    _ upTime: UInt64?, at second: Double? = nil, boots: UInt32? = nil, engine: UInt32? = nil, host: UInt64? = nil
) -> AgentClock {
    AgentClock(
        upTime: upTime.map { UInt32(truncatingIfNeeded: $0) }, engineBoots: boots, engineTime: engine,
        hostUpTime: host.map { UInt32(truncatingIfNeeded: $0) },
        received: second.map { .milliseconds(Int64($0 * 1000)) })
}

struct AgentClockTests {
    @Test(arguments: [
        // Each at a minute's distance.
        (clock(1_000, at: 0), clock(7_000, at: 60), Passage.same(elapsed: .seconds(60))),
        (clock(1_000), clock(7_000), .same(elapsed: .seconds(60))),
        // An answer that was long under way.
        (clock(1_000, at: 0), clock(7_500, at: 60), .same(elapsed: .seconds(65))),
        // 497.1 days are over: not a restart.
        (clock(wrap - 3_000, at: 0), clock(3_000, at: 60), .same(elapsed: .seconds(60), upTimeWrapped: true)),
        (clock(wrap - 3_000), clock(3_000), .same(elapsed: .seconds(60), upTimeWrapped: true)),
        (
            clock(wrap - 3_000, engine: 42_949_642), clock(3_000, engine: 42_949_702),
            .same(elapsed: .seconds(60), upTimeWrapped: true)
        ),
        (
            clock(wrap - 3_000, at: 0, boots: 3, engine: 42_949_642),
            clock(3_000, at: 60, boots: 3, engine: 42_949_702),
            .same(elapsed: .seconds(60), upTimeWrapped: true)
        ),
        // Restarts.
        (clock(90 * day, at: 0), clock(3_000, at: 60), .restarted(.deviceOrAgent, ago: .seconds(30))),
        (clock(90 * day), clock(3_000), .restarted(.deviceOrAgent, ago: .seconds(30))),
        (clock(wrap - 3_000, at: 0), clock(50, at: 60), .restarted(.deviceOrAgent, ago: .milliseconds(500))),
        (
            clock(wrap - 3_000, boots: 3, engine: 42_949_642), clock(2_000, boots: 4, engine: 20),
            .restarted(.deviceOrAgent, ago: .seconds(20))
        ),
        // A clock that was set back a little, or far: nobody restarts before he was last read.
        (clock(day, at: 0), clock(day - 1_000, at: 10), .same(elapsed: .seconds(10))),
        (clock(90 * day, at: 0), clock(day, at: 60), .same(elapsed: .seconds(60))),
        (clock(day, at: 0), clock(day - 1_000, at: 90_000), .restarted(.deviceOrAgent, ago: .seconds(86_390))),
        // Up for longer than when it was read before, yet started since.
        (clock(1_000, at: 0), clock(300_000, at: 3_600), .restarted(.deviceOrAgent, ago: .seconds(3_000))),
        // The program alone, and the device.
        (
            clock(90 * day, at: 0, host: 91 * day), clock(3_000, at: 60, host: 91 * day + 6_000),
            .restarted(.agent, ago: .seconds(30))
        ),
        (
            clock(90 * day, at: 0, host: 91 * day), clock(3_000, at: 60, host: 4_000),
            .restarted(.device, ago: .seconds(30))
        ),
        // A reload of the configuration counts the boots of the engine up, and no more.
        (clock(1_000, at: 0, boots: 3), clock(7_000, at: 60, boots: 4), .same(elapsed: .seconds(60))),
        // A clock of the agent that stood still, and one that drifts.
        (clock(1_000, at: 0), clock(1_000, at: 5), .same(elapsed: .seconds(5))),
        (clock(90 * day, at: 0), clock(90 * day + 300_000, at: 3_600), .same(elapsed: .seconds(3_000))),
        // No sysUpTime.
        (
            clock(nil, at: 0, boots: 3, engine: 100), clock(nil, at: 60, boots: 3, engine: 160),
            .same(elapsed: .seconds(60))
        ),
        (
            clock(nil, at: 0, boots: 3, engine: 100), clock(nil, at: 60, boots: 4, engine: 10),
            .restarted(.deviceOrAgent, ago: .seconds(10))
        ),
        (
            clock(nil, boots: 0, engine: 100), clock(nil, boots: 0, engine: 10),
            .restarted(.deviceOrAgent, ago: .seconds(10))
        ),
        (clock(nil, at: 0), clock(nil, at: 60), .same(elapsed: .seconds(60))), (clock(nil), clock(nil), .unknown),
    ])
    func `what went on between two readings is known by the agent's clock`(
        earlier: AgentClock, later: AgentClock, passage: Passage
    ) {
        #expect(earlier.passage(to: later) == passage)
    }

    @Test func `the wrap is foreseen`() {
        #expect(clock(wrap - 6_000).untilUpTimeWraps == .seconds(60))
        #expect(clock(nil).untilUpTimeWraps == nil)
    }

    @Test func `the clock is read from a reply`() {
        let reply = [
            VarBind(.sysUpTime.scalar, .timeTicks(7)), VarBind(.snmpEngineBoots.scalar, .integer(2)),
            VarBind(.snmpEngineTime.scalar, .noSuchObject), VarBind(.hrSystemUptime.scalar, .timeTicks(9)),
            VarBind(.ifHCInOctets.appending(1), .counter64(1)),
        ]
        #expect(AgentClock(reply, received: .seconds(1)) == clock(7, at: 1, boots: 2, host: 9))
        #expect(AgentClock.instances.count == 4)
    }
}
