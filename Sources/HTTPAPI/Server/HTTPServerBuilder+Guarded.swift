package import HummingbirdCore
internal import Logging
internal import NIOCore
internal import NIOHTTP1

extension HTTPServerBuilder {
    /// HTTP/1.1 within limits. For TLS: `.tls(.guarded(), tlsConfiguration: …)`.
    package static func guarded(_ limits: ServerLimits = ServerLimits()) -> HTTPServerBuilder {
        HTTPServerBuilder { responder in
            let decoder = HTTP1Channel.Configuration.DecoderConfiguration(
                maxHeaderFieldSize: limits.headSize, maxHeaderListSize: limits.headSize,
                maxHeaderFieldCount: limits.headerCount)
            return GuardedChannel(
                base: HTTP1Channel(
                    responder: responder,
                    configuration: HTTP1Channel.Configuration(
                        idleTimeout: TimeAmount(limits.idleTimeout), httpDecoderConfiguration: decoder)),
                limits: limits)
        }
    }
}

/// Puts a `ConnectionGuard` behind the decoder of each connection.
private struct GuardedChannel: ServerChildChannel {
    typealias Value = HTTP1Channel.Value

    let base: HTTP1Channel
    let limits: ServerLimits

    func setup(channel: any Channel, logger: Logger) -> EventLoopFuture<Value> {
        base.setup(channel: channel, logger: logger).flatMapThrowing { value in
            let pipeline = channel.pipeline.syncOperations
            let decoder = try pipeline.handler(type: ByteToMessageHandler<HTTPRequestDecoder>.self)
            try pipeline.addHandler(ConnectionGuard(limits: limits), position: .after(decoder))
            return value
        }
    }

    func handle(value: Value, logger: Logger) async { await base.handle(value: value, logger: logger) }
}
