internal import NIOConcurrencyHelpers
package import NIOCore
internal import NIOPosix

/// A camera that misbehaves on demand: one listener, a ``CameraProfile`` for each path. It serves many clients at once.
package final class SimulatedCamera: Sendable {
    private struct State: Sendable {
        var script: CameraScript
        var open: [ObjectIdentifier: any Channel] = [:]
    }

    /// Where it listens.
    package let port: Int
    private let address: String
    private let listener: any Channel
    private let state: NIOLockedValueBox<State>

    private init(listener: any Channel, address: String, port: Int, state: NIOLockedValueBox<State>) {
        self.listener = listener
        self.address = address
        self.port = port
        self.state = state
    }

    /// Listens on a port of its own, on all of 127.0.0.0/8 where `address` is `0.0.0.0`.
    package static func start(
        user: String = "admin", password: String = "secret", address: String = "127.0.0.1",
        group: any EventLoopGroup
    ) async throws -> SimulatedCamera {
        let state = NIOLockedValueBox(State(script: CameraScript(user: user, password: password, port: 0)))
        let listener = try await ServerBootstrap(group: group)
            .serverChannelOption(.backlog, value: 1024)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .childChannelOption(.socketOption(.tcp_nodelay), value: 1)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(
                        CameraConnection { text, connection in
                            state.withLockedValue { $0.script.answer(text, on: &connection) }
                        })
                    let id = ObjectIdentifier(channel)
                    state.withLockedValue { $0.open[id] = channel }
                    channel.closeFuture.whenComplete { _ in state.withLockedValue { $0.open[id] = nil } }
                }
            }
            .bind(host: address, port: 0).get()
        let port = listener.localAddress?.port ?? 0
        state.withLockedValue { $0.script = CameraScript(user: user, password: password, port: port) }
        return SimulatedCamera(listener: listener, address: address, port: port, state: state)
    }

    /// The camera that behaves like that.
    package func url(_ profile: CameraProfile) -> String { url(path: "/\(profile.rawValue)") }

    package func url(path: String) -> String {
        "rtsp://\(address == "0.0.0.0" ? "127.0.0.1" : address):\(port)\(path)"
    }

    package func journal(of profile: CameraProfile) -> CameraJournal {
        state.withLockedValue { $0.script.journal(of: profile) }
    }

    /// Returns once the last client has hung up.
    package func lastClientHungUp() async throws {
        for channel in state.withLockedValue({ Array($0.open.values) }) { try await channel.closeFuture.get() }
    }

    /// Stops listening and hangs up on everybody.
    package func stop() async throws {
        try await listener.close()
        for channel in state.withLockedValue({ Array($0.open.values) }) { channel.close(promise: nil) }
    }
}

/// Cuts a client's bytes into requests and sends the replies.
private final class CameraConnection: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private let answer: (String, inout CameraScript.Connection) -> [CameraReply]
    private var connection = CameraScript.Connection()
    private var text = ""

    init(answer: @escaping (String, inout CameraScript.Connection) -> [CameraReply]) { self.answer = answer }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        let bytes = unwrapInboundIn(data)
        if bytes.readableBytesView.first.map({ $0 < 0x20 }) == true, text.isEmpty {
            return send(CameraScript.malformed, context)
        }
        text += String(buffer: bytes)
        while let end = text.firstRange(of: "\r\n\r\n") {
            let request = String(text[..<end.lowerBound])
            text.removeSubrange(..<end.upperBound)
            for reply in answer(request, &connection) { send(reply, context) }
        }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) { context.close(promise: nil) }

    private func send(_ reply: CameraReply, _ context: ChannelHandlerContext) {
        switch reply.pace {
        case .atOnce:
            context.writeAndFlush(wrapOutboundOut(ByteBuffer(bytes: reply.bytes)), promise: nil)
            if reply.closes { context.close(promise: nil) }
        case .late:
            let channel = context.channel
            channel.eventLoop.scheduleTask(in: .seconds(5)) {
                channel.writeAndFlush(ByteBuffer(bytes: reply.bytes), promise: nil)
            }
        case .pieces(let size):
            trickle(reply.bytes[...], size: size, pause: .zero, context.channel)
        case .slowPieces(let size):
            trickle(reply.bytes[...], size: size, pause: .milliseconds(2), context.channel)
        case .endless:
            flood(ByteBuffer(bytes: reply.bytes), left: 16 * 1024 * 1024, context.channel)
        }
    }
}

private func trickle(_ bytes: ArraySlice<UInt8>, size: Int, pause: TimeAmount, _ channel: any Channel) {
    guard !bytes.isEmpty else { return }
    channel.writeAndFlush(ByteBuffer(bytes: bytes.prefix(size))).whenSuccess {
        channel.eventLoop.scheduleTask(in: pause) { trickle(bytes.dropFirst(size), size: size, pause: pause, channel) }
    }
}

private func flood(_ bytes: ByteBuffer, left: Int, _ channel: any Channel) {
    guard left > 0 else { return }
    channel.writeAndFlush(bytes).whenSuccess {
        channel.eventLoop.execute { flood(bytes, left: left - bytes.readableBytes, channel) }
    }
}
