import Monitoring
import Testing

@testable import Alerting

struct DeviceEvaluationTests {
    @Test func `an unknown device that answers is online at once and nobody is told`() {
        var timeline = DeviceTimeline()
        let verdict = timeline.poll(.alive)
        #expect(verdict.status == .online)
        #expect(verdict.isFinal)
        #expect(verdict.next == .regular)
        #expect(verdict.lastSeen == .start)
        #expect(verdict.latency == 2.5)
        #expect(verdict.lastError == nil)
        #expect(verdict.alerts == [])
    }

    @Test func `one silence is asked again after seconds and is not believed`() {
        var timeline = DeviceTimeline()
        timeline.poll(.alive)
        let verdict = timeline.poll(.dead)
        #expect(verdict.status == .online)
        #expect(!verdict.isFinal)
        #expect(verdict.next == .after(.seconds(2)))
        #expect(
            verdict.lastError
                == "Not confirmed yet (1 of 3 polls): No answer to 3 pings, and no SNMP reply from 10.0.0.7:161")
        let again = timeline.poll(.alive)
        #expect(again.isFinal)
        #expect(again.lastError == nil)
        #expect(timeline.told == [])
    }

    @Test func `three silences in a row are an outage, told as high`() {
        var timeline = DeviceTimeline()
        timeline.poll(.alive)
        timeline.poll(.dead)
        timeline.poll(.dead)
        #expect(timeline.told == [])
        let verdict = timeline.poll(.dead)
        #expect(verdict.status == .offline)
        #expect(verdict.isFinal)
        #expect(verdict.lastSeen == nil)
        #expect(verdict.lastError == "No answer to 3 pings, and no SNMP reply from 10.0.0.7:161")
        #expect(verdict.alerts == [.offline])
        #expect(verdict.next == .regular)
    }

    @Test func `a device that never answered goes offline after three polls and is told`() {
        var timeline = DeviceTimeline()
        #expect(timeline.poll(.dead).status == .unknown)
        #expect(timeline.poll(.dead).status == .unknown)
        let verdict = timeline.poll(.dead)
        #expect(verdict.status == .offline)
        #expect(verdict.alerts == [.offline])
    }

    @Test func `an outage that lasts is told once`() {
        var timeline = DeviceTimeline()
        for _ in 0..<50 { timeline.poll(.dead) }
        #expect(timeline.told == [.offline])
    }

    @Test func `recovery takes three answers too, ends the alert and is noted`() {
        var timeline = DeviceTimeline()
        timeline.confirm(.dead)
        let first = timeline.poll(.alive)
        #expect(first.status == .offline)
        #expect(first.lastError == "Answers again, not confirmed yet (1 of 3 polls)")
        #expect(first.next == .after(.seconds(2)))
        #expect(first.lastSeen != nil)
        timeline.poll(.alive)
        let verdict = timeline.poll(.alive)
        #expect(verdict.status == .online)
        #expect(
            verdict.alerts == [
                .resolve(.deviceOffline),
                .note(.deviceOnline, .info, "Device core-1 (10.0.0.7) is back online after 5 min 4 s"),
            ])
    }

    @Test func `an answer that is not repeated does not end an outage`() {
        var timeline = DeviceTimeline()
        timeline.confirm(.dead)
        for _ in 0..<10 {
            timeline.poll(.alive)
            timeline.poll(.alive)
            timeline.poll(.dead)
        }
        #expect(timeline.device.status == .offline)
        #expect(timeline.told == [.offline])
    }

    @Test func `without re-checks the first silence is believed`() {
        var timeline = DeviceTimeline()
        timeline.settings.recheckAttempts = 0
        timeline.poll(.alive)
        #expect(timeline.poll(.dead).status == .offline)
        #expect(timeline.poll(.alive).status == .online)
    }

    @Test func `either answer, ping or SNMP, is enough to be online`() {
        for answer in [Answer.withoutPing, .withoutSNMP, .pingOnly] {
            var timeline = DeviceTimeline()
            #expect(timeline.poll(answer).status == .online)
        }
    }

    @Test func `SNMP failing while ping answers is a medium alert of its own`() {
        var timeline = DeviceTimeline()
        timeline.poll(.alive)
        let first = timeline.poll(.withoutSNMP)
        #expect(first.status == .online)
        #expect(first.lastError == "Not confirmed yet (1 of 3 polls): No SNMP reply from 10.0.0.7:161")
        #expect(!first.isFinal)
        #expect(first.next == .after(.seconds(2)))
        let verdict = timeline.confirm(.withoutSNMP)
        #expect(verdict.status == .online)
        #expect(verdict.lastError == "No SNMP reply from 10.0.0.7:161")
        #expect(
            timeline.told == [
                .raise(
                    .deviceSNMP, .medium,
                    "Device core-1 (10.0.0.7) answers ping but not SNMP: No SNMP reply from 10.0.0.7:161")
            ])
    }

    @Test func `SNMP that answers again ends its alert without another`() {
        var timeline = DeviceTimeline()
        timeline.confirm(.withoutSNMP)
        timeline.told = []
        #expect(timeline.poll(.alive).lastError == "SNMP answers again, not confirmed yet (1 of 3 polls)")
        #expect(timeline.confirm(.alive).lastError == nil)
        #expect(timeline.told == [.resolve(.deviceSNMP)])
    }

    @Test func `a silent device says nothing of its SNMP agent`() {
        var timeline = DeviceTimeline()
        timeline.poll(.alive)
        let agent = timeline.checks[.snmp]
        timeline.confirm(.dead)
        #expect(timeline.checks[.snmp] == agent)
        #expect(timeline.told == [.offline])
    }

    @Test func `an SNMP alert ends when SNMP is no longer asked for`() {
        var timeline = DeviceTimeline()
        timeline.confirm(.withoutSNMP)
        let verdict = timeline.poll(.pingOnly)
        #expect(verdict.alerts == [.resolve(.deviceSNMP)])
        #expect(verdict.lastError == nil)
        #expect(timeline.poll(.pingOnly).alerts == [])
    }

    @Test func `a device that is pinged alone is down for its silence alone`() {
        var timeline = DeviceTimeline()
        #expect(timeline.confirm(.deadPingOnly).lastError == "No answer to 3 pings")
    }

    @Test(arguments: [
        (Answer.notAsked, "Could not be asked: no route of our own, and no socket"),
        (.notPinged, "Could not be asked: no route of our own"),
    ])
    func `what could not be asked is told, and changes nothing`(answer: Answer, reason: String) {
        for before in [[], [Answer.alive], [.alive, .dead], [.dead, .dead, .dead], [.dead, .dead, .dead, .alive]] {
            var timeline = DeviceTimeline()
            for answer in before { timeline.poll(answer) }
            let (checks, told, polledAt) = (timeline.checks, timeline.told, timeline.polledAt)
            var device = timeline.device
            let verdict = timeline.poll(answer)
            device.lastError = reason
            #expect(timeline.device == device)
            #expect(timeline.checks == checks)
            #expect(timeline.told == told)
            #expect(timeline.polledAt == polledAt)
            #expect(verdict.measuredAt == nil)
            #expect(verdict.lastSeen == nil)
            #expect(!verdict.isFinal)
        }
    }

    @Test func `a silence that Lapwing could ask only half about is not an outage`() {
        var timeline = DeviceTimeline()
        timeline.poll(.alive)
        for _ in 0..<10 { timeline.poll(.notPinged) }
        #expect(timeline.device.status == .online)
        #expect(timeline.told == [])
    }

    @Test func `a ping counts although SNMP could not be asked, and SNMP stays as it was`() {
        var timeline = DeviceTimeline()
        timeline.confirm(.withoutSNMP)
        let agent = timeline.checks[.snmp]
        let verdict = timeline.poll(.snmpNotAsked)
        #expect(verdict.status == .online)
        #expect(verdict.lastError == "SNMP could not be asked: no socket")
        #expect(verdict.next == .after(.seconds(30)))
        #expect(timeline.checks[.snmp] == agent)
    }

    @Test(arguments: [Answer.refusing, .refusingWithoutPing])
    func `an agent that refuses is no dead device, and is told`(answer: Answer) {
        var timeline = DeviceTimeline()
        timeline.confirm(.alive)
        let verdict = timeline.confirm(answer)
        #expect(verdict.status == .online)
        #expect(verdict.lastSeen != nil)
        #expect(verdict.lastError == Answer.refusal)
        #expect(
            timeline.told == [
                .raise(.deviceSNMP, .medium, "Device core-1 (10.0.0.7) answers, but not over SNMP: \(Answer.refusal)")
            ])
        timeline.confirm(.alive)
        #expect(timeline.told.last == .resolve(.deviceSNMP))
    }

    @Test func `a device that is asked at its last known address says so, alive and dead`() {
        let note = "The name core-1 cannot be looked up (x): polled at its last known address 10.0.0.7"
        var timeline = DeviceTimeline()
        timeline.note = note
        #expect(timeline.confirm(.alive).lastError == note)
        let verdict = timeline.confirm(.dead)
        #expect(verdict.status == .offline)
        #expect(verdict.lastError == "No answer to 3 pings, and no SNMP reply from 10.0.0.7:161. \(note)")
        #expect(timeline.told.first?.rule == .deviceOffline)
        timeline.note = nil
        #expect(timeline.confirm(.alive).lastError == nil)
    }

    @Test func `what could not be asked is tried again soon, yet not by the whole fleet every two seconds`() {
        for (interval, pause) in [(5, 2), (60, 6), (300, 30), (86_400, 30)] {
            var timeline = DeviceTimeline(interval: interval)
            #expect(timeline.poll(.notAsked).next == .after(.seconds(pause)))
        }
    }

    @Test func `a disabled device that is polled by hand raises nothing until it is enabled`() {
        var timeline = DeviceTimeline(isEnabled: false)
        #expect(timeline.confirm(.dead).status == .offline)
        #expect(timeline.told == [])
        timeline.device.configuration.isEnabled = true
        timeline.poll(.dead)
        #expect(timeline.told == [.offline])
    }

    @Test func `facts go through and unknown ones stay unknown`() {
        let facts = DeviceFacts(sysName: "core-1", uptime: 12)
        let outcome = DeviceOutcome(
            at: .start, duration: 0.1, ping: .silent(""), snmp: .answered(latency: 3), facts: facts)
        let device = DeviceTimeline().device
        let verdict = evaluate(outcome, for: device, checks: [:], parent: nil, settings: Settings())
        #expect(verdict.facts == facts)
        #expect(verdict.latency == 3)
    }
}
