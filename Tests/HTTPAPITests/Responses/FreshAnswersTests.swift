import Monitoring
import Store
import TestKit
import Testing
import Web

@testable import HTTPAPI

/// Who was told that a change is done sees it, whatever was kept before.
@Suite struct FreshAnswersTests {
    private func texts(_ paths: [String], _ client: TestClient, _ token: String) async throws -> [String] {
        var texts: [String] = []
        for path in paths { texts.append(try await client.get(path, token: token).text) }
        return texts
    }

    private static let deviceLists = ["/api/devices", "/api/devices?q=a&page=1", "/api/devices/status"]

    @Test func `devices`() async throws {
        let fixture = try await TestAPI.make()
        try await fixture.test { client in
            let token = try await fixture.tokens(of: .admin).access
            let first = try await client.addDevice("a1", at: "10.0.0.1", token: token)
            let paths = Self.deviceLists + ["/api/devices/\(first)"]
            var before = try await texts(paths, client, token)
            #expect(try await texts(paths, client, token) == before)

            let second = try await client.addDevice("a2", at: "10.0.0.2", token: token)
            var after = try await texts(paths, client, token)
            for (old, new) in zip(before, after).prefix(3) { #expect(old != new) }

            _ = try await client.put("/api/devices/\(first)", token: token, #"{"name": "a3"}"#)
            (before, after) = (after, try await texts(paths, client, token))
            for changed in [0, 1, 3] { #expect(before[changed] != after[changed]) }

            try await poll(fixture.store)
            (before, after) = (after, try await texts(paths, client, token))
            for (old, new) in zip(before, after) { #expect(old != new) }

            _ = try await client.delete("/api/devices/\(second)", token: token)
            (before, after) = (after, try await texts(paths, client, token))
            for (old, new) in zip(before, after).prefix(3) { #expect(old != new) }
        }
    }

    private func poll(_ store: Store) async throws {
        let claimed = try await store.claimDueDevices(limit: 10, worker: "test", lease: .seconds(60), now: .now)
        #expect(claimed.count == 2)
        let decided = claimed.map { claimed in
            Decision(
                claimed,
                Verdict(
                    measuredAt: .now, status: .online, lastSeen: .now, lastError: nil,
                    facts: DeviceFacts(sysName: "x"), checks: [:]))
        }
        _ = try await store.save(decided, settings: Settings(), now: .now)
    }

    @Test func `cameras`() async throws {
        let fixture = try await TestAPI.make()
        try await fixture.test { client in
            let token = try await fixture.tokens(of: .admin).access
            let first = try await client.addCamera("a1", at: "10.0.0.1", token: token)
            let paths = ["/api/cameras", "/api/cameras/status", "/api/cameras/\(first)"]
            let before = try await texts(paths, client, token)
            let second = try await client.addCamera("a2", at: "10.0.0.2", token: token)
            _ = try await client.put("/api/cameras/\(first)", token: token, #"{"name": "a3"}"#)
            let after = try await texts(paths, client, token)
            for (old, new) in zip(before, after) { #expect(old != new) }
            _ = try await client.delete("/api/cameras/\(second)", token: token)
            for (old, new) in zip(after, try await texts(paths, client, token)).prefix(2) { #expect(old != new) }
        }
    }

    @Test func `the summary of alerts`() async throws {
        let fixture = try await TestAPI.make()
        try await fixture.test { client in
            let token = try await fixture.tokens(of: .admin).access
            var seen: Set<String> = []
            func look() async throws { seen.insert(try await client.get("/api/alerts/summary", token: token).text) }
            try await look()
            let first = try await client.addAlert(.high, token: token)
            try await look()
            _ = try await client.addAlert(.critical, token: token)
            try await look()
            _ = try await client.post("/api/alerts/\(first)/acknowledge", token: token)
            try await look()
            _ = try await client.post("/api/alerts/acknowledge-all", token: token)
            try await look()
            _ = try await client.delete("/api/alerts/\(first)", token: token)
            try await look()
            #expect(seen.count == 6)
        }
    }

    @Test func `while many change and many look, each sees its own change`() async throws {
        let fixture = try await TestAPI.make()
        try await fixture.test { client in
            let token = try await fixture.tokens(of: .operator).access
            try await withThrowingTaskGroup(of: Void.self) { group in
                for number in 1...8 {
                    group.addTask {
                        let id = try await client.addDevice("d\(number)", at: "10.0.0.\(number)", token: token)
                        for round in 1...10 {
                            let name = "d\(number)-\(round)"
                            _ = try await client.put("/api/devices/\(id)", token: token, #"{"name": "\#(name)"}"#)
                            let list = try await client.get("/api/devices", token: token)
                            #expect(list.text.contains("\"\(name)\""))
                            #expect(try await client.get("/api/devices/\(id)", token: token)["name"] == .string(name))
                        }
                    }
                }
                try await group.waitForAll()
            }
        }
    }
}
