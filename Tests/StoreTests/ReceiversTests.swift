import Database
import Monitoring
import TestKit
import Testing

@testable import Store

struct ReceiversTests {
    private let clock = ManualClock()
    private let store: Store

    init() async throws { store = try await Store.temporary(clock: clock) }

    private func addPager(_ name: String = "Pager") async throws -> Receiver {
        try await store.createReceiver(kind: "webhook") {
            $0.name = name
            $0.fields = ["url": .plain("https://pager.example.org/"), "secret": .secret(Secret("s3cret"))]
        }
    }

    @Test func `email and chat of the settings are there from the start, and cannot be deleted`() async throws {
        let receivers = try await store.receivers()
        #expect(receivers.map(\.id) == [.email, .slack])
        #expect(receivers.map(\.name) == ["email", "slack"])
        #expect(receivers.allSatisfy { $0.isEnabled && $0.fields.isEmpty && $0.isOfSettings })
        await #expect(throws: StoreError.receiverOfSettings) { try await store.deleteReceiver(.email) }
        _ = try await store.updateReceiver(.email) { $0.isEnabled = false }
        #expect(try await store.receiver(.email)?.isEnabled == false)
    }

    @Test func `a receiver is stored with its fields, and its secrets are sealed`() async throws {
        let pager = try await addPager()
        #expect(pager.id == ID(3))
        #expect(try await store.receiver(pager.id) == pager)
        let row = try await store.database.read { transaction in
            try transaction.first("SELECT fields, secrets FROM receivers WHERE id = 3") { $0.text() + $0.text() }
        }
        let text = try #require(row)
        #expect(text.contains("https://pager.example.org/"))
        #expect(text.contains(#"{"secret":"v1."#))
        #expect(!text.contains("s3cret"))
        #expect(!"\(pager)".contains("s3cret"))
    }

    @Test func `a secret does not open in the row or the field of another`() async throws {
        _ = try await addPager()
        _ = try await store.createReceiver(kind: "webhook") { $0.name = "other" }
        try await store.run("UPDATE receivers SET secrets = (SELECT secrets FROM receivers WHERE id = 3) WHERE id = 4")
        let other = try #require(try await store.receiver(ID(4)))
        #expect(other.fields == [:])
        #expect(other.unreadable.keys.sorted() == ["secret"])
    }

    @Test func `a secret that cannot be read survives a change of its neighbours`() async throws {
        let pager = try await addPager()
        let stranger = Store(
            database: store.database, secretKey: Secret("another"), logger: store.logger, now: { .start })
        let unreadable = try #require(
            try await stranger.updateReceiver(pager.id) { $0.fields["url"] = .plain("https://other.example.org/") })
        #expect(unreadable.unreadable["secret"]?.contains("SECRET_KEY") == true)
        let back = try #require(try await store.receiver(pager.id))
        #expect(back.value(of: "secret") == "s3cret")
        #expect(back.value(of: "url") == "https://other.example.org/")
        #expect(try await store.storedPolicy().receivers.count == 3)
    }

    @Test func `names are unique, whatever the case`() async throws {
        let pager = try await addPager()
        await #expect(throws: StoreError.nameTaken) { try await addPager("PAGER") }
        await #expect(throws: StoreError.nameTaken) {
            try await store.updateReceiver(pager.id) { $0.name = "Email" }
        }
        #expect(try await store.updateReceiver(ID(99)) { _ in } == nil)
    }

    @Test func `what waits for a deleted receiver is cancelled, and stays on record under its name`() async throws {
        let pager = try await addPager()
        let plan = NoticePlan(pager.id, name: pager.name)
        let alert = try await store.createAlert(severity: .high, message: "Look", to: [.email, plan])
        let (kept, lost) = (
            try await store.createRoute { $0.name = "kept" },
            try await store.createRoute {
                $0.name = "lost"
                $0.receivers = [.email, pager.id]
            }
        )
        #expect(try await store.deleteReceiver(pager.id) == ["lost"])
        #expect(try await store.deleteReceiver(pager.id) == nil)
        let notices = try #require(try await store.alert(alert.id)).notices.map(\.notice)
        #expect(notices.map(\.receiverName) == ["email", "Pager"])
        #expect(notices.map(\.receiver) == [.email, nil])
        #expect(notices.map(\.state) == [.pending, .cancelled])
        #expect(notices.last?.lastError == "The receiver was deleted")
        #expect(try await store.route(kept.id)?.receivers == [])
        #expect(try await store.route(lost.id)?.receivers == [.email])
    }

    @Test func `a notice for a receiver that is gone is not written, and keeps no other from it`() async throws {
        let gone = NoticePlan(ID(77), name: "gone")
        let alert = try await store.createAlert(severity: .high, message: "Look", to: [gone, .email])
        #expect(try #require(try await store.alert(alert.id)).notices.map(\.notice.receiverName) == ["email"])
    }

    // MARK: Routes

    private func names() async throws -> [String] {
        let routes = try await store.routes()
        #expect(routes.map(\.position) == Array(1...max(routes.count, 1)).prefix(routes.count).map { $0 })
        return routes.map(\.name)
    }

    @Test func `routes keep their order, and make room for one that is put among them`() async throws {
        for name in ["a", "b", "c"] { _ = try await store.createRoute { $0.name = name } }
        #expect(try await names() == ["a", "b", "c"])
        let first = try await store.createRoute { ($0.name, $0.position) = ("d", 1) }
        #expect(first.position == 1)
        #expect(try await names() == ["d", "a", "b", "c"])
        #expect(try await store.updateRoute(first.id) { $0.position = 3 }?.position == 3)
        #expect(try await names() == ["a", "b", "d", "c"])
        _ = try await store.updateRoute(first.id) { $0.position = 999 }
        #expect(try await names() == ["a", "b", "c", "d"])
        #expect(try await store.deleteRoute(ID(1)))
        #expect(try await names() == ["b", "c", "d"])
        #expect(try await !store.deleteRoute(ID(1)))
    }

    @Test func `a route is read as it was written`() async throws {
        let route = try await store.createRoute {
            $0.name = "Night"
            $0.match = Match(
                severities: [.high], kinds: ["device", "none"], tags: ["ü"], rules: ["device_offline"],
                subjects: ["device:1"], name: "core-*")
            $0.receivers = [.slack]
            $0.groupWait = 0
            $0.hours = WeeklyHours(days: [.monday, .sunday], from: 1320, to: 360)
            $0.isEnabled = false
        }
        #expect(try await store.route(route.id) == route)
        #expect(route.hours?.days == [.monday, .sunday])
        await #expect(throws: StoreError.noSuchReceiver(ID(9))) {
            try await store.updateRoute(route.id) { $0.receivers = [ID(9)] }
        }
    }

    // MARK: The policy

    @Test func `what did not change is not read again, what changed is`() async throws {
        let before = try await store.storedPolicy()
        #expect(try await store.storedPolicy(since: before) == before)
        _ = try await addPager()
        let after = try await store.storedPolicy(since: before)
        #expect(after != before)
        #expect(after.receivers.map(\.name) == ["email", "slack", "Pager"])
        _ = try await store.createRoute { $0.name = "all" }
        #expect(try await store.storedPolicy(since: after).routes.map(\.name) == ["all"])
    }
}
