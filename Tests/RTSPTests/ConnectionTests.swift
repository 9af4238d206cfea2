import NIOCore
import NIOPosix
import RTSP
import Testing

/// The rungs below RTSP.
@Suite struct ConnectionTests {
    static let group = MultiThreadedEventLoopGroup.singleton
    let client = RTSPClient(group: group)

    @Test func `a port where nothing listens is refused`() async throws {
        let listener = try await ServerBootstrap(group: Self.group).bind(host: "127.0.0.1", port: 0).get()
        let port = try #require(listener.localAddress?.port)
        try await listener.close()
        let visit = await client.describe(try RTSPURL("rtsp://127.0.0.1:\(port)/live"))
        #expect(visit.error?.code == .refused)
        #expect(visit.error?.rung == .connect)
        #expect(visit.error?.description.contains("127.0.0.1:\(port)") == true)
    }

    @Test func `a host that drops what it gets is a timeout`() async throws {
        // Nobody takes connections from a queue of one, which is full then: the kernel drops the next attempt.
        let listener = try await ServerBootstrap(group: Self.group)
            .serverChannelOption(.autoRead, value: false)
            .serverChannelOption(.backlog, value: 0)
            .bind(host: "127.0.0.1", port: 0).get()
        let port = try #require(listener.localAddress?.port)
        let first = try await ClientBootstrap(group: Self.group).connect(host: "127.0.0.1", port: port).get()
        let client = RTSPClient(
            group: Self.group, configuration: RTSPClient.Configuration(connectTimeout: .milliseconds(100)))
        let visit = await client.describe(try RTSPURL("rtsp://127.0.0.1:\(port)/live"))
        #expect(visit.error?.code == .connectTimeout, "\(visit.result)")
        #expect(visit.error?.rung == .connect)
        try await first.close()
        try await listener.close()
    }

    @Test func `a name that nobody knows is no fault of this side`() async throws {
        let visit = await client.describe(try RTSPURL("rtsp://camera.invalid/live"))
        let code = try #require(visit.error?.code)
        // Without any name server not even that can be found out.
        #expect(code == .unknownHost || code == .notAsked)
        #expect(visit.error?.description.contains("camera.invalid") == true)
        #expect(visit.latency == .zero)
    }

    @Test func `a name with several addresses is tried at each of them`() async throws {
        let listener = try await ServerBootstrap(group: Self.group)
            .childChannelInitializer { $0.close() }
            .bind(host: "127.0.0.1", port: 0).get()
        let port = try #require(listener.localAddress?.port)
        let visit = await client.describe(try RTSPURL("rtsp://localhost:\(port)/live"))
        #expect(visit.error?.code == .closed, "\(visit.result)")
        try await listener.close()
    }

    @Test func `a listener that closes at once was connected to`() async throws {
        let listener = try await ServerBootstrap(group: Self.group)
            .childChannelInitializer { $0.close() }
            .bind(host: "127.0.0.1", port: 0).get()
        let port = try #require(listener.localAddress?.port)
        let plain = await client.describe(try RTSPURL("rtsp://127.0.0.1:\(port)/live"))
        #expect(plain.error?.code == .closed, "\(plain.result)")
        let tls = await client.describe(try RTSPURL("rtsps://127.0.0.1:\(port)/live"))
        #expect(tls.error?.code == .tls, "\(tls.result)")
        try await listener.close()
    }

    @Test func `a check that was cancelled before it began does nothing`() async throws {
        let url = try RTSPURL("rtsp://127.0.0.1:9/live")
        let visit = Task {
            withUnsafeCurrentTask { $0?.cancel() }
            return await client.describe(url)
        }
        #expect(await visit.value.error?.code == .notAsked)
    }
}
