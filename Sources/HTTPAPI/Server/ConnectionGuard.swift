internal import NIOCore
internal import NIOHTTP1

/// Ends connections whose client sends its request or takes its response too slowly, and answers what is no HTTP.
final class ConnectionGuard: ChannelDuplexHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias OutboundIn = HTTPServerResponsePart
    typealias OutboundOut = HTTPServerResponsePart

    /// Ends with the client's side of the connection.
    let presence = ClientPresence()
    private let limits: ServerLimits
    /// Requests of which something arrived and whose response is not written.
    private var openRequests = 0
    private var isRequestArriving = false
    private var requestDeadline: Scheduled<Void>?
    private var stallDeadline: Scheduled<Void>?

    init(limits: ServerLimits) { self.limits = limits }

    // MARK: Requests

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head(let head):
            openRequests += 1
            isRequestArriving = true
            if head.headers["expect"].contains(where: { $0.lowercased() == "100-continue" }) {
                askForBody(context, head)
            }
        case .body: break
        case .end:
            isRequestArriving = false
            requestDeadline?.cancel()
            requestDeadline = nil
        }
        context.fireChannelRead(data)
    }

    /// Most requests arrive in one piece and never need a timer.
    func channelReadComplete(context: ChannelHandlerContext) {
        if isRequestArriving, requestDeadline == nil {
            requestDeadline = close(context, after: limits.requestDeadline)
        }
        context.fireChannelReadComplete()
    }

    /// The client waits with its body until it hears that it is wanted (RFC 9110 §10.1.1). Behind another request's
    /// response there is no place for that, and clients stop waiting after a while.
    private func askForBody(_ context: ChannelHandlerContext, _ head: HTTPRequestHead) {
        guard openRequests == 1 else { return }
        let interim = HTTPResponseHead(version: head.version, status: .continue)
        context.writeAndFlush(wrapOutboundOut(.head(interim)), promise: nil)
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        if case .end = unwrapOutboundIn(data) { openRequests -= 1 }
        context.write(data, promise: promise)
    }

    // MARK: Responses

    func channelWritabilityChanged(context: ChannelHandlerContext) {
        stallDeadline?.cancel()
        stallDeadline = context.channel.isWritable ? nil : close(context, after: limits.stallDeadline)
        context.fireChannelWritabilityChanged()
    }

    // MARK: Errors

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        guard let error = error as? HTTPParserError, openRequests == 0 else {
            return context.fireErrorCaught(error)
        }
        answer(error, context)
    }

    /// There is no request that a handler could answer, so the answer is written here, and the connection ends.
    private func answer(_ error: HTTPParserError, _ context: ChannelHandlerContext) {
        let response = ParserErrorResponse(error)
        context.write(wrapOutboundOut(.head(response.head)), promise: nil)
        context.write(wrapOutboundOut(.body(.byteBuffer(response.body))), promise: nil)
        context.writeAndFlush(wrapOutboundOut(.end(nil))).whenComplete { [channel = context.channel] _ in
            channel.close(promise: nil)
        }
    }

    // MARK: The end

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if case .inputClosed = event as? ChannelEvent { presence.end() }
        context.fireUserInboundEventTriggered(event)
    }

    func channelInactive(context: ChannelHandlerContext) {
        presence.end()
        cancelTimers()
        context.fireChannelInactive()
    }

    func handlerRemoved(context: ChannelHandlerContext) { cancelTimers() }

    // MARK: Timers

    private func close(_ context: ChannelHandlerContext, after delay: Duration) -> Scheduled<Void> {
        context.eventLoop.scheduleTask(in: TimeAmount(delay)) { [channel = context.channel] in
            channel.close(promise: nil)
        }
    }

    private func cancelTimers() {
        requestDeadline?.cancel()
        stallDeadline?.cancel()
        requestDeadline = nil
        stallDeadline = nil
    }
}
