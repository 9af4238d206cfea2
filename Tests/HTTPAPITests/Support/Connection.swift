import NIOCore
import NIOPosix
import Testing

/// Bytes to a server and back, whatever they are.
enum Connection {
    /// Sends `pieces` and returns all that the server sends until it ends the connection.
    static func exchange(_ pieces: String..., from address: String? = nil, port: Int) async throws -> String {
        try await open(from: address, port: port) { inbound, outbound in
            for piece in pieces { try await outbound.write(ByteBuffer(string: piece)) }
            var received = ByteBuffer()
            do {
                for try await bytes in inbound { received.writeImmutableBuffer(bytes) }
            } catch let error as IOError where error.errnoCode == 104 {
                // The server ended it while bytes of ours were on their way.
            }
            return String(buffer: received)
        }
    }

    /// A connection that is closed when `body` returns.
    static func open<Value: Sendable>(
        from address: String? = nil, port: Int,
        _ body: (NIOAsyncChannelInboundStream<ByteBuffer>, NIOAsyncChannelOutboundWriter<ByteBuffer>) async throws
            -> Value
    ) async throws -> Value {
        var bootstrap = ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .channelOption(.socketOption(.tcp_nodelay), value: 1)
        if let address { bootstrap = bootstrap.bind(to: try SocketAddress(ipAddress: address, port: 0)) }
        let channel =
            try await bootstrap
            .connect(host: "127.0.0.1", port: port) { channel in
                channel.eventLoop.makeCompletedFuture {
                    try NIOAsyncChannel<ByteBuffer, ByteBuffer>(wrappingChannelSynchronously: channel)
                }
            }
        return try await channel.executeThenClose(body)
    }
}
