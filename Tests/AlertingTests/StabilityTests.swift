import Monitoring
import Testing

@testable import Alerting

/// Flapping: one "unstable" alert instead of one a change, and no outage hidden behind it.
struct StabilityTests {
    /// Polled every 30 s; up and down by turns until it is unstable.
    private func flapping() -> DeviceTimeline {
        var timeline = DeviceTimeline(interval: 30)
        timeline.poll(.alive)
        while timeline.reachability?.isUnstable != true, timeline.told.count < 20 {
            timeline.confirm(timeline.device.status == .online ? .dead : .alive)
        }
        return timeline
    }

    @Test func `the second outage in a short time is told as unstable`() {
        let timeline = flapping()
        #expect(timeline.told.map(\.rule) == [.deviceOffline, .deviceOffline, .deviceOnline, .deviceUnstable])
        #expect(
            timeline.told.last
                == .raise(
                    .deviceUnstable, .medium,
                    "Device core-1 (10.0.0.7) is unstable: it keeps coming and going. "
                        + "Single changes are not told until it is steady; an outage that lasts is."))
    }

    @Test(arguments: [5, 30, 60, 300, 600])
    func `six cycles are one outage, told and ended, and one unstable`(interval: Int) {
        var timeline = DeviceTimeline(interval: interval)
        timeline.poll(.alive)
        for _ in 0..<6 {
            timeline.confirm(.dead)
            timeline.confirm(.alive)
        }
        #expect(timeline.told.map(\.rule) == [.deviceOffline, .deviceOffline, .deviceOnline, .deviceUnstable])
        timeline.told = []
        timeline.confirm(.dead)
        for _ in 0..<2 {
            #expect(timeline.told == [])
            timeline.poll(.dead)
        }
        #expect(timeline.told == [.offline], "the third check of an outage that lasts")
    }

    @Test func `outages that are all alike are told as unstable, however many checks each takes`() {
        for checks in 4...8 {
            var timeline = DeviceTimeline(interval: 5)
            timeline.poll(.alive)
            for _ in 0..<12 {
                timeline.confirm(.dead)
                for _ in 1..<checks { timeline.poll(.dead) }
                timeline.confirm(.alive)
            }
            #expect(timeline.told.filter { $0.isRaise(of: .deviceUnstable) }.count == 1)
            #expect(timeline.told.filter { $0.isRaise(of: .deviceOffline) }.count <= 2)
        }
    }

    @Test func `six cycles of a poll that is asked for by hand, seconds apart, are told alike`() {
        var timeline = DeviceTimeline(interval: 300)
        func confirm(_ answer: Answer) {
            timeline.confirm(answer)
            timeline.now = timeline.now - .seconds(299)
        }
        confirm(.alive)
        for _ in 0..<6 {
            confirm(.dead)
            confirm(.alive)
        }
        #expect(timeline.told.map(\.rule) == [.deviceOffline, .deviceOffline, .deviceOnline, .deviceUnstable])
        timeline.told = []
        for _ in 0..<3 { confirm(.dead) }
        #expect(timeline.told == [.offline])
    }

    @Test func `while it is unstable single changes are not told`() {
        var timeline = flapping()
        timeline.told = []
        for _ in 0..<20 { timeline.confirm(timeline.device.status == .online ? .dead : .alive) }
        #expect(timeline.told == [])
        #expect(timeline.reachability?.isUnstable == true)
    }

    @Test func `the outage with which it becomes unstable is told too if it lasts`() {
        var timeline = flapping()
        #expect(timeline.device.status == .offline)
        timeline.told = []
        timeline.poll(.dead)
        #expect(timeline.told == [])
        timeline.poll(.dead)
        #expect(timeline.told == [.offline])
    }

    @Test func `an outage of two minutes and three polls is told, however long those before were`() {
        var timeline = DeviceTimeline(interval: 5)
        timeline.poll(.alive)
        for _ in 0..<6 {
            timeline.confirm(.dead)
            for _ in 0..<20 { timeline.poll(.dead) }
            timeline.confirm(.alive)
        }
        timeline.told = []
        let downSince = timeline.now
        timeline.confirm(.dead)
        while timeline.told.isEmpty, timeline.now - downSince < .seconds(600) { timeline.poll(.dead) }
        #expect(timeline.told == [.offline])
        #expect((Duration.seconds(110)...(.seconds(140))).contains(timeline.now - downSince))
    }

    @Test func `with a long interval an outage is told at its third regular poll`() {
        var timeline = DeviceTimeline(interval: 300)
        timeline.poll(.alive)
        while timeline.reachability?.isUnstable != true {
            timeline.confirm(timeline.device.status == .online ? .dead : .alive)
        }
        timeline.told = []
        timeline.poll(.dead)
        #expect(timeline.told == [])
        timeline.poll(.dead)
        #expect(timeline.told == [.offline])
    }

    @Test func `an outage told while unstable is told to end`() {
        var timeline = flapping()
        for _ in 0..<10 where timeline.told.last != .offline { timeline.poll(.dead) }
        timeline.told = []
        timeline.confirm(.alive)
        #expect(timeline.told.map(\.rule) == [.deviceOffline, .deviceOnline])
    }

    @Test func `quiet time ends it, whatever the number of polls`() {
        for interval in [5, 30, 120] {
            var timeline = flapping()
            timeline.told = []
            timeline.device.configuration.pollInterval = interval
            let quietSince = timeline.now
            while timeline.told.last != .resolve(.deviceUnstable), timeline.now - quietSince < .seconds(7200) {
                timeline.poll(.dead)
            }
            #expect(timeline.told == [.offline, .resolve(.deviceUnstable)])
            #expect((Duration.seconds(2600)...(.seconds(3000))).contains(timeline.now - quietSince))
        }
    }

    @Test func `a day of coming and going takes an hour of quiet, not a day`() {
        var timeline = flapping()
        for _ in 0..<500 { timeline.confirm(timeline.device.status == .online ? .dead : .alive) }
        timeline.confirm(.alive)
        timeline.told = []
        let quietSince = timeline.now
        while timeline.told.isEmpty, timeline.now - quietSince < .seconds(7200) { timeline.poll(.alive) }
        #expect((Duration.seconds(3300)...(.seconds(3700))).contains(timeline.now - quietSince))
    }

    @Test func `once steady, the next outage is told at once`() {
        var timeline = flapping()
        timeline.confirm(.alive)
        for _ in 0..<500 where timeline.reachability?.isUnstable == true { timeline.poll(.alive) }
        timeline.told = []
        timeline.confirm(.dead)
        #expect(timeline.told == [.offline])
    }

    @Test func `changes hours apart are not flapping`() {
        var timeline = DeviceTimeline(interval: 1800)
        timeline.poll(.alive)
        for _ in 0..<30 { timeline.confirm(timeline.device.status == .online ? .dead : .alive) }
        #expect(!timeline.told.contains { $0.rule == .deviceUnstable })
    }

    @Test func `changes of a morning do not count in the afternoon`() {
        var timeline = DeviceTimeline(interval: 30)
        timeline.poll(.alive)
        for answer in [Answer.dead, .alive, .dead, .alive] { timeline.confirm(answer) }
        timeline.now = timeline.now + .seconds(4 * 3600)
        timeline.told = []
        timeline.confirm(.dead)
        #expect(timeline.told == [.resolve(.deviceUnstable), .offline])
    }

    @Test func `a parent's coming and going is not its child's`() {
        var child = DeviceTimeline(interval: 30)
        child.poll(.alive)
        for _ in 0..<20 {
            let parent = Parent(
                name: "dist-1", reachability: CheckState(hard: .down, since: child.now), polledAt: child.now)
            child.confirm(.dead, behind: parent)
            child.confirm(.alive)
        }
        #expect(child.told == [])
        #expect(child.reachability?.isUnstable == false)
    }

    @Test func `an unstable child behind a parent that is down is under the parent's alert`() {
        var child = flapping()
        child.told = []
        let parent = Parent(
            name: "dist-1", reachability: CheckState(hard: .down, since: child.now), polledAt: child.now)
        for _ in 0..<20 { child.poll(.dead, behind: parent) }
        #expect(!child.told.contains { $0.rule == .deviceOffline })
        #expect(child.device.status == .unknown)
    }

    @Test func `an SNMP agent that comes and goes is unstable too, and is told apart`() {
        var timeline = DeviceTimeline(interval: 30)
        timeline.poll(.alive)
        for _ in 0..<6 {
            timeline.confirm(.withoutSNMP)
            timeline.confirm(.alive)
        }
        let unstable = timeline.told.filter { $0.isRaise(of: .deviceUnstable) }
        #expect(
            unstable == [
                .raise(
                    .deviceUnstable, .medium,
                    "SNMP of device core-1 (10.0.0.7) is unstable: it keeps coming and going. "
                        + "Single changes are not told until it is steady; an outage that lasts is.")
            ])
    }

    @Test func `the unstable alert ends when both the device and its agent are steady`() {
        var timeline = DeviceTimeline(interval: 30)
        timeline.poll(.alive)
        for _ in 0..<3 {
            timeline.confirm(.withoutSNMP)
            timeline.confirm(.alive)
        }
        for _ in 0..<3 {
            timeline.confirm(.dead)
            timeline.confirm(.alive)
        }
        #expect(timeline.checks[.snmp]?.isUnstable == true)
        #expect(timeline.checks[.reachability]?.isUnstable == true)
        timeline.told = []
        for _ in 0..<130 {
            timeline.poll(.alive)
            let isUnstable = timeline.checks.values.contains(where: \.isUnstable)
            #expect(timeline.told == (isUnstable ? [] : [.resolve(.deviceUnstable)]))
        }
        #expect(timeline.checks.values.filter(\.isUnstable).isEmpty)
    }
}
