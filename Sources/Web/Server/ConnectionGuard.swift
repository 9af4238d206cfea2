internal import Monitoring
internal import NIOCore
internal import NIOHTTP1

/// Ends connections whose client sends its request or takes its response too slowly, answers what is no HTTP, and lets
/// requests that have been sent be answered when the server stops.
final class ConnectionGuard: ChannelDuplexHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias InboundOut = HTTPServerRequestPart
    typealias OutboundIn = HTTPServerResponsePart
    typealias OutboundOut = HTTPServerResponsePart

    /// Ends with the client's side of the connection.
    let presence = ClientPresence()
    private let limits: ServerLimits
    private let activity: OpenConnections.Activity
    /// Requests of which something arrived and whose response is not written.
    private var openRequests = 0
    private var isRequestArriving = false
    /// Waits for the responses to what came before; nothing that comes behind it is read.
    private var refusal: ParserErrorResponse?
    /// The server stops: the response to the last request that arrived is the last.
    private var isStopping = false
    /// The last response is written.
    private var isEnding = false
    private var requestDeadline: Scheduled<Void>?
    private var stallDeadline: Scheduled<Void>?
    private var endDeadline: Scheduled<Void>?

    init(limits: ServerLimits, activity: OpenConnections.Activity = OpenConnections.Activity()) {
        self.limits = limits
        self.activity = activity
    }

    // MARK: Requests

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard refusal == nil, !isEnding else { return }
        switch unwrapInboundIn(data) {
        case .head(let head): receive(head, context)
        case .body: context.fireChannelRead(data)
        case .end:
            isRequestArriving = false
            activity.isAnswering = true
            requestDeadline?.cancel()
            requestDeadline = nil
            context.fireChannelRead(data)
        }
    }

    private func receive(_ head: HTTPRequestHead, _ context: ChannelHandlerContext) {
        if let complaint = RequestHeadRules.complaint(about: head) {
            return refuse(ParserErrorResponse(complaint), context)
        }
        endDeadline?.cancel()
        openRequests += 1
        isRequestArriving = true
        if head.knowsHTTP11,
            head.headers["expect"].contains(where: { $0.isSame(asASCII: "100-continue") })
        {
            askForBody(context, head)
        }
        var head = head
        head.headers = head.headers.ascii
        // HTTP/1.0 ends a connection with its response unless it says otherwise, and the server looks for the words alone.
        if !head.isKeepAlive { head.headers.replaceOrAdd(name: "Connection", value: "close") }
        context.fireChannelRead(wrapInboundOut(.head(head)))
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

    // MARK: Responses

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        switch unwrapOutboundIn(data) {
        case .head(var head) where isStopping && openRequests == 1 && !isRequestArriving:
            head.headers.replaceOrAdd(name: "Connection", value: "close")
            context.write(wrapOutboundOut(.head(head)), promise: promise)
        case .head, .body: context.write(data, promise: promise)
        case .end:
            context.write(data, promise: promise)
            responseEnded(context)
        }
    }

    private func responseEnded(_ context: ChannelHandlerContext) {
        openRequests -= 1
        guard openRequests == 0 else { return }
        activity.isAnswering = false
        if let refusal {
            answer(refusal, context)
        } else if isStopping {
            context.flush()
            end(context)
        }
    }

    func channelWritabilityChanged(context: ChannelHandlerContext) {
        stallDeadline?.cancel()
        stallDeadline = context.channel.isWritable ? nil : close(context, after: limits.stallDeadline)
        context.fireChannelWritabilityChanged()
    }

    // MARK: Refusals

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        guard let error = error as? HTTPParserError, openRequests == 0, refusal == nil, !isEnding else {
            return context.fireErrorCaught(error)
        }
        refuse(ParserErrorResponse(error), context)
    }

    private func refuse(_ response: ParserErrorResponse, _ context: ChannelHandlerContext) {
        refusal = response
        if openRequests == 0 { answer(response, context) }
    }

    /// There is no request that a handler could answer, so the answer is written here, and the connection ends.
    private func answer(_ response: ParserErrorResponse, _ context: ChannelHandlerContext) {
        context.write(wrapOutboundOut(.head(response.head)), promise: nil)
        context.write(wrapOutboundOut(.body(.byteBuffer(response.body))), promise: nil)
        context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
        end(context)
    }

    // MARK: The end

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        switch event {
        case is ChannelShouldQuiesceEvent: stop(context)
        case let event as ChannelEvent where event == .inputClosed:
            presence.end()
            if isEnding { context.close(promise: nil) }
            context.fireUserInboundEventTriggered(event)
        default: context.fireUserInboundEventTriggered(event)
        }
    }

    /// A request may be on its way: its client cannot know that the server stops, and would have to guess whether it
    /// was carried out.
    private func stop(_ context: ChannelHandlerContext) {
        guard !isStopping else { return }
        isStopping = true
        if openRequests == 0, !isEnding { endDeadline = close(context, after: limits.farewell) }
    }

    /// To close at once would reset the connection if the client has sent more, and take the answer from it (RFC 9112
    /// §9.6).
    private func end(_ context: ChannelHandlerContext) {
        guard !isEnding else { return }
        isEnding = true
        cancelTimers()
        endDeadline = close(context, after: limits.lingering)
        context.close(mode: .output, promise: nil)
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
        for timer in [requestDeadline, stallDeadline, endDeadline] { timer?.cancel() }
        requestDeadline = nil
        stallDeadline = nil
        endDeadline = nil
    }
}
