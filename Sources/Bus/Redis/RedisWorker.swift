internal import Logging
internal import Monitoring
internal import NIOConcurrencyHelpers
internal import NIOCore
internal import NIOPosix
internal import NIOSSL

/// How long a `RedisBus` waits for what.
struct RedisTiming: Sendable {
    /// Between questions whether it lives.
    var pingInterval = Duration.milliseconds(500)
    /// For an answer, and for a connection: with the interval before it two seconds until Redis counts as away.
    var patience = Duration.milliseconds(1500)
    /// For what was published just before the end.
    var farewell = Duration.milliseconds(200)
}

/// Keeps two connections to a Redis, one that asks and one that listens, and replaces both when one ends.
final class RedisWorker: Sendable {
    private struct State {
        var bus: BusState
        /// There while Redis answers: what is handed in will be sent.
        var commands: RedisConnection?
        /// Why Redis does not count.
        var refusal: String?
        var hints = HintQueue(limit: RedisWorker.mostHints)
        var isSending = false
        var sent: EventLoopPromise<Void>?
        var counting = 0
        var announcements = Announcements()
    }

    private let address: RedisAddress
    private let names: RedisNames
    private let timing: RedisTiming
    private let logger: Logger
    private let local: InProcessBus
    private let loop: any EventLoop = MultiThreadedEventLoopGroup.singleton.next()
    /// Told apart by others, who hear it, and by itself, which must not.
    private let sender = String(UInt64.random(in: .min ... .max), radix: 16)
    private let box = NIOLockedValueBox(State(bus: .away(since: .now, reason: "it has not answered yet")))

    init(_ address: RedisAddress, namespace: String, timing: RedisTiming, local: InProcessBus, logger: Logger) {
        names = RedisNames(namespace: namespace, database: address.database)
        (self.address, self.timing, self.local, self.logger) = (address, timing, local, logger)
    }

    var state: BusState { box.withLockedValue { $0.bus } }

    // MARK: Connecting

    func run() async {
        var (backoff, awaySince) = (Backoff(), Timestamp?.none)
        while !Task.isCancelled {
            let start = ContinuousClock.now
            let reason = await serve()
            let wasConnected = shut()
            if Task.isCancelled { break }
            let since = wasConnected ? .now : awaySince ?? .now
            awaySince = since
            report(.away(since: since, reason: reason.description))
            log { $0.wentAway(reason.description, at: .now) }
            if wasConnected, .now - start > Self.steady { backoff = Backoff() }
            try? await Task.sleep(for: backoff.next())
        }
        report(.away(since: .now, reason: RedisError.closing.description))
    }

    /// Returns why it ended.
    private func serve() async -> RedisError {
        let ended = loop.makePromise(of: Void.self)
        do {
            let tls = try address.tls?.context()
            let greeting = RedisGreeting(address: address, names: names)
            try await connect(tls, ended, hear: hear) { subscription in
                try await greeting.subscribe(subscription)
                try await connect(tls, ended) { commands in
                    let probe = HintMessage(sender: sender, hints: []).bytes
                    welcome(commands, refusal: try await greeting.command(commands, probe: probe))
                    let pulse = loop.scheduleRepeatedTask(
                        initialDelay: .zero, delay: TimeAmount(timing.pingInterval)
                    ) { _ in self.beat(commands, subscription) }
                    defer { pulse.cancel() }
                    try await ended.futureResult.get()
                }
            }
        } catch {
            ended.fail(error)
            guard RedisError(error) == .closed else { return RedisError(error) }
        }
        // Why it closed was known before.
        do {
            try await ended.futureResult.get()
            return .closed
        } catch {
            return RedisError(error)
        }
    }

    private func connect(
        _ tls: NIOSSLContext?, _ ended: EventLoopPromise<Void>, hear: (@Sendable ([UInt8]) -> Void)? = nil,
        _ body: (RedisConnection) async throws -> Void
    ) async throws {
        try await RedisConnection.with(address, tls: tls, loop: loop, patience: timing.patience, hear: hear) {
            $0.ended.cascadeFailure(to: ended)
            try await body($0)
        }
    }

    /// What others said meanwhile was not heard: everybody looks. Hints are taken before, so that none falls between.
    private func welcome(_ commands: RedisConnection, refusal: String?) {
        log { $0.connected(at: .now) }
        box.withLockedValue { ($0.commands, $0.refusal) = (commands, refusal) }
        for hint in Hint.all { local.publish(hint) }
    }

    /// Takes nothing more and forgets what was not sent.
    private func shut() -> Bool {
        box.withLockedValue { state in
            defer { (state.commands, state.isSending) = (nil, false) }
            state.hints.removeAll()
            state.sent?.succeed()
            return state.commands != nil
        }
    }

