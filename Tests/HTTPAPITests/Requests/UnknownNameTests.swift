import HTTPTypes
import Monitoring
import Testing
import Web

@testable import HTTPAPI

/// Names that nobody reads are told, never passed over in silence.
@Suite struct UnknownNameTests {
    @Test func `an unknown parameter is refused with the list of what is known`() async throws {
        try await TestAPI.run { client in
            let token = try await client.token(.viewer)
            let answer = try await client.get("/api/devices?staus=offline", token: token)
            #expect(answer.status == 400)
            #expect(
                answer.msg == "staus: Is unknown; known are status, device_type, vendor, tag, q, sort, page, per_page")
            #expect(answer.error("staus")?.hasPrefix("Is unknown") == true)
            for path in [
                "/api/devices/status?status=online", "/api/cameras?Status=online", "/api/alerts?severity%5B%5D=",
            ] {
                #expect(try await client.get(path, token: token).status == 400, "\(path)")
            }
        }
    }

    @Test func `a parameter that begins with an underscore passes, and so does any of what is open to all`()
        async throws
    {
        try await TestAPI.run { client in
            let token = try await client.token(.viewer)
            #expect(try await client.get("/api/devices?_=1700000000&_cache", token: token).status == 200)
            #expect(try await client.get("/health?probe=lb").status == 200)
        }
    }

    @Test func `who may not read hears nothing of what is known`() async throws {
        try await TestAPI.run { client in
            let answer = try await client.get("/api/devices?staus=offline")
            #expect(answer.status == 401)
        }
    }

    @Test func `an unknown field of a body is ignored, and the answer says so`() async throws {
        try await TestAPI.run { client in
            let token = try await client.token(.operator)
            let answer = try await client.post(
                "/api/devices", token: token,
                #"""
                {"name": "a", "ip_address": "10.0.0.1", "comunity": "x", "meta": {"rack": 4}, "snmp_version": "3",
                 "snmp_v3": {"username": "u", "auth_pasword": "x"}}
                """#)
            #expect(answer.status == 201)
            #expect(
                answer["warnings"]
                    == .array([
                        "comunity is not a field of this call and was ignored",
                        "snmp_v3.auth_pasword is not a field of this call and was ignored",
                    ]))
            let path = try #require(answer.headers[.location])
            let read = try await client.get(path, token: token)
            #expect(read["warnings"] == nil)
            let back = try await client.put(path, token: token, read.text)
            #expect(back.status == 200 && back["warnings"] == nil, "what was read may be sent back")
        }
    }

    @Test func `a comment that is not kept with an acknowledgement is told`() async throws {
        try await TestAPI.run { client in
            let token = try await client.token(.operator)
            let raised = try await client.post("/api/alerts", token: token, #"{"message": "x"}"#)
            let path = try #require(raised.headers[.location])
            let answer = try await client.post("\(path)/acknowledge", token: token, #"{"comment": "on my way"}"#)
            #expect(answer.status == 200)
            #expect(answer["warnings"] == .array(["comment is not a field of this call and was ignored"]))
            let resolved = try await client.post("\(path)/resolve", token: token, #"{"comment": "done"}"#)
            #expect(resolved.status == 200)
            #expect(resolved["warnings"] == .array(["comment is not a field of this call and was ignored"]))
        }
    }

    @Test func `whatever a field holds that nobody reads, it is ignored`() async throws {
        try await TestAPI.run { client in
            let token = try await client.token(.admin)
            let nul = #"{"a\u0000": "\u0000", "b": [{"c": "x\u0000y"}]}"#
            let answer = try await client.post("/api/settings/clear-cache", token: token, nul)
            #expect(answer.status == 200)
            #expect(answer["warnings"]?[0] == "a\u{0} is not a field of this call and was ignored")
            let device = try await client.post(
                "/api/devices", token: token,
                #"{"name": "a", "ip_address": "10.0.0.1", "x": "\u0000", "meta": \#(nul)}"#)
            #expect(device.status == 201)
            let path = try #require(device.headers[.location])
            let meta = try await client.get(path, token: token)["meta"]
            #expect(try meta == JSONParser.parse(nul))
        }
    }

    @Test func `however many are unknown, twenty are told, each in brief`() async throws {
        try await TestAPI.run { client in
            let fields = (0..<1000).map { #""\#(String(repeating: "e\u{301}", count: 90))\#($0)": 1"# }
            let answer = try await client.post(
                "/api/alerts", token: try await client.token(.operator),
                #"{"message": "x", \#(fields.joined(separator: ", "))}"#)
            #expect(answer.status == 201)
            guard case .array(let warnings)? = answer["warnings"] else {
                Issue.record("no warnings")
                return
            }
            #expect((1...20).contains(warnings.count))
            #expect(answer.text.utf8.count < 5000)
        }
    }
}
