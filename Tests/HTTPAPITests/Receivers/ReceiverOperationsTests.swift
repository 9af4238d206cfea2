import Bus
import Database
import HTTPTypes
import Monitoring
import TestKit
import Testing
import Web

@testable import HTTPAPI
@testable import Store

struct ReceiverOperationsTests {
    private static let pager = #"""
        {"kind": "webhook", "name": "Pager", "fields": {"url": "https://pager.example.org/", "secret": "s3cret", \#
        "retries": 5, "quiet": true, "headers": ["A: b", "C: d"]}}
        """#

    @Test func `a receiver is made, read, changed and deleted, and its secret is never told`() async throws {
        let api = try await TestAPI.make()
        try await api.test { client in
            let (admin, viewer) = (try await client.token(.admin), try await client.token(.viewer))
            let made = try await client.post("/api/receivers", token: admin, Self.pager)
            #expect(made.status == 201)
            #expect(made.headers[.location] == "/api/receivers/3")
            #expect(made["fields"]?["secret"] == true)
            #expect(made["fields"]?["retries"] == 5)
            #expect(made["fields"]?["quiet"] == true)
            #expect(made["fields"]?["headers"] == .array(["A: b", "C: d"]))
            let read = try await client.get("/api/receivers/3", token: viewer)
            #expect(read.text == made.text)
            #expect(!read.text.contains("s3cret"))
            let list = try await client.get("/api/receivers", token: viewer)
            #expect(list.json?[0]?["name"] == "email")
            #expect(list.json?[0]?["created_at"] == .null)
            #expect(list.json?[2]?["name"] == "Pager")
            #expect(!list.text.contains("s3cret"))
            let gone = try await client.delete("/api/receivers/3", token: admin)
            #expect(gone.status == 200)
            #expect(try await client.get("/api/receivers/3", token: viewer).status == 404)
        }
    }

    @Test func `what is not sent is kept, and a secret that comes back as true is kept, too`() async throws {
        let api = try await TestAPI.make()
        try await api.test { client in
            let admin = try await client.token(.admin)
            let made = try await client.post("/api/receivers", token: admin, Self.pager)
            let sentBack = try await client.put("/api/receivers/3", token: admin, made.text)
            #expect(sentBack.status == 200, "\(sentBack.text)")
            #expect(sentBack["fields"] == made["fields"])
            let renamed = try await client.put(
                "/api/receivers/3", token: admin, #"{"name": "Duty", "enabled": false, "fields": {"quiet": null}}"#)
            #expect(renamed["name"] == "Duty")
            #expect(renamed["enabled"] == false)
            #expect(renamed["fields"]?["quiet"] == nil)
            #expect(renamed["fields"]?["secret"] == true)
        }
        let stored = try #require(try await api.store.receiver(ID(3)))
        #expect(stored.value(of: "secret") == "s3cret")
        #expect(stored.fields["secret"]?.isSecret == true)
    }

    @Test func `a secret does not follow its receiver to another address`() async throws {
        let api = try await TestAPI.make()
        try await api.test { client in
            let admin = try await client.token(.admin)
            _ = try await client.post("/api/receivers", token: admin, Self.pager)
            let moved = #"{"fields": {"url": "https://evil.example.org/"}}"#
            let refused = try await client.put("/api/receivers/3", token: admin, moved)
            #expect(refused.status == 400)
            #expect(refused["errors"]?["fields.secret"] != nil)
            let given = #"{"fields": {"url": "https://new.example.org/", "secret": "n3w"}}"#
            #expect(try await client.put("/api/receivers/3", token: admin, given).status == 200)
        }
    }

    @Test(arguments: [
        (#"{"name": "x"}"#, "kind"), (#"{"kind": "webhook"}"#, "name"), (#"{"kind": "fax", "name": "x"}"#, "kind"),
        (#"{"kind": "webhook", "name": "x"}"#, "fields.url"),
        (#"{"kind": "webhook", "name": "x", "fields": {"url": "ftp://x"}}"#, "fields.url"),
        (#"{"kind": "webhook", "name": "x", "fields": {"url": {}}}"#, "fields.url"),
        (#"{"kind": "webhook", "name": "x", "fields": []}"#, "fields"),
        (#"{"kind": "webhook", "name": "x", "enabled": 1}"#, "enabled"),
    ])
    func `what is wrong is named by its field`(body: String, field: String) async throws {
        try await TestAPI.run { client in
            let answer = try await client.post("/api/receivers", token: try await client.token(.admin), body)
            #expect(answer.status == 400)
            #expect(answer["errors"]?[field] != nil, "\(answer.text)")
        }
    }

    @Test func `the receivers of the settings can be disabled and have no fields`() async throws {
        try await TestAPI.run { client in
            let admin = try await client.token(.admin)
            #expect(try await client.delete("/api/receivers/1", token: admin).status == 409)
            let disabled = try await client.put("/api/receivers/1", token: admin, #"{"enabled": false, "fields": {}}"#)
            #expect(disabled["enabled"] == false)
            let fields = try await client.put("/api/receivers/1", token: admin, #"{"fields": {"to": "a@example.org"}}"#)
            #expect(fields["errors"]?["fields"] != nil)
            let kind = try await client.put("/api/receivers/1", token: admin, #"{"kind": "slack"}"#)
            #expect(kind["errors"]?["kind"] != nil)
            let taken = try await client.put("/api/receivers/1", token: admin, #"{"name": "SLACK"}"#)
            #expect(taken.status == 409)
            #expect(taken["errors"]?["name"] != nil)
        }
    }

    @Test func `a receiver of a kind that only another version knows is renamed, and its fields are left alone`()
        async throws
    {
        let api = try await TestAPI.make()
        _ = try await api.store.createReceiver(kind: "telex") {
            ($0.name, $0.fields) = ("Telex", ["number": .plain("7")])
        }
        try await api.test { client in
            let admin = try await client.token(.admin)
            let renamed = try await client.put("/api/receivers/3", token: admin, #"{"name": "Old"}"#)
            #expect(renamed["name"] == "Old")
            #expect(renamed["fields"]?["number"] == "7")
            let refused = try await client.put("/api/receivers/3", token: admin, #"{"fields": {"number": "8"}}"#)
            #expect(refused["errors"]?["fields"] != nil)
        }
    }

    @Test func `a test message goes to the receiver, and is answered with what the server said`() async throws {
        struct Refusal: Error, CustomStringConvertible { let description = "pager.example.org answered 410" }
        let api = try await TestAPI.make(adjust: { dependencies in
            dependencies.sendTest = { receiver in
                if receiver.kind == "webhook" { throw Refusal() }
                return "250 \(receiver.name)"
            }
            dependencies.receiverKinds.problem = { receiver, _ in receiver.kind == "slack" ? "No webhook" : nil }
        })
        try await api.test { client in
            let admin = try await client.token(.admin)
            _ = try await client.post("/api/receivers", token: admin, Self.pager)
            #expect(try await client.post("/api/receivers/1/test", token: admin)["answer"] == "250 email")
            let slack = try await client.post("/api/receivers/2/test", token: admin)
            #expect(slack.status == 400)
            #expect(slack.msg == "No webhook")
            #expect(try await client.get("/api/receivers/2", token: admin)["problem"] == "No webhook")
            let pager = try await client.post("/api/receivers/3/test", token: admin)
            #expect(pager.status == 502)
            #expect(pager.msg == "pager.example.org answered 410")
            #expect(try await client.post("/api/receivers/9/test", token: admin).status == 404)
        }
    }

    @Test func `the kinds say which fields they have`() async throws {
        try await TestAPI.run { client in
            let kinds = try await client.get("/api/receivers/kinds", token: try await client.token(.viewer))
            #expect(kinds.json?[2]?["kind"] == "webhook")
            #expect(kinds.json?[2]?["fields"]?[1]?["name"] == "secret")
            #expect(kinds.json?[2]?["fields"]?[1]?["secret"] == true)
            #expect(kinds.json?[2]?["fields"]?[2]?["maximum"] == 9)
        }
    }

    @Test func `a change is on record with its author, and workers hear of it`() async throws {
        let api = try await TestAPI.make()
        var hints = api.bus.hints().makeAsyncIterator()
        try await api.test { client in
            let admin = try await client.token(.admin)
            _ = try await client.post("/api/receivers", token: admin, Self.pager)
            _ = try await client.put("/api/receivers/3", token: admin, #"{"fields": {"secret": "0ther"}}"#)
            _ = try await client.delete("/api/receivers/3", token: admin)
        }
        #expect(await hints.next() == .settingsChanged)
        let lines = try await api.store.auditLines().filter { $0.hasPrefix("receiver") }
        #expect(
            lines == [
                "receiver_created 3 Pager (webhook)", "receiver_changed 3 Pager (webhook): fields",
                "receiver_deleted 3 Pager (webhook)",
            ])
    }

    // MARK: Routes

    @Test func `routes are made, ordered, changed and deleted`() async throws {
        try await TestAPI.run { client in
            let (admin, viewer) = (try await client.token(.admin), try await client.token(.viewer))
            let night = try await client.post(
                "/api/routes", token: admin,
                #"{"name": "Night", "match": {"severities": ["low"], "tags": ["core"], "name": "core-*"}, "receivers": [2], "group_wait": 0, "hours": {"days": ["mon"], "from": "22:00", "to": "06:00"}}"#
            )
            #expect(night.status == 201, "\(night.text)")
            #expect(night["position"] == 1)
            #expect(night["match"]?["tags"] == .array(["core"]))
            #expect(night["match"]?["kinds"] == .array([]))
            #expect(night["hours"]?["from"] == "22:00")
            _ = try await client.post("/api/routes", token: admin, #"{"name": "First", "position": 1}"#)
            let list = try await client.get("/api/routes", token: viewer)
            #expect(list.json?[0]?["name"] == "First")
            #expect(list.json?[1]?["position"] == 2)
            let changed = try await client.put(
                "/api/routes/1", token: admin, #"{"hours": null, "group_wait": null, "position": 1}"#)
            #expect(changed["hours"] == .null)
            #expect(changed["group_wait"] == .null)
            #expect(changed["position"] == 1)
            #expect(changed["receivers"] == .array([2]))
            #expect(try await client.delete("/api/routes/1", token: admin).status == 200)
            #expect(try await client.get("/api/routes/1", token: viewer).status == 404)
        }
    }

    @Test(arguments: [
        (#"{}"#, "name"), (#"{"name": "x", "receivers": [9]}"#, "receivers"),
        (#"{"name": "x", "receivers": ["email"]}"#, "receivers"),
        (#"{"name": "x", "match": {"severities": ["grave"]}}"#, "match.severities"),
        (#"{"name": "x", "match": {"kinds": ["printer"]}}"#, "match.kinds"),
        (#"{"name": "x", "match": {"subjects": ["device"]}}"#, "match.subjects"),
        (#"{"name": "x", "match": {"rules": ["x"]}}"#, "match.rules"),
        (#"{"name": "x", "hours": {"from": "24:00", "to": "06:00"}}"#, "hours.from"),
        (#"{"name": "x", "hours": {"from": "22:00"}}"#, "hours.to"),
        (#"{"name": "x", "hours": {"from": "22:00", "to": "06:00", "days": ["x"]}}"#, "hours.days"),
        (#"{"name": "x", "group_wait": 61}"#, "group_wait"), (#"{"name": "x", "position": 0}"#, "position"),
    ])
    func `what is wrong with a route is named by its field`(body: String, field: String) async throws {
        try await TestAPI.run { client in
            let answer = try await client.post("/api/routes", token: try await client.token(.admin), body)
            #expect(answer.status == 400, "\(answer.text)")
            #expect(answer["errors"]?[field] != nil, "\(answer.text)")
        }
    }

    @Test func `a route that loses its receiver is warned of`() async throws {
        try await TestAPI.run { client in
            let admin = try await client.token(.admin)
            _ = try await client.post("/api/receivers", token: admin, Self.pager)
            _ = try await client.post("/api/routes", token: admin, #"{"name": "Night", "receivers": [3]}"#)
            let deleted = try await client.delete("/api/receivers/3", token: admin)
            #expect(
                deleted["warnings"] == .array(["The route “Night” named this receiver and does not any more"]))
        }
    }

    @Test func `an alert raised by hand goes where routes say, and says why somebody is not told`() async throws {
        let api = try await TestAPI.make()
        try await api.test { client in
            let admin = try await client.token(.admin)
            let low = try await client.addAlert(.low, token: admin)
            let untold = try await client.get("/api/alerts/\(low)", token: admin)
            #expect(untold["notices"] == .array([]))
            #expect(untold["not_told"] == "Severity low is not sent at once")
            _ = try await client.post(
                "/api/routes", token: admin, #"{"name": "Hand", "match": {"kinds": ["none"]}, "receivers": [2]}"#)
            let routed = try await client.get(
                "/api/alerts/\(try await client.addAlert(.low, token: admin))", token: admin)
            #expect(routed["notices"]?[0]?["channel"] == "slack")
            #expect(routed["notices"]?[1] == nil)
            #expect(routed["not_told"] == .null)
            _ = try await client.put("/api/routes/1", token: admin, #"{"receivers": []}"#)
            let nobody = try await client.get(
                "/api/alerts/\(try await client.addAlert(.critical, token: admin))", token: admin)
            #expect(nobody["not_told"] == "Route “Hand” names nobody")
        }
    }
}

extension Store {
    /// Action and detail, the first one first.
    fileprivate func auditLines() async throws -> [String] {
        try await database.read {
            try $0.query("SELECT action, detail FROM audit_log ORDER BY id") { "\($0.text()) \($0.text())" }
        }
    }
}
