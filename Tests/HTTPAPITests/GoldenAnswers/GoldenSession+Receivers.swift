import HTTPTypes
import Monitoring
import Store
import Web

@testable import HTTPAPI

extension GoldenSession {
    private static let receivers = "/api/receivers"

    func playReceivers() async throws {
        chapter(.receivers, "From the start, and of which kinds")
        try await get(Self.receivers)
        try await get("\(Self.receivers)/kinds")
        chapter(.receivers, "Added, and what cannot be")
        try await call(.post, Self.receivers, as: .admin, Self.pager)
        for body in [
            Self.pager, "{}", #"{"kind": "fax", "name": "Fax"}"#, #"{"kind": "webhook", "name": "x"}"#,
            #"{"kind": "webhook", "name": "x", "fields": {"url": 7, "secret": {}}, "colour": "red"}"#,
        ] {
            try await call(.post, Self.receivers, as: .admin, body)
        }
        chapter(.receivers, "Changed")
        for body in [
            #"{"name": "Duty", "enabled": false, "fields": {"retries": null, "secret": true}}"#,
            #"{"fields": {"url": "https://other.example/"}}"#, #"{"name": "EMAIL"}"#, #"{"kind": "email"}"#,
        ] {
            try await call(.put, "\(Self.receivers)/3", as: .admin, body)
        }
        try await get("\(Self.receivers)/3")
        try await call(.put, "\(Self.receivers)/1", as: .admin, #"{"fields": {"to": "a@example.org"}}"#)
        try await playTestsOfReceivers()
        chapter(.receivers, "Deleted")
        try await call(.post, "/api/routes", as: .admin, #"{"name": "Night", "receivers": [3]}"#)
        try await call(.delete, "\(Self.receivers)/3", as: .admin)
        try await call(.delete, "\(Self.receivers)/3", as: .admin)
        try await call(.delete, "\(Self.receivers)/1", as: .admin)
        try await call(.delete, "/api/routes/1", as: .admin)
    }

    private func playTestsOfReceivers() async throws {
        chapter(.receivers, "Test messages: sent, refused by the server, not set up")
        try await call(.post, "\(Self.receivers)/3/test", as: .admin)
        surroundings.change { $0.trouble = "pager.example refused the connection" }
        try await call(.post, "\(Self.receivers)/3/test", as: .admin, "{}")
        surroundings.change { $0.trouble = nil }
        try await call(.post, "\(Self.receivers)/2/test", as: .admin)
    }

    private static let pager = #"""
        {"kind": "webhook", "name": "Pager", "fields": {"url": "https://pager.example/", "secret": "pager-5ecret", \#
        "retries": 5, "headers": ["A: b"]}}
        """#

    // MARK: Routes

    func playRoutes() async throws {
        let routes = "/api/routes"
        chapter(.routes, "Added, and what cannot be")
        for body in [
            #"{"name": "Core at night", "match": {"severities": ["low"], "kinds": ["device"], "tags": ["core"]}, "receivers": [1, 2], "group_wait": 0, "hours": {"days": ["mon"], "from": "22:00", "to": "06:00"}}"#,
            #"{"name": "Rest", "position": 1}"#, "{}",
            #"{"name": "x", "match": {"kinds": ["fax"], "subjects": ["1"]}, "hours": {"from": "x"}, "receivers": "all"}"#,
            #"{"name": "x", "receivers": [99]}"#,
        ] {
            try await call(.post, routes, as: .admin, body)
        }
        chapter(.routes, "In their order, and moved")
        try await get(routes)
        let core = try await call(.get, routes, kept: .ids).json?[1]?["id"]
        guard case .integer(let id) = core else { throw Trouble(description: "no route") }
        try await get("\(routes)/\(id)")
        try await call(.put, "\(routes)/\(id)", as: .admin, #"{"position": 1, "hours": null, "enabled": false}"#)
        chapter(.routes, "Deleted")
        for _ in 0..<2 { try await call(.delete, "\(routes)/\(id)", as: .admin) }
        try await call(.delete, "\(routes)/\(id + 1)", as: .admin)
        try await get(routes)
    }

    // MARK: Maintenance

    func playMaintenance() async throws {
        let windows = "/api/maintenance"
        chapter(.maintenance, "What would be covered")
        try await call(.post, "\(windows)/preview", #"{"match": {"kinds": ["camera"]}}"#)
        chapter(.maintenance, "Added, and what cannot be")
        for body in [
            #"{"name": "Patch night", "ends_at": "2199-01-01T00:00:00Z", "match": {"kinds": ["none"]}}"#, "{}",
            #"{"name": "x", "starts_at": "2199-01-01T00:00:00Z", "ends_at": "2198-01-01T00:00:00Z"}"#,
            #"{"name": "x", "ends_at": "soon", "comment": 5}"#,
        ] {
            try await call(.post, windows, body)
        }
        try await get(windows)
        try await get("\(windows)/1/preview")
        chapter(.maintenance, "An alert in it waits for its end")
        let alert = try await call(.post, "/api/alerts", #"{"message": "Smoke", "severity": "critical"}"#)
        guard case .integer(let id) = alert["id"] else { throw Trouble(description: "no alert") }
        try await get("/api/alerts/\(id)")
        chapter(.maintenance, "Changed")
        try await call(.put, "\(windows)/1", #"{"starts_at": "2198-01-01", "comment": "later"}"#)
        try await get("/api/alerts/\(id)")
        try await get("\(windows)/1")
        chapter(.maintenance, "Deleted")
        for _ in 0..<2 { try await call(.delete, "\(windows)/1") }
        _ = try await fixture.store.deleteAlert(ID(id))
    }
}