    /// Asks whether Redis lives, and whether it counts again.
    private func beat(_ commands: RedisConnection, _ subscription: RedisConnection) {
        log { $0.announce(at: .now) }
        let (start, counts) = (ContinuousClock.now, box.withLockedValue { $0.refusal == nil })
        commands.ask(counts ? ["PING".bytes] : CountScript.probe(names)).whenSuccess { reply in
            if !counts {
                self.learn(reply, from: commands)
            } else if case .error(let reason) = reply {
                commands.fail(.refused(command: "PING", reason))
            }
            self.box.withLockedValue { state in
                guard state.commands === commands else { return }
                state.bus = .connected(roundTrip: .now - start, refusal: state.refusal)
            }
        }
        subscription.ask("PING").whenSuccess { reply in
            if case .error(let reason) = reply { subscription.fail(.refused(command: "PING", reason)) }
        }
    }

    // MARK: Hints

    /// One message travels at a time: while Redis is slow hints gather, and those that wait already are not repeated.
    func publish(_ hint: Hint) {
        let commands: RedisConnection? = box.withLockedValue { state in
            guard let commands = state.commands else { return nil }
            state.hints.append(hint)
            guard !state.isSending else { return nil }
            state.isSending = true
            return commands
        }
        if let commands { send(on: commands) }
    }

    private func send(on commands: RedisConnection) {
        let hints: [Hint] = box.withLockedValue { state in
            guard state.commands === commands else { return [] }
            let hints = state.hints.take(atMost: Self.hintsAMessage)
            state.isSending = !hints.isEmpty
            if hints.isEmpty { state.sent?.succeed() }
            return hints
        }
        guard !hints.isEmpty else { return }
        let message = HintMessage(sender: sender, hints: hints)
        commands.ask(["PUBLISH".bytes, names.channel, message.bytes]).whenSuccess { reply in
            if case .error(let reason) = reply {
                commands.fail(.refused(command: "PUBLISH", reason))
            } else {
                self.send(on: commands)
            }
        }
    }

    private func hear(_ payload: [UInt8]) {
        guard let message = HintMessage(payload), message.sender != sender else { return }
        for hint in message.hints { local.publish(hint) }
    }

    /// Returns once what was published is sent, or its time is over.
    func farewell() async {
        let sent = loop.makePromise(of: Void.self)
        loop.scheduleTask(in: TimeAmount(timing.farewell)) { sent.succeed() }
        box.withLockedValue { state in
            if state.isSending { state.sent = sent } else { sent.succeed() }
        }
        try? await sent.futureResult.get()
    }

    // MARK: Counts

    /// - Returns: `nil` where Redis does not count.
    func count(_ key: String, window: Duration, step: Int = 1) async -> WindowCount? {
        let commands: RedisConnection? = box.withLockedValue { state in
            guard let commands = state.commands, state.counting < Self.mostCounts else { return nil }
            state.counting += 1
            return commands
        }
        guard let commands else { return nil }
        defer { box.withLockedValue { $0.counting -= 1 } }
        let command = CountScript.command(key: names.counter(key), window: window, step: step)
        guard let reply = try? await commands.ask(command).get() else { return nil }
        learn(reply, from: commands)
        return CountScript.count(reply)
    }

    private func learn(_ reply: RedisReply, from commands: RedisConnection) {
        do {
            let refusal = try RedisGreeting.refusal(reply)
            box.withLockedValue { if $0.commands === commands { $0.refusal = refusal } }
        } catch {
            commands.fail(error)
        }
    }

    // MARK: Telling

    private func report(_ bus: BusState) { box.withLockedValue { $0.bus = bus } }

    private func log(_ change: (inout Announcements) -> Announcements.Announcement?) {
        let metadata: Logger.Metadata = ["redis": "\(address)"]
        switch box.withLockedValue({ change(&$0.announcements) }) {
        case nil: break
        case .connected: logger.info("Redis is connected", metadata: metadata)
        case .back(let gap, let unsaid):
            let seconds = (gap / .milliseconds(100)).rounded() / 10
            logger.notice(
                "Redis is back after \(seconds) s\(Self.often(unsaid)); what may have been missed is looked for",
                metadata: metadata)
        case .away(let reason, let unsaid):
            logger.warning(
                "Redis is away: \(reason)\(Self.often(unsaid)). Work goes on and is looked for every second; sign-in limits are each process's own",
                metadata: metadata)
        }
    }

    private static func often(_ unsaid: Int) -> String {
        unsaid == 0 ? "" : " (it came or went \(unsaid) times more since the last line)"
    }

    /// What fills the lanes of a hundred thousand devices for some seconds.
    private static let mostHints = 8192
    private static let hintsAMessage = 256
    private static let mostCounts = 4096
    /// A connection that lasted so long is none of many that fail.
    private static let steady = Duration.seconds(5)
}

/// Pauses between attempts to connect: 50 ms, doubled each time up to a second, and a quarter more or less, so that
/// many processes do not come back at once.
private struct Backoff {
    private var pause = Duration.milliseconds(50)

    mutating func next() -> Duration {
        defer { pause = min(pause * 2, .milliseconds(800)) }
        return pause * Double.random(in: 0.75...1.25)
    }
}
