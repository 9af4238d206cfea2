internal import NIOCore
internal import NIOPosix
internal import NIOSSL

/// Carries out what ``SessionState`` decides: name, connection, TLS, bytes, time. One event loop owns it.
final class Visit: @unchecked Sendable {  // Every stored variable is read and written on `loop` only.
    private let loop: any EventLoop
    private let configuration: RTSPClient.Configuration
    private let hosts: RTSPHostLookup
    private let tls: TLSClient
    private let deadline: NIODeadline

    private var session: SessionState
    private var parser = RTSPMessageParser()
    private var channel: (any Channel)?
    private var started: NIODeadline?
    private var fingerprint: String?
    /// Names the connection that counts; what an earlier one still reports is ignored.
    private var leg = 0
    /// A visit needs two or three; each request of the camera's own costs an answer.
    private static let messageLimit = 32
    private var messages = 0
    private var progress = Progress.resolving
    private var timer: Scheduled<Void>?
    /// The latest bytes of the camera.
    private var lastByte: NIODeadline?
    /// A timer that comes later than this found the loop held up by others.
    private static let lateness = TimeAmount.milliseconds(250)
    /// Enough for the loop to read once what has arrived.
    private static let reprieve = TimeAmount.milliseconds(50)
    private var quiet: Scheduled<Void>?
    /// Long enough for the end of a connection to arrive that was closed right behind a challenge: a login that is sent
    /// into it could not be told from one that was refused.
    private static let loginPause = TimeAmount.milliseconds(40)
    /// A login that waits for ``loginPause``.
    private var login: Scheduled<Void>?
    /// The time that went by waiting so, which is none of the camera's.
    private var paused = TimeAmount.zero
    /// The addresses of the host that was asked first, and of the names the camera has besides.
    private var cameraAddresses: Set<String> = []
    /// Names of the camera that were not looked up: only a redirection makes that necessary.
    private var unresolvedAliases: [String]
    private var waiter: CheckedContinuation<Finding, Never>?
    /// Set once, at the end; also by a cancellation that comes before the start.
    private var finding: Finding?

    struct Finding: Sendable {
        var visit: RTSPVisit
        /// ``SessionState/weaknessAfterRefusal``.
        var weaknessAfterRefusal: Int?
    }

    /// How far the current connection came, for the sentence when time runs out.
    private enum Progress { case resolving, connecting, handshake, talking }

    init(
        _ session: SessionState, loop: any EventLoop, configuration: RTSPClient.Configuration, hosts: RTSPHostLookup,
        tls: TLSClient, deadline: NIODeadline, aliases: [String]
    ) {
        unresolvedAliases = aliases
        self.session = session
        self.loop = loop
        self.configuration = configuration
        self.hosts = hosts
        self.tls = tls
        self.deadline = deadline
    }

    /// Ends on time in any case.
    func run() async -> Finding {
        await withCheckedContinuation { waiter in
            loop.execute { self.start(waiter) }
        }
    }

    func cancel() { loop.execute { self.fail(.notAsked(self.session.url, "the check was cancelled")) } }

    // MARK: Connecting

    private func start(_ waiter: CheckedContinuation<Finding, Never>) {
        if let finding { return waiter.resume(returning: finding) }
        self.waiter = waiter
        timer = loop.scheduleTask(deadline: deadline) { self.deadlinePassed() }
        connect()
    }

    private func connect() {
        progress = .resolving
        let leg = leg
        hosts.resolve(session.url.host, port: session.url.port, on: loop).whenComplete { result in
            guard self.isCurrent(leg) else { return }
            switch result {
            case .success(let addresses):
                if leg == 0 { self.noteAddresses(addresses) }
                self.resolveAliases(leg) { self.connect(to: addresses[...], leg) }
            case .failure(RTSPHostLookup.Failure.failed(let reason)):
                self.fail(.nameServiceFailed(self.session.url, reason))
            case .failure: self.fail(.unknownHost(self.session.url))
            }
        }
    }

    private func noteAddresses(_ addresses: [SocketAddress]) {
        cameraAddresses.formUnion(addresses.compactMap(\.ipAddress).map(hostKey))
    }

