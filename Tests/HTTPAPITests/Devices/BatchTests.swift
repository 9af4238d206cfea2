import HTTPTypes
import Monitoring
import NIOCore
import Store
import Testing
import Web

@testable import HTTPAPI

struct BatchTests {
    @Test func `many devices are added in one call, each with a result of its own`() async throws {
        try await TestAPI.run { client in
            let token = try await client.token(.operator)
            _ = try await client.addDevice("taken", at: "10.0.0.9", token: token)
            let answer = try await client.post(
                "/api/devices/batch", token: token,
                """
                [{"name": "a", "ip_address": "10.0.0.1", "tags": ["x"]}, {"name": "b", "ip_address": "10.0.0.9"},
                 {"name": "c"}, 7, {"name": "d", "ip_address": "10.0.0.1"}, {"name": "e", "ip_address": "::ffff:10.0.0.2"},
                 {"name": "f", "ip_address": "10.0.0.3", "parent_id": 99}]
                """)
            #expect(answer.status == 200)
            let results = try #require(answer.json?.elements)
            #expect(results.map { $0["index"] } == (0..<7).map { .integer($0) })
            #expect(results.map { $0["status"] } == [201, 409, 400, 400, 409, 201, 400].map { .integer($0) })
            #expect(results[1]["msg"] == "Device with this IP already exists")
            #expect(results[2]["msg"] == "Name and IP address required")
            #expect(results[6]["msg"] == "No such parent device")
            guard case .integer(let id) = results[0]["id"] else {
                Issue.record("no id")
                return
            }
            let device = try await client.get("/api/devices/\(id)", token: token)
            #expect(device["name"] == "a")
            #expect(device["tags"] == .array(["x"]))
            #expect(try await client.get("/api/devices?tag=x", token: token).json?.elements?.count == 1)
            #expect(try await client.get("/api/devices", token: token).json?.elements?.count == 3)
        }
    }

    @Test func `many cameras are added in one call, and a stream only once`() async throws {
        try await TestAPI.run { client in
            let answer = try await client.post(
                "/api/cameras/batch", token: try await client.token(.operator),
                """
                [{"name": "a", "ip_address": "10.0.0.1", "rtsp_url": "rtsp://u:p@10.0.0.1/1"},
                 {"name": "b", "ip_address": "10.0.0.1", "rtsp_url": "rtsp://10.0.0.1:554/1"},
                 {"name": "c", "ip_address": "10.0.0.1", "rtsp_url": "rtsp://10.0.0.1/2"}]
                """)
            #expect(answer.json?.elements?.map { $0["status"] } == [201, 409, 201].map { .integer($0) })
        }
    }

    @Test(arguments: ["{}", "[]", "7"]) func `what is no array of some is refused`(body: String) async throws {
        try await TestAPI.run { client in
            let token = try await client.token(.operator)
            #expect(try await client.post("/api/devices/batch", token: token, body).status == 400)
        }
    }

    @Test func `a viewer adds none`() async throws {
        try await TestAPI.run { client in
            let token = try await client.token(.viewer)
            #expect(try await client.post("/api/devices/batch", token: token, "[{}]").status == 403)
        }
    }

    @Test func `a whole list is one array, whatever the pages it is read in`() async throws {
        for count in [0, 1, 999, 1000, 2500] {
            let list = WholeList<Device>(
                ids: (0..<Int64(count)).map { ID($0 + 1) }, headers: [:],
                read: { ids in
                    // One is deleted meanwhile.
                    ids.filter { $0 != ID(7) }.map { id in
                        Device(
                            id: id, configuration: DeviceConfiguration(name: "d", address: "10.0.0.1"),
                            createdAt: Timestamp(milliseconds: 0), updatedAt: Timestamp(milliseconds: 0))
                    }
                }, write: { $0.device($1, showsSecrets: false) })
            let body = try await list.rendered().body
            let json = try body.withUnsafeReadableBytes {
                try JSONParser.parse($0.bindMemory(to: UInt8.self))
            }
            #expect(json.elements?.count == (count > 7 ? count - 1 : count))
        }
    }
}
