import Monitoring
import Testing

@testable import Alerting

/// A child's silence is judged only once its parent has been asked after the silence began.
struct ParentTests {
    private static let unreachable = "Unreachable: its parent dist-1 is offline"

    /// A parent and a child that were up for a while.
    private func pair() -> (parent: DeviceTimeline, child: DeviceTimeline) {
        var parent = DeviceTimeline(named: "dist-1")
        var child = DeviceTimeline(at: .start + .seconds(60))
        parent.poll(.alive)
        child.poll(.alive, behind: parent.asParent)
        child.now = .start + .seconds(100)
        return (parent, child)
    }

    @Test func `the parent is asked as soon as the child is silent`() {
        var (parent, child) = pair()
        let verdict = child.poll(.dead, behind: parent.asParent)
        #expect(verdict.needsParent)
        parent.now = child.now
        parent.poll(.alive)
        #expect(!child.poll(.dead, behind: parent.asParent).needsParent)
    }

    @Test func `a child whose parent answered since is offline`() {
        var (parent, child) = pair()
        child.poll(.dead, behind: parent.asParent)
        parent.now = child.now
        parent.poll(.alive)
        child.confirm(.dead, behind: parent.asParent)
        #expect(child.told == [.offline])
    }

    @Test func `a child waits while its parent was not asked since`() {
        var (parent, child) = pair()
        for _ in 0..<10 {
            let verdict = child.poll(.dead, behind: parent.asParent)
            #expect(verdict.needsParent)
            #expect(!verdict.isFinal)
            #expect(verdict.next == .after(.seconds(2)))
        }
        #expect(child.device.status == .online)
        #expect(
            child.device.lastError
                == "Waiting for a poll of its parent dist-1: No answer to 3 pings, and no SNMP reply from 10.0.0.7:161")
        parent.now = child.now
        parent.poll(.alive)
        #expect(child.poll(.dead, behind: parent.asParent).alerts == [.offline])
    }

    @Test func `a child waits while its parent is being re-checked`() {
        var (parent, child) = pair()
        child.poll(.dead, behind: parent.asParent)
        parent.now = child.now
        parent.poll(.dead)
        for _ in 0..<5 {
            let verdict = child.poll(.dead, behind: parent.asParent)
            #expect(!verdict.isFinal)
            #expect(!verdict.needsParent)
        }
        #expect(child.told == [])
    }

    @Test(arguments: [Duration.seconds(4), .seconds(-3600)])
    func `a parent that was asked before its child fell silent, or by a clock that was set back since, is asked again`(
        silentFor: Duration
    ) {
        var (parent, child) = pair()
        parent.now = child.now + silentFor
        parent.poll(.alive, taking: 8)
        var verdict = child.poll(.dead, behind: parent.asParent)
        for _ in 0..<3 {
            #expect(verdict.needsParent)
            verdict = child.poll(.dead, behind: parent.asParent)
        }
        #expect(!verdict.isFinal)
        #expect(child.told == [])
    }

    @Test func `a child behind a parent that is down is unreachable, and only the parent is told`() {
        var (parent, child) = pair()
        parent.now = child.now
        parent.confirm(.dead)
        let verdict = child.confirm(.dead, behind: parent.asParent)
        #expect(verdict.status == .unknown)
        #expect(verdict.lastError == Self.unreachable)
        #expect(verdict.next == .regular)
        for _ in 0..<20 { #expect(child.poll(.dead, behind: parent.asParent).lastError == Self.unreachable) }
        #expect(child.told == [])
        #expect(parent.told.map(\.rule) == [.deviceOffline])
    }

    @Test func `a child of an unreachable parent is unreachable too`() {
        let (_, child) = pair()
        var leaf = child
        let parent = Parent(
            name: "dist-1", reachability: CheckState(hard: .unreachable, since: .start), polledAt: leaf.now)
        let verdict = leaf.confirm(.dead, behind: parent)
        #expect(verdict.lastError == "Unreachable: its parent dist-1 is unreachable")
        #expect(leaf.told == [])
    }

    @Test func `an unreachable child that answers is online at once and nobody is told`() {
        var (parent, child) = pair()
        parent.now = child.now
        parent.confirm(.dead)
        child.confirm(.dead, behind: parent.asParent)
        parent.confirm(.alive)
        #expect(child.poll(.alive, behind: parent.asParent).status == .online)
        #expect(child.told == [])
    }

    @Test func `a child that stays silent after its parent recovered is asked three times before it is told`() {
        var (parent, child) = pair()
        parent.now = child.now
        parent.confirm(.dead)
        child.confirm(.dead, behind: parent.asParent)
        parent.confirm(.alive)
        child.now = parent.now
        child.poll(.dead, behind: parent.asParent)
        parent.now = child.now
        parent.poll(.alive)
        child.poll(.dead, behind: parent.asParent)
        #expect(child.told == [])
        let verdict = child.poll(.dead, behind: parent.asParent)
        #expect(verdict.status == .offline)
        #expect(child.told == [.offline])
    }

    @Test func `a child that was offline before its parent stays so`() {
        var (parent, child) = pair()
        child.poll(.dead, behind: parent.asParent)
        parent.now = child.now
        parent.poll(.alive)
        child.confirm(.dead, behind: parent.asParent)
        parent.confirm(.dead)
        let verdict = child.poll(.dead, behind: parent.asParent)
        #expect(verdict.status == .offline)
        #expect(child.told == [.offline])
    }

    @Test func `an outage is not hidden for ever behind a parent that cannot be judged`() {
        var (parent, child) = pair()
        let silentFrom = child.now
        while child.told.isEmpty, child.now - silentFrom < .seconds(600) {
            child.poll(.dead, behind: parent.asParent)
        }
        #expect(child.told == [.offline])
        let waited = (child.polledAt ?? silentFrom) - silentFrom
        #expect((Duration.seconds(120)...(.seconds(122))).contains(waited))
    }

    @Test func `a child waits as long as its parent's own re-checks may take`() {
        var (parent, child) = pair()
        child.settings.recheckAttempts = 4
        child.settings.recheckInterval = 300
        let silentFrom = child.now
        while child.told.isEmpty { child.poll(.dead, behind: parent.asParent) }
        #expect(child.now - silentFrom >= .seconds(4 * 300 + 300))
    }

    @Test func `SNMP alone failing asks no parent`() {
        var (parent, child) = pair()
        let verdict = child.confirm(.withoutSNMP, behind: parent.asParent)
        #expect(!verdict.needsParent)
        #expect(child.told.map(\.rule) == [.deviceSNMP])
    }
}
