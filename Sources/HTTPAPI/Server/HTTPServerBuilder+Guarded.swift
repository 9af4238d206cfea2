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
    struct Value: ServerChildChannelValue {
        let base: HTTP1Channel.Value
        let presence: ClientPresence

        var channel: any Channel { base.channel }
    }

    let base: HTTP1Channel
    let limits: ServerLimits

    func setup(channel: any Channel, logger: Logger) -> EventLoopFuture<Value> {
        base.setup(channel: channel, logger: logger).flatMapThrowing { value in
            let pipeline = channel.pipeline.syncOperations
            let decoder = try pipeline.handler(type: ByteToMessageHandler<HTTPRequestDecoder>.self)
            let connectionGuard = ConnectionGuard(limits: limits)
            try pipeline.addHandler(connectionGuard, position: .after(decoder))
            return Value(base: value, presence: connectionGuard.presence)
        }
    }

    func handle(value: Value, logger: Logger) async {
        await ClientPresence.$current.withValue(value.presence) {
            await base.handle(value: value.base, logger: logger)
        }
    }
}
