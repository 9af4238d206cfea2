import Bus
import HTTPTypes
import HummingbirdTesting
import Monitoring
import NIOCore
import Store
import TestKit
import Testing
import Web

@testable import HTTPAPI

@Suite struct TaskWaitTests {
    /// Does what a worker does: claims the device that is due and saves what it found.
    private static func poll(_ api: TestAPI, finding status: Status = .online) async throws -> [String] {
        let claimed = try await api.store.claimDueDevices(
            limit: 10, worker: "test", lease: .seconds(60), now: .now)
        let decided = claimed.map { claimed in
            Decision(
                claimed,
                Verdict(
                    measuredAt: .now, status: status, lastSeen: .now, lastError: nil, facts: DeviceFacts(),
                    checks: [:], latency: 1.5))
        }
        return try await api.store.save(decided, settings: Settings(), now: .now).finishedTasks
    }

    @Test func `a poll that is waited for is answered with its result as soon as it is there`() async throws {
        let api = try await TestAPI.make()
        try await api.testLive { client in
            let token = try await client.token(.operator)
            let id = try await client.addDevice("core-1", token: token)
            _ = try await Self.poll(api)
            let hints = api.bus.hints()
            async let worker: Void = {
                for await hint in hints where hint == .due(.device) {
                    for task in try await Self.poll(api) { api.bus.publish(.taskFinished(task)) }
                    return
                }
            }()
            let answer = try await client.post("/api/devices/\(id)/poll?wait=60", token: token)
            try await worker
            #expect(answer.status == 200, "\(answer.text)")
            #expect(answer["state"] == "SUCCESS")
            #expect(answer["device_id"] == .integer(id))
            #expect(answer["device_name"] == "core-1")
            #expect(answer["ip_address"] == "10.0.0.1")
            #expect(answer["status"] == "online")
            #expect(answer["status_changed"] == false)
            #expect(answer["latency_ms"] == .double(1.5))
            #expect(answer["error"] == .null)
            #expect(answer["result"]?["status"] == "online")
            let task = try await client.get("/api/tasks/\(try answer.text("task_id"))", token: token)
            #expect(task["result"] == answer["result"])
            #expect(task["finished_at"] != .null)
        }
    }

    @Test func `a hint that is lost costs a second`() async throws {
        let api = try await TestAPI.make()
        try await api.testLive { client in
            let token = try await client.token(.operator)
            let id = try await client.addDevice(token: token)
            let hints = api.bus.hints()
            async let worker: Void = {
                for await hint in hints where hint == .due(.device) {
                    _ = try await Self.poll(api)
                    return
                }
            }()
            let answer = try await client.post("/api/devices/\(id)/poll?wait=60", token: token)
            try await worker
            #expect(answer.status == 200)
        }
    }

    @Test func `a poll that takes too long is answered as one that nobody waits for`() async throws {
        let api = try await TestAPI.make()
        try await api.testLive { client in
            let token = try await client.token(.operator)
            let id = try await client.addDevice(token: token)
            let answer = try await client.post("/api/devices/\(id)/poll?wait=1", token: token, "{}")
            #expect(answer.status == 202)
            #expect(answer.msg == "Polling initiated")
            #expect(answer.headers[.location] == "/api/tasks/\(try answer.text("task_id"))")
        }
    }

    @Test func `a task whose device was deleted has failed, and the wait is over`() async throws {
        let api = try await TestAPI.make()
        try await api.testLive { client in
            let token = try await client.token(.operator)
            let id = try await client.addDevice(token: token)
            let hints = api.bus.hints()
            async let other: Void = {
                for await hint in hints where hint == .due(.device) {
                    _ = try await api.store.deleteDevice(ID(id))
                    return
                }
            }()
            let answer = try await client.post("/api/devices/\(id)/poll?wait=60", token: token)
            try await other
            #expect(answer.status == 200)
            #expect(answer["state"] == "FAILURE")
            #expect(answer["device_id"] == .integer(id))
            #expect(answer["result"] == .null)
            #expect(answer.msg == (try? answer.text("error")))
        }
    }

    @Test func `a client that goes away ends the wait`() async throws {
        let bus = WatchedBus()
        let api = try await TestAPI.make(adjust: { $0.bus = bus })
        try await api.testLive { client in
            let token = try await client.token(.operator)
            let id = try await client.addDevice(token: token)
            let port = try #require(client.client.port)
            let started = try await Connection.open(port: port) { inbound, outbound in
                let request = "POST /api/devices/\(id)/poll?wait=60 HTTP/1.1\r\nHost: x\r\n"
                try await outbound.write(
                    ByteBuffer(string: request + "Authorization: Bearer \(token)\r\nContent-Length: 0\r\n\r\n"))
                var events = bus.events.makeAsyncIterator()
                return await events.next() == .listening
            }
            #expect(started)
            var events = bus.events.makeAsyncIterator()
            #expect(await events.next() == .gone)
        }
    }

    @Test(arguments: ["0", "61", "-1", "x", "1.5", "99999999999999999999"])
    func `a wait outside one minute is refused, and nothing is started`(wait: String) async throws {
        let api = try await TestAPI.make()
        try await api.test { client in
            let token = try await client.token(.operator)
            let id = try await client.addDevice(token: token)
            let answer = try await client.post("/api/devices/\(id)/poll?wait=\(wait)", token: token)
            #expect(answer.status == 400)
            #expect(answer.error("wait") != nil)
        }
    }

    @Test func `a task that nobody knows is not found`() async throws {
        try await TestAPI.run { client in
            let token = try await client.token(.viewer)
            for id in ["x", "00000000-0000-4000-8000-000000000000", "%00", "..%2f"] {
                let answer = try await client.get("/api/tasks/\(id)", token: token)
                #expect(answer.status == 404)
                #expect(answer.msg == "Task not found")
            }
        }
    }
}

/// Tells when somebody begins to listen and when nobody does any more.
private struct WatchedBus: Bus {
    enum Event { case listening, gone }

    private let bus = InProcessBus()
    private let continuation: AsyncStream<Event>.Continuation
    let events: AsyncStream<Event>

    init() { (events, continuation) = AsyncStream.makeStream() }

    func publish(_ hint: Hint) { bus.publish(hint) }

    func hints() -> AsyncStream<Hint> {
        let (stream, hints) = AsyncStream.makeStream(of: Hint.self)
        hints.onTermination = { [continuation] _ in continuation.yield(.gone) }
        continuation.yield(.listening)
        return stream
    }

    func count(_ key: String, window: Duration) async -> WindowCount { await bus.count(key, window: window) }
    func uncount(_ key: String, window: Duration) async { await bus.uncount(key, window: window) }

    var state: BusState { bus.state }

    func close() async {}
}
