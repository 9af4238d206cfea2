import Bus
import Monitoring
import Notifiers
import ServiceLifecycle
import Store
import TestKit
import Testing

@testable import LapwingServer
@testable import Workers

/// The lanes of the outbox, as receivers come and go.
struct OutboxesTests {
    private let bus = InProcessBus()
    private let log = LogRecorder()
    private let store: Store
    private let policy: PolicyInForce
    private let notifiers = Box<[ID<Receiver>: ScriptedNotifier]>([:])
    private let outboxes: Outboxes

    init() async throws {
        let (store, bus, log, notifiers) = (try await Store.temporary(), bus, log, notifiers)
        let policy = try await PolicyInForce(configured: Settings(), store: store)
        (self.store, self.policy) = (store, policy)
        let clockGuard = ClockGuard(logger: .silent)
        outboxes = Outboxes(
            policy: { policy.current },
            notifier: { receiver in
                guard receiver.kind != "telex" else { return nil }
                let notifier = ScriptedNotifier(to: receiver)
                notifiers.update { $0[receiver.id] = notifier }
                return notifier
            }, store: store, logger: log.logger
        ) { outbox, limits in
            Dispatcher(outbox, bus: bus, clockGuard: clockGuard, worker: "w1", limits: limits, logger: log.logger)
        }
    }

    private func serving(_ body: @escaping @Sendable () async throws -> Void) async throws {
        let watch = PolicyWatch(policy: policy, store: store, bus: bus, logger: log.logger)
        try await running([watch, outboxes]) { try await body() }
    }

    private func raise(to plans: [NoticePlan]) async throws -> Alert {
        let alert = try await store.createAlert(severity: .high, message: "Look", to: plans)
        bus.publish(.noticesDue)
        return alert
    }

    private func states(of alert: Alert) async throws -> [Notice.State] {
        try #require(try await store.alert(alert.id)).notices.map(\.notice.state)
    }

    private func change(_ id: ID<Receiver>, _ change: @escaping @Sendable (inout Receiver) -> Void) async throws {
        _ = try await store.updateReceiver(id) { change(&$0) }
        bus.publish(.settingsChanged)
    }

    @Test func `each receiver that is enabled has a lane from the start`() async throws {
        #expect(outboxes.lanes.map(\.name) == ["email", "slack"])
        #expect(Set(outboxes.lanes.map(\.statistics.name)).count == 2)
    }

    @Test func `a receiver that is made while Lapwing runs is sent to, and one that is deleted has no lane`()
        async throws
    {
        try await serving {
            let pager = try await store.createReceiver(kind: "webhook") { $0.name = "Pager" }
            bus.publish(.settingsChanged)
            try await eventually("it has a lane") { outboxes.lanes.map(\.name).contains("Pager") }
            let alert = try await raise(to: [NoticePlan(pager.id, name: "Pager")])
            try await eventually("it is told") { try await states(of: alert) == [.delivered] }
            #expect(notifiers.value[pager.id]?.sendings.value.count == 1)
            _ = try await store.deleteReceiver(pager.id)
            bus.publish(.settingsChanged)
            try await eventually("its lane is gone") { outboxes.lanes.map(\.name) == ["email", "slack"] }
        }
    }

    @Test func `what waits for a receiver that is disabled is sent when it is enabled`() async throws {
        try await serving {
            try await change(.email) { $0.isEnabled = false }
            try await eventually("it has no lane") { outboxes.lanes.map(\.name) == ["slack"] }
            let alert = try await raise(to: [.email, .slack])
            try await eventually("the other is told") { try await states(of: alert) == [.pending, .delivered] }
            try await change(.email) { $0.isEnabled = true }
            try await eventually("it is told") { try await states(of: alert) == [.delivered, .delivered] }
        }
    }

    @Test func `a receiver that is changed gets a lane anew, under the claims of another name`() async throws {
        let before = outboxes.lanes.map(\.statistics.name)
        try await serving {
            try await change(.email) { $0.name = "Mail" }
            try await eventually("it has another lane") { outboxes.lanes.map(\.name) == ["Mail", "slack"] }
            #expect(outboxes.lanes[0].statistics.name != before[0])
            #expect(outboxes.lanes[1].statistics.name == before[1])
        }
    }

    @Test func `notices of a kind that this version does not know are left alone`() async throws {
        try await serving {
            let telex = try await store.createReceiver(kind: "telex") { $0.name = "Telex" }
            bus.publish(.settingsChanged)
            try await eventually("it is known") { policy.current.receivers.count == 3 }
            let alert = try await raise(to: [NoticePlan(telex.id, name: "Telex"), .email])
            try await eventually("the other is told") { try await states(of: alert) == [.pending, .delivered] }
            #expect(try await store.alert(alert.id)?.notices.first?.notice.attempts == 0)
            #expect(outboxes.lanes.map(\.name) == ["email", "slack"])
        }
    }
}
