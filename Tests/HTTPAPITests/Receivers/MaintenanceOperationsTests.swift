import Bus
import Monitoring
import Store
import TestKit
import Testing
import Web

@testable import HTTPAPI

struct MaintenanceOperationsTests {
    private let clock = ManualClock(Timestamp(milliseconds: 1_800_000_000_000))

    private func make() async throws -> TestAPI { try await TestAPI.make(clock: clock) }

    private static let window =
        #"{"name": "Patch night", "ends_at": "2027-01-15T10:00:00Z", "match": {"tags": ["core"]}}"#

    @Test func `a window is made by an operator, read by all, changed and deleted`() async throws {
        try await make().test { client in
            let (oper, viewer) = (try await client.token(.operator), try await client.token(.viewer))
            let made = try await client.post("/api/maintenance", token: oper, Self.window)
            #expect(made.status == 201, "\(made.text)")
            #expect(made["starts_at"] == "2027-01-15T08:00:00Z")
            #expect(made["state"] == "open")
            #expect(made["created_by"] == "operator")
            #expect(try await client.get("/api/maintenance/1", token: viewer).text == made.text)
            let moved = try await client.put(
                "/api/maintenance/1", token: oper,
                #"{"starts_at": "2027-01-15T09:00:00Z", "comment": "switches"}"#)
            #expect(moved["state"] == "planned")
            #expect(moved["comment"] == "switches")
            #expect(moved["match"]?["tags"] == .array(["core"]))
            clock.advance(.seconds(7200))
            #expect(try await client.get("/api/maintenance", token: viewer).json?[0]?["state"] == "ended")
            #expect(try await client.delete("/api/maintenance/1", token: oper).status == 200)
            #expect(try await client.get("/api/maintenance/1", token: viewer).status == 404)
        }
    }

    @Test(arguments: [
        (#"{"ends_at": "2027-01-15T10:00:00Z"}"#, "name"), (#"{"name": "x"}"#, "ends_at"),
        (#"{"name": "x", "ends_at": "tomorrow"}"#, "ends_at"),
        (#"{"name": "x", "ends_at": "2027-01-15T07:59:00Z"}"#, "ends_at"),
        (#"{"name": "x", "ends_at": "2027-01-15T10:00:00Z", "match": {"name": 7}}"#, "match.name"),
    ])
    func `what is wrong with a window is named by its field`(body: String, field: String) async throws {
        try await make().test { client in
            let answer = try await client.post("/api/maintenance", token: try await client.token(.operator), body)
            #expect(answer.status == 400)
            #expect(answer["errors"]?[field] != nil, "\(answer.text)")
        }
    }

    @Test func `an alert in maintenance waits, says so, and is free when the window goes`() async throws {
        let api = try await make()
        try await api.test { client in
            let oper = try await client.token(.operator)
            _ = try await client.post(
                "/api/maintenance", token: oper, #"{"name": "Patch night", "ends_at": "2027-01-15T10:00:00Z"}"#)
            let id = try await client.addAlert(.critical, token: oper)
            let held = try await client.get("/api/alerts/\(id)", token: oper)["notices"]?[0]
            #expect(held?["state"] == "pending")
            #expect(held?["held_until"] == "2027-01-15T10:00:00Z")
            #expect(held?["last_error"] == "In maintenance “Patch night” until 2027-01-15T10:00:00Z")
            var hints = api.bus.hints().makeAsyncIterator()
            _ = try await client.delete("/api/maintenance/1", token: oper)
            #expect(await hints.next() == .settingsChanged)
            #expect(await hints.next() == .noticesDue)
            let free = try await client.get("/api/alerts/\(id)", token: oper)["notices"]?[0]
            #expect(free?["next_attempt_at"] == "2027-01-15T08:00:00Z")
            #expect(free?["last_error"] == .null)
        }
        #expect(try await api.store.nextNoticeDue(on: .email) == clock.now)
    }

    @Test func `a preview names what a window covers, before it is stored and after`() async throws {
        let api = try await make()
        for number in 1...120 {
            _ = try await api.store.createDevice(
                DeviceConfiguration(
                    name: "sw-\(number)", address: "10.0.0.\(number)", tags: number > 10 ? ["core"] : []))
        }
        _ = try await api.store.createCamera(
            CameraConfiguration(name: "gate", address: "10.1.0.1", rtspURL: "rtsp://10.1.0.1/"))
        try await api.test { client in
            let oper = try await client.token(.operator)
            let all = try await client.post("/api/maintenance/preview", token: oper, "{}")
            #expect(all["devices"]?["count"] == 120)
            #expect(all["devices"]?["first"]?[99]?["name"] == "sw-100")
            #expect(all["devices"]?["first"]?[100] == nil)
            #expect(all["cameras"]?["first"]?[0]?["name"] == "gate")
            _ = try await client.post("/api/maintenance", token: oper, Self.window)
            let stored = try await client.get("/api/maintenance/1/preview", token: oper)
            #expect(stored["devices"]?["count"] == 110)
            #expect(stored["cameras"]?["count"] == 0)
        }
    }
}
