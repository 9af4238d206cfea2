import Glibc
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

    @Test func `an answer that a held-up loop has not read is waited for`() async throws {
        let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
        let timeout = Duration.seconds(4)
        // Something else on the loop of the visit, which holds it up from reading until after the time-out.
        let (isHeldUp, heldUp) = AsyncStream.makeStream(of: Void.self)
        let burden = try await ServerBootstrap(group: group)
            .childChannelInitializer { $0.pipeline.addHandler(Burden(duration: timeout + .milliseconds(500), heldUp)) }
            .bind(host: "127.0.0.1", port: 0).get()
        let (requests, request) = AsyncStream.makeStream(of: (any Channel).self)
        let camera = try await ServerBootstrap(group: Self.group)
            .childChannelInitializer { $0.pipeline.addHandler(Listening(request)) }
            .bind(host: "127.0.0.1", port: 0).get()

        let client = RTSPClient(group: group)
        let url = try RTSPURL("rtsp://127.0.0.1:\(try #require(camera.localAddress?.port))/live")
        async let visit = client.describe(url, timeout: timeout)
        let asked = try #require(await requests.first { _ in true })
        let other = try await ClientBootstrap(group: Self.group)
            .connect(to: try #require(burden.localAddress)).get()
        try await other.writeAndFlush(ByteBuffer(string: "!"))
        _ = await isHeldUp.first { _ in true }
        try await asked.writeAndFlush(ByteBuffer(string: "RTSP/1.0 404 Not Found\r\nCSeq: 1\r\n\r\n"))
        #expect(await visit.error?.code == .notFound)
        for channel in [other, camera, burden] { try await channel.close() }
        try await group.shutdownGracefully()
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

/// Work that takes its time, on bytes that come.
private final class Burden: ChannelInboundHandler, Sendable {
    typealias InboundIn = ByteBuffer
    private let duration: Duration
    private let begun: AsyncStream<Void>.Continuation

    init(duration: Duration, _ begun: AsyncStream<Void>.Continuation) {
        self.duration = duration
        self.begun = begun
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        begun.yield()
        let end = ContinuousClock.now + duration
        while ContinuousClock.now < end { usleep(10_000) }
    }
}

/// Tells of bytes that come, and answers nothing.
private final class Listening: ChannelInboundHandler, Sendable {
    typealias InboundIn = ByteBuffer
    private let heard: AsyncStream<any Channel>.Continuation

    init(_ heard: AsyncStream<any Channel>.Continuation) { self.heard = heard }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) { heard.yield(context.channel) }
}
