internal import DequeModule
internal import Monitoring
internal import Sockets

#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// Both connections to a Redis that answers: one asks, one listens. Used by one thread.
final class RedisLink {
    /// What was asked and not answered yet, in order.
    private enum Question {
        case hints
        case ping
        case count(Exchange.CountRequest)
        case probe
    }

    private struct Asked {
        let question: Question
        let at: ContinuousClock.Instant
    }

    private let timing: RedisTiming
    private let names: RedisNames
    private let sender: String
    private let exchange: Exchange
    private let commands: RedisConnection
    private let subscription: RedisConnection
    private let hear: (Hint) -> Void

    private var asked: Deque<Asked> = []
    private var roundTrip = Duration.zero
    /// Why Redis does not count.
    private var refusal: String?
    /// When the subscription was asked whether it lives; `nil` once it answered.
    private var subscriptionAskedAt: ContinuousClock.Instant?

    /// Connects and signs in.
    /// - Parameter hear: given what others publish.
    init(
        _ address: RedisAddress, names: RedisNames, sender: String, timing: RedisTiming, exchange: Exchange,
        hear: @escaping (Hint) -> Void
    ) throws(RedisError) {
        (self.names, self.sender, self.timing, self.exchange, self.hear) = (names, sender, timing, exchange, hear)
        let greeting = RedisGreeting(
            address: address, names: names, timing: timing, interruption: exchange.wakeDescriptor)
        subscription = try greeting.subscription()
        let start = ContinuousClock.now
        (commands, refusal) = try greeting.commands(probe: HintMessage(sender: sender, hints: []).bytes)
        roundTrip = .now - start
    }

    deinit {
        for question in asked {
            if case .count(let request) = question.question { request.counted.resume(returning: nil) }
        }
    }

    var state: BusState { .connected(roundTrip: roundTrip, refusal: refusal) }

    /// Serves until Redis fails or the bus closes.
    /// - Parameter look: called twice a second or more often.
    func serve(_ look: () -> Void) throws(RedisError) {
        var closesBy: ContinuousClock.Instant?
        while true {
            ask()
            try commands.flush()
            try subscription.flush()
            if exchange.isClosing {
                let end = closesBy ?? .now + timing.farewell
                closesBy = end
                if asked.isEmpty || end <= .now { throw .closing }
            }
            wait()
            try commands.receive(answered)
            try subscription.receive(heard)
            exchange.report(state)
            look()
            try judge(at: .now)
        }
    }

    // MARK: Asking

    private func ask() {
        let now = ContinuousClock.now
        while commands.outputSize < Self.enoughOutput {
            let hints = exchange.takeHints(atMost: Self.hintsAMessage)
            if hints.isEmpty { break }
            let message = HintMessage(sender: sender, hints: hints)
            put(.hints, [Array("PUBLISH".utf8), names.channel, message.bytes], now)
        }
        for request in exchange.takeCounts() {
            let key = names.counter(request.key)
            put(.count(request), CountScript.command(key: key, window: request.window, step: request.step), now)
        }
        if asked.isEmpty, now >= commands.heardAt + timing.pingInterval { askWhetherItLives(now) }
        if subscriptionAskedAt == nil, now >= subscription.heardAt + timing.pingInterval {
            subscription.send("PING")
            subscriptionAskedAt = now
        }
    }

    private func askWhetherItLives(_ now: ContinuousClock.Instant) {
        if refusal == nil {
            put(.ping, [Array("PING".utf8)], now)
        } else {
            put(.probe, CountScript.command(key: names.counter(""), window: .seconds(1)), now)
        }
    }

    private func put(_ question: Question, _ words: [[UInt8]], _ now: ContinuousClock.Instant) {
        commands.send(words)
        asked.append(Asked(question: question, at: now))
    }

    // MARK: Waiting

    private func wait() {
        var descriptors = [commands, subscription].map {
            pollfd(fd: $0.socket, events: Int16($0.hasOutput ? POLLIN | POLLOUT : POLLIN), revents: 0)
        }
        descriptors.append(pollfd(fd: exchange.wakeDescriptor, events: Int16(POLLIN), revents: 0))
        let pause = min(nextLook - .now, exchange.isClosing ? .milliseconds(10) : .seconds(1))
        poll(&descriptors, nfds_t(descriptors.count), pause.pollMilliseconds)
        if descriptors[2].revents != 0 { exchange.clearWakes() }
    }

    /// When a ping or a judgement is next.
    private var nextLook: ContinuousClock.Instant {
        let commandsLook = asked.first.map { $0.at + timing.patience } ?? commands.heardAt + timing.pingInterval
        let subscriptionLook =
            subscriptionAskedAt == nil
            ? subscription.heardAt + timing.pingInterval : subscriptionDeadline ?? .now
        return min(commandsLook, subscriptionLook)
    }

    /// Whatever comes shows that it lives: its answer waits behind all messages.
    private var subscriptionDeadline: ContinuousClock.Instant? {
        subscriptionAskedAt.map { max($0, subscription.heardAt) + timing.patience }
    }

    /// Called after what had come was read: a process that was stopped does not blame Redis.
    private func judge(at now: ContinuousClock.Instant) throws(RedisError) {
        if let oldest = asked.first, now >= oldest.at + timing.patience { throw .silent(timing.patience) }
        if let deadline = subscriptionDeadline, now >= deadline { throw .silent(timing.patience) }
    }

    // MARK: Answers

    private func answered(_ reply: RedisReply) throws(RedisError) {
        guard let first = asked.popFirst() else { throw .unintelligible("an answer to nothing") }
        roundTrip = .now - first.at
        switch first.question {
        case .hints:
            if case .error(let reason) = reply { throw .refused(command: "PUBLISH", reason) }
        case .ping:
            if case .error(let reason) = reply { throw .refused(command: "PING", reason) }
        case .probe: try learn(CountScript.count(reply), reply)
        case .count(let request):
            let count = CountScript.count(reply)
            request.counted.resume(returning: count)
            try learn(count, reply)
        }
    }

    private func learn(_ count: WindowCount?, _ reply: RedisReply) throws(RedisError) {
        refusal = try RedisGreeting.refusal(count, reply)
    }

    private func heard(_ reply: RedisReply) throws(RedisError) {
        guard case .array(let parts) = reply, case .text(let kind)? = parts.first else {
            if case .error(let reason) = reply { throw .refused(command: "PING", reason) }
            throw .unintelligible("no message where one belongs")
        }
        guard kind.elementsEqual("message".utf8) else {
            subscriptionAskedAt = nil
            return
        }
        guard parts.count == 3, case .text(let payload) = parts[2], let message = HintMessage(payload),
            message.sender != sender
        else { return }
        for hint in message.hints { hear(hint) }
    }

    private static let hintsAMessage = 256
    private static let enoughOutput = 64 << 10
}
