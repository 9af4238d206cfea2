internal import DequeModule
internal import NIOCore
internal import NIOPosix
internal import NIOSSL
internal import NIOTLS

/// One connection to a Redis: what is asked is answered in order.
final class RedisConnection: Sendable {
    private let channel: any Channel
    /// Fails with why it ended.
    let ended: EventLoopFuture<Void>

    private init(
        _ channel: any Channel, _ tls: NIOSSLClientHandler?, _ patience: Duration,
        _ hear: (@Sendable ([UInt8]) -> Void)?
    ) throws {
        let ended = channel.eventLoop.makePromise(of: Void.self)
        (self.channel, self.ended) = (channel, ended.futureResult)
        let handlers = channel.pipeline.syncOperations
        let conversation = Conversation(patience: patience, ended: ended, hear: hear, isReady: tls == nil)
        try handlers.addHandler(conversation)
        try handlers.addHandler(ByteToMessageHandler(RedisDecoder()), position: .first)
        if let tls { try handlers.addHandler(tls, position: .first) }
    }

    /// Connects, and closes with `body` or its task.
    /// - Parameter hear: given the messages of a subscription, on `loop`.
    static func with<Result>(
        _ address: RedisAddress, tls: NIOSSLContext?, loop: any EventLoop, patience: Duration,
        hear: (@Sendable ([UInt8]) -> Void)? = nil, isolation: isolated (any Actor)? = #isolation,
        _ body: (RedisConnection) async throws -> Result
    ) async throws -> Result {
        let connection = try await open(address, tls, loop, patience, hear)
        defer { connection.channel.close(promise: nil) }
        return try await withTaskCancellationHandler {
            try await body(connection)
        } onCancel: {
            connection.channel.close(promise: nil)
        }
    }

    private static func open(
        _ address: RedisAddress, _ tls: NIOSSLContext?, _ loop: any EventLoop, _ patience: Duration,
        _ hear: (@Sendable ([UInt8]) -> Void)?
    ) async throws(RedisError) -> RedisConnection {
        let bootstrap = ClientBootstrap(group: loop).connectTimeout(TimeAmount(patience))
        let begin = { @Sendable (channel: any Channel) in
            channel.eventLoop.makeCompletedFuture {
                try RedisConnection(channel, tls.map(address.handler), patience, hear)
            }
        }
        do {
            return switch address.place {
            case .tcp(let host, let port):
                try await bootstrap.connect(host: host, port: port, channelInitializer: begin)
            case .unix(let path):
                try await bootstrap.connect(unixDomainSocketPath: path, channelInitializer: begin)
            }
        } catch {
            throw .connecting(error)
        }
    }

    func ask(_ words: [[UInt8]]) -> EventLoopFuture<RedisReply> {
        let answer = channel.eventLoop.makePromise(of: RedisReply.self)
        channel.writeAndFlush(RedisQuestion(words: words, answer: answer)).whenFailure { answer.fail($0) }
        return answer.futureResult
    }

    func ask(_ words: String...) -> EventLoopFuture<RedisReply> { ask(words.map { Array($0.utf8) }) }

    /// Gives the connection up.
    func fail(_ error: RedisError) { channel.pipeline.fireErrorCaught(error) }
}

private struct RedisQuestion: Sendable {
    let words: [[UInt8]]
    let answer: EventLoopPromise<RedisReply>
}

/// Pairs questions and answers, and gives up a Redis that owes one for too long.
private final class Conversation: ChannelDuplexHandler {
    typealias InboundIn = RedisReply
    typealias OutboundIn = RedisQuestion
    typealias OutboundOut = ByteBuffer

    private let patience: Duration
    private let ended: EventLoopPromise<Void>
    private let hear: (@Sendable ([UInt8]) -> Void)?
    private var asked: Deque<(answer: EventLoopPromise<RedisReply>, at: ContinuousClock.Instant)> = []
    private var heardAt = ContinuousClock.now
    private var isWatching = false
    private var isOverdue = false
    private var failure = RedisError.closed
    /// TLS, if there is any, has begun.
    private var isReady: Bool

    init(patience: Duration, ended: EventLoopPromise<Void>, hear: (@Sendable ([UInt8]) -> Void)?, isReady: Bool) {
        (self.patience, self.ended, self.hear, self.isReady) = (patience, ended, hear, isReady)
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        let question = unwrapOutboundIn(data)
        asked.append((question.answer, .now))
        var bytes = context.channel.allocator.buffer(capacity: 1024)
        bytes.writeString("*\(question.words.count)\r\n")
        for word in question.words {
            bytes.writeString("$\(word.count)\r\n")
            bytes.writeBytes(word)
            bytes.writeString("\r\n")
        }
        context.write(wrapOutboundOut(bytes), promise: promise)
        if !isWatching { look(in: patience, context) }
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        let reply = unwrapInboundIn(data)
        (heardAt, isOverdue) = (.now, false)
        if let hear, case .array(let parts) = reply, parts.count == 3, parts[0] == .text(Array("message".utf8)) {
            if case .text(let payload) = parts[2] { hear(payload) }
        } else if let first = asked.popFirst() {
            first.answer.succeed(reply)
        } else if case .error(let reason) = reply {
            errorCaught(context: context, error: RedisError.refused(command: "the connection", reason))
        } else {
            errorCaught(context: context, error: RedisError.unintelligible("an answer to nothing"))
        }
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if case .handshakeCompleted = event as? TLSUserEvent { isReady = true }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        if failure == .closed { failure = RedisError(error) }
        ended.fail(failure)
        context.close(promise: nil)
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        for question in asked { question.answer.fail(failure) }
        ended.fail(failure)
    }

    private func look(in pause: Duration, _ context: ChannelHandlerContext) {
        isWatching = true
        context.eventLoop.assumeIsolated().scheduleTask(in: TimeAmount(pause)) { [weak self] in
            self?.isWatching = false
            self?.judge(context)
        }
    }

    /// Late twice, and what had come was read between: a process that was stopped does not blame Redis. Whatever a
    /// subscription hears shows that Redis lives, since answers wait behind all messages.
    private func judge(_ context: ChannelHandlerContext) {
        guard let oldest = asked.first else { return }
        let deadline = (hear == nil ? oldest.at : max(oldest.at, heardAt)) + patience
        if deadline > .now {
            look(in: deadline - .now, context)
        } else if isOverdue {
            errorCaught(context: context, error: isReady ? RedisError.silent(patience) : .noHandshake(patience))
        } else {
            isOverdue = true
            look(in: .milliseconds(20), context)
        }
    }
}