    private func resolveAliases(_ leg: Int, then body: @escaping @Sendable () -> Void) {
        guard leg > 0, !unresolvedAliases.isEmpty else { return body() }
        let lookups = unresolvedAliases.map { hosts.resolve($0, port: 0, on: loop).recover { _ in [] } }
        unresolvedAliases = []
        EventLoopFuture.whenAllSucceed(lookups, on: loop).whenSuccess { found in
            guard self.isCurrent(leg) else { return }
            self.noteAddresses(found.flatMap(\.self))
            body()
        }
    }

    /// Tries each address of a name in turn.
    private func connect(to addresses: ArraySlice<SocketAddress>, _ leg: Int) {
        guard let address = addresses.first else { return fail(.unknownHost(session.url)) }
        progress = .connecting
        started = started ?? .now()
        let bootstrap = ClientBootstrap(group: loop)
            .channelOption(.socketOption(.tcp_nodelay), value: 1)
            .connectTimeout(min(TimeAmount(configuration.connectTimeout), deadline - .now()))
            .channelInitializer { channel in channel.eventLoop.makeCompletedFuture { try self.prepare(channel, leg) } }
        bootstrap.connect(to: address).whenComplete { result in
            switch result {
            case .success(let channel): self.connected(channel, leg)
            case .failure(let error):
                guard self.isCurrent(leg), self.progress == .connecting else { return }
                if addresses.count > 1 { return self.connect(to: addresses.dropFirst(), leg) }
                self.fail(RTSPError(connecting: error, to: address, of: self.session.url))
            }
        }
    }

    private func prepare(_ channel: any Channel, _ leg: Int) throws {
        if session.url.scheme == .rtsps {
            let handler = try tls.handler(for: session.url.host) { self.sawCertificate($0, leg) }
            try channel.pipeline.syncOperations.addHandler(handler)
        }
        try channel.pipeline.syncOperations.addHandler(VisitHandler(visit: self, leg: leg))
    }

    private func connected(_ channel: any Channel, _ leg: Int) {
        guard isCurrent(leg) else { return channel.close(promise: nil) }
        self.channel = channel
        progress = session.url.scheme == .rtsps ? .handshake : .talking
        parser = RTSPMessageParser()
        parser.expectsDescription = session.expectsDescription
        let address = (channel.remoteAddress?.ipAddress).map(hostKey)
        send(session.connected(atFirstAddress: address.map(cameraAddresses.contains) ?? false).encoded)
    }

    private func sawCertificate(_ fingerprint: String, _ leg: Int) {
        if isCurrent(leg) { self.fingerprint = fingerprint }
    }

    // MARK: Talking

    private func send(_ bytes: [UInt8]) { channel?.writeAndFlush(ByteBuffer(bytes: bytes), promise: nil) }

    fileprivate func received(_ bytes: ByteBuffer, _ leg: Int) {
        guard isCurrent(leg) else { return }
        progress = .talking
        lastByte = .now()
        parser.append(bytes.readableBytesView)
        readMessages(leg)
    }

    private func readMessages(_ leg: Int) {
        do throws(RTSPMessageParser.Failure) {
            while isCurrent(leg), let message = try parser.next() { try take(message) }
            if isCurrent(leg) { watchBody(leg) }
        } catch {
            switch error {
            case .notRTSP(let name): fail(.notRTSP(session.url, got: name))
            case .tooLarge(let what): fail(.malformedReply(session.url, what))
            }
        }
    }

    private func take(_ message: RTSPMessage) throws(RTSPMessageParser.Failure) {
        messages += 1
        if messages > Self.messageLimit { throw .tooLarge("more than \(Self.messageLimit) messages") }
        switch message {
        case .response(let response): session.received(response).map(perform)
        case .request(let method, let cseq): send(reply(to: method, cseq: cseq))
        }
    }

    private func perform(_ action: SessionState.Action) {
        switch action {
        case .send(let request): sendLogin(request.encoded)
        case .connect:
            leg += 1  // What closing the old connection reports must not count.
            close()
            connect()
        case .finish(.described(let description)): finish(.described(description))
        case .finish(.answered): finish(.answered)
        case .finish(.failed(let error)): fail(error)
        }
    }

