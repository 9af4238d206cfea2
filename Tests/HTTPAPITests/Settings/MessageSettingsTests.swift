import Monitoring
import Testing
import Web

@testable import HTTPAPI

@Suite struct MessageSettingsTests {
    @Test func `messages have a link, a zone and a wait for others`() async throws {
        try await TestAPI.run { client in
            let token = try await client.token(.admin)
            let before = try await client.get("/api/settings", token: token)
            #expect(before["notify_group_wait"] == 8)
            #expect(before["public_url"] == .null)
            #expect(before["timezone"] == "UTC")
            let answer = try await client.put(
                "/api/settings", token: token,
                #"{"notify_group_wait": 0, "public_url": "https://noc.example.org/l/", "timezone": "europe/berlin"}"#)
            #expect(answer.status == 200, "\(answer.text)")
            #expect(answer["notify_group_wait"] == 0)
            #expect(answer["public_url"] == "https://noc.example.org/l")
            #expect(answer["timezone"] == "Europe/Berlin")
            #expect(answer["sources"]?["timezone"] == "api")
            let back = try await client.put(
                "/api/settings", token: token, #"{"notify_group_wait": null, "public_url": "", "timezone": ""}"#)
            #expect(back["notify_group_wait"] == 8)
            #expect(back["public_url"] == .null)
            #expect(back["timezone"] == "UTC")
        }
    }

    @Test(arguments: [
        ("notify_group_wait", "61"), ("notify_group_wait", "-1"), ("notify_group_wait", "\"x\""),
        ("public_url", "\"noc.example.org\""), ("public_url", "\"ftp://noc.example.org\""),
        ("public_url", "\"https://u:p@noc.example.org\""), ("public_url", "\"https://noc.example.org/?a\""),
        ("public_url", "\"https://300.1.1.1\""), ("public_url", "\"https://host:0\""),
        ("public_url", "\"https://host:99999\""), ("public_url", "\"https://host:\""),
        ("public_url", "\"https://[::1\""),
        ("timezone", "\"Mars/Olympus\""), ("timezone", "\"GMT+2\""),
        ("timezone", "\"PST\""), ("timezone", "2"),
    ])
    func `what is no link, zone or wait is refused at its field`(field: String, value: String) async throws {
        try await TestAPI.run { client in
            let token = try await client.token(.admin)
            let answer = try await client.put("/api/settings", token: token, "{\"\(field)\": \(value)}")
            #expect(answer.status == 400)
            #expect(answer.error(field) != nil)
        }
    }
}
