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
                limits: limits,
                connections: OpenConnections(limit: limits.connections, proxies: limits.trustedProxies))
        }
    }
}

/// Puts a `ConnectionGuard` behind the decoder of each connection, and closes those that are too many.
private struct GuardedChannel: ServerChildChannel {
    enum Value: ServerChildChannelValue {
        case admitted(HTTP1Channel.Value, ClientPresence)
        case refused(any Channel)

        var channel: any Channel {
            switch self {
            case .admitted(let value, _): value.channel
            case .refused(let channel): channel
            }
        }
    }

    let base: HTTP1Channel
    let limits: ServerLimits
    let connections: OpenConnections

    func setup(channel: any Channel, logger: Logger) -> EventLoopFuture<Value> {
        switch connections.admit(channel) {
        case .admitted(let activity): return admit(channel, activity, logger)
        case .refused(let isFirst):
            if isFirst {
                logger.warning(
                    "MAX_CONNECTIONS (\(limits.connections)) are open and in use: more are refused until some end")
            }
            return refuse(channel)
        }
    }

    private func admit(
        _ channel: any Channel, _ activity: OpenConnections.Activity, _ logger: Logger
    ) -> EventLoopFuture<Value> {
        base.setup(channel: channel, logger: logger).flatMapThrowing { value in
            let pipeline = channel.pipeline.syncOperations
            let decoder = try pipeline.handler(type: ByteToMessageHandler<HTTPRequestDecoder>.self)
            let connectionGuard = ConnectionGuard(limits: limits, activity: activity)
            try pipeline.addHandler(connectionGuard, position: .after(decoder))
            return .admitted(value, connectionGuard.presence)
        }
    }

    /// Without a word: to hear what it wants, or to shake hands over TLS, would cost what there is too little of.
    private func refuse(_ channel: any Channel) -> EventLoopFuture<Value> {
        channel.close(promise: nil)
        return channel.eventLoop.makeSucceededFuture(.refused(channel))
    }

    func handle(value: Value, logger: Logger) async {
        guard case .admitted(let connection, let presence) = value else { return }
        await ClientPresence.$current.withValue(presence) {
            await base.handle(value: connection, logger: logger)
        }
    }
}