    private func sendLogin(_ bytes: [UInt8]) {
        let (leg, start) = (leg, NIODeadline.now())
        login = loop.scheduleTask(in: Self.loginPause) {
            guard self.isCurrent(leg) else { return }
            self.login = nil
            self.paused = self.paused + (.now() - start)
            self.send(bytes)
        }
    }

    /// A body that stops short is taken as it is once nothing more comes.
    private func watchBody(_ leg: Int) {
        quiet?.cancel()
        guard parser.isInBody else { return }
        quiet = loop.scheduleTask(in: TimeAmount(configuration.quietTimeout)) { self.endBody(leg) }
    }

    private func endBody(_ leg: Int) {
        guard isCurrent(leg), case .response(let response)? = parser.finishBody() else { return }
        session.received(response).map(perform)
    }

    fileprivate func closed(_ leg: Int) {
        guard isCurrent(leg), channel != nil else { return }
        if progress == .handshake, fingerprint == nil {
            return fail(.tls(session.url, "the connection was closed before its end"))
        }
        endBody(leg)
        guard isCurrent(leg) else { return }
        let loginWaits = login != nil
        login?.cancel()
        login = nil
        perform(session.closed(loginWasSent: !loginWaits))
    }

    fileprivate func failed(_ error: any Error, _ leg: Int) {
        guard isCurrent(leg) else { return }
        if progress == .handshake, let error = RTSPError(handshake: error, with: session.url) { return fail(error) }
        closed(leg)
    }

    // MARK: Ending

    private func isCurrent(_ leg: Int) -> Bool { finding == nil && leg == self.leg }

    /// A camera whose answer may be there unread, because the loop was held up, is not blamed before one more look.
    private func deadlinePassed() {
        guard NIODeadline.now() - deadline > Self.lateness else { return timeOut() }
        timer = loop.scheduleTask(in: Self.reprieve) { self.timeOut() }
    }

    private func timeOut() {
        switch progress {
        case .resolving: fail(.nameServiceFailed(session.url, "no answer from the name service in time"))
        case .connecting: fail(.connectTimeout(session.url))
        case .handshake where fingerprint == nil: fail(.tls(session.url, "it did not end in time"))
        case .handshake, .talking: fail(.silent(session.url))
        }
    }

    private func fail(_ error: RTSPError) { finish(.failed(error)) }

    private func finish(_ result: RTSPVisit.Result) {
        guard finding == nil else { return }
        let remarks = session.remarks
        let visit = RTSPVisit(
            result: result, latency: started.map { Duration((lastByte ?? .now()) - $0 - paused) } ?? .zero,
            url: session.url, server: remarks.server, date: remarks.date, realm: remarks.realm,
            authentication: remarks.authentication, offeredCredentials: remarks.offeredCredentials,
            certificateFingerprint: fingerprint)
        let finding = Finding(visit: visit, weaknessAfterRefusal: session.weaknessAfterRefusal)
        self.finding = finding
        timer?.cancel()
        close()
        waiter?.resume(returning: finding)
        waiter = nil
    }

    private func close() {
        quiet?.cancel()
        login?.cancel()
        login = nil
        channel?.close(promise: nil)
        channel = nil
    }
}

/// Hands a connection's events to its visit.
private final class VisitHandler: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer

    private let visit: Visit
    private let leg: Int

    init(visit: Visit, leg: Int) {
        self.visit = visit
        self.leg = leg
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) { visit.received(unwrapInboundIn(data), leg) }
    func channelInactive(context: ChannelHandlerContext) { visit.closed(leg) }
    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        visit.failed(error, leg)
        context.close(promise: nil)
    }
}

/// OPTIONS is answered, as cameras expect that send it (RFC 2326 §10.1); anything else is not done here.
private func reply(to method: String, cseq: String?) -> [UInt8] {
    let status = method.uppercased() == "OPTIONS" ? "200 OK" : "501 Not Implemented"
    return Array("RTSP/1.0 \(status)\r\nCSeq: \(cseq?.utf8.printable(limit: 20) ?? "0")\r\n\r\n".utf8)
}
