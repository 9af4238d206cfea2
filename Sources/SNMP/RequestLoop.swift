import Glibc

/// Sends requests and takes replies for all devices of a client: the sockets, and the table of who waits for what.
///
/// It has a thread of its own, rather than an event loop's channel, because ICMP errors of a socket that is not connected have
/// to be read from its error queue: they tell which device they are about, and left there the socket stays ready for ever.
struct RequestLoop: ~Copyable {
    private let mailbox: Mailbox
    private var table = RequestTable<Exchange>()
    /// At most one for each family, opened when first needed.
    private var sockets: [UDPSocket] = []
    /// Requests that the kernel had no room for; they have not been sent once.
    private var held: [Exchange] = []
    private var statistics = SNMPStatistics()
    private let memory = UnsafeMutableRawBufferPointer.allocate(byteCount: 65_536, alignment: 16)

    /// How many datagrams are read from a socket before other work gets its turn.
    private static let readsAtOnce = 256

    init(_ mailbox: Mailbox) {
        self.mailbox = mailbox
    }

    deinit {
        memory.deallocate()
    }

    /// Starts a thread that runs until the mailbox is stopped.
    static func start(_ mailbox: Mailbox) throws(SystemError) {
        var thread = pthread_t()
        let box = Unmanaged.passRetained(mailbox)
        let result = pthread_create(
            &thread, nil,
            { context in
                guard let context else { return nil }
                var loop = RequestLoop(Unmanaged<Mailbox>.fromOpaque(context).takeRetainedValue())
                while loop.turn() {}
                return nil
            }, box.toOpaque())
        guard result == 0 else {
            box.release()
            throw SystemError(number: result)
        }
        pthread_detach(thread)
    }

    /// Whether a request waits for its answer, or to be sent.
    var isBusy: Bool { table.count > 0 || !held.isEmpty }

    /// Waits for something to do, and does it. `false` if that was the last of it: all who wait have got
    /// ``SNMPError/Code/closed``.
    mutating func turn() -> Bool {
        act(on: wait())
    }

    /// What there is to read.
    struct Ready {
        let errors: Bool
        let replies: Bool
    }

    mutating func act(on ready: Ready) -> Bool {
        let (commands, isStopped) = mailbox.collect()
        for command in commands { obey(command) }
        guard !isStopped else {
            for exchange in held + table.removeAll() { exchange.finish(.failure(.closed(exchange.target))) }
            return false
        }
        startHeld()
        if ready.errors { for socket in sockets { readErrors(of: socket) } }
        if !ready.replies || readReplies() { expire() }
        return true
    }

    /// Until a socket or the bell has something to read, a request is overdue, or one that is held can be tried again.
    mutating func wait() -> Ready {
        var entries = sockets.map { pollfd(fd: $0.descriptor, events: Int16(POLLIN), revents: 0) }
        entries.append(pollfd(fd: mailbox.bell.descriptor, events: Int16(POLLIN), revents: 0))
        var timeout: Int64 = -1
        if let deadline = table.nextDeadline() {
            timeout = (max(0, deadline.nanoseconds - Moment.now.nanoseconds) + 999_999) / 1_000_000
        }
        if !held.isEmpty { timeout = 1 }
        _ = poll(&entries, nfds_t(entries.count), Int32(clamping: timeout))
        if entries.last?.revents != 0 { mailbox.bell.silence() }
        let events = entries.dropLast().reduce(0) { $0 | Int32($1.revents) }
        return Ready(errors: events & POLLERR != 0, replies: events != 0)
    }

    private mutating func obey(_ command: Mailbox.Command) {
        switch command {
        case .send(let exchange):
            held.append(exchange)
        case .cancel(let exchange):
            exchange.isCancelled = true
            guard let id = exchange.id else { return }
            table.remove(id)
            exchange.finish(.failure(.cancelled(exchange.target)))
        case .report(let continuation):
            continuation.resume(returning: statistics)
        }
    }
}

/// Sending.
extension RequestLoop {
    /// Sends what is new, as far as the kernel has room.
    private mutating func startHeld() {
        guard !held.isEmpty else { return }
        for socket in sockets { socket.countDrops() }
        var sent = 0
        while sent < held.count, start(held[sent]) { sent += 1 }
        if sent == held.count { held.removeAll(keepingCapacity: sent <= 1024) } else { held.removeFirst(sent) }
    }

    /// `false` if there is no room.
    private mutating func start(_ exchange: Exchange) -> Bool {
        let target = exchange.target
        guard !exchange.isCancelled else {
            exchange.finish(.failure(.cancelled(target)))
            return true
        }
        do {
            let socket = try socket(for: exchange.endpoint.family)
            let id = table.add(
                RequestTable.Request(
                    endpoint: exchange.endpoint, timeout: target.timeout.timeoutNanoseconds,
                    attempts: 1 + max(0, target.retries), isStrict: target.acceptsOnlyItsOwnAddress, waiter: exchange),
                now: .now)
            exchange.identify(as: id, drops: socket.drops)
            guard try send(exchange, over: socket) else {
                table.remove(id)
                return false
            }
            statistics.requests += 1
        } catch {
            giveUp(exchange, error)
        }
        return true
    }

    /// `false` if the kernel has no room.
    ///
    /// A send may fail with the ICMP error of an earlier datagram, which belongs to another device as a rule. Such errors go
    /// when they are read; what remains is about this destination.
    private mutating func send(_ exchange: Exchange, over socket: UDPSocket) throws(SystemError) -> Bool {
        for _ in 0..<4 {
            guard let failure = socket.send(exchange.datagram, to: exchange.endpoint) else { return true }
            if failure.meansNoRoom { return false }
            guard failure.mayBeOfAnotherDatagram else { throw failure }
            readErrors(of: socket)
            guard !exchange.isFinished else { return true }
        }
        guard let failure = socket.send(exchange.datagram, to: exchange.endpoint) else { return true }
        throw failure
    }

    private mutating func giveUp(_ exchange: Exchange, _ error: SystemError) {
        if let id = exchange.id { table.remove(id) }
        exchange.finish(.failure(.cannotSend(exchange.target, error)))
    }

    private mutating func socket(for family: Endpoint.Family) throws(SystemError) -> UDPSocket {
        if let socket = sockets.first(where: { $0.family == family }) { return socket }
        let socket = try UDPSocket(family)
        sockets.append(socket)
        return socket
    }

    /// What has arrived is read before anything times out, so that a process that was held up blames no device.
    private mutating func expire() {
        let now = Moment.now
        guard let deadline = table.nextDeadline(), deadline <= now, readReplies() else { return }
        while let action = table.nextOverdue(now: now) {
            switch action {
            case .resend(let exchange):
                resend(exchange)
            case .timeOut(let exchange, let attempts, let waited, let obstacle):
                statistics.unanswered += 1
                exchange.finish(.failure(verdict(on: exchange, attempts, waited, obstacle)))
            }
        }
    }

    private mutating func resend(_ exchange: Exchange) {
        do {
            // Without room for it now it counts as lost; its next attempt comes with the next time-out.
            _ = try send(exchange, over: try socket(for: exchange.endpoint.family))
            statistics.retries += 1
        } catch {
            giveUp(exchange, error)
        }
    }

    /// A device is blamed for silence only if its answer cannot have been among datagrams that the kernel threw away.
    private func verdict(
        on exchange: Exchange, _ attempts: Int, _ waited: Duration, _ obstacle: Obstacle?
    ) -> SNMPError {
        let socket = sockets.first { $0.family == exchange.endpoint.family }
        socket?.countDrops()
        guard socket?.drops == exchange.dropsBefore else { return .repliesLost(exchange.target) }
        return .noAnswer(exchange.target, attempts, waited, obstacle)
    }
}

/// Receiving.
extension RequestLoop {
    /// Whether all that had arrived was read. A socket that does nothing but fail is closed; the next send opens another.
    private mutating func readReplies() -> Bool {
        var isDrained = true
        for socket in sockets {
            switch readReplies(from: socket) {
            case .drained: continue
            case .more: isDrained = false
            case .broken: sockets.removeAll { $0 === socket }
            }
        }
        return isDrained
    }

    private enum Progress { case drained, more, broken }

    private mutating func readReplies(from socket: UDPSocket) -> Progress {
        var failures = 0
        for _ in 0..<Self.readsAtOnce {
            switch socket.receive(into: memory) {
            case .datagram(let size, let source):
                take(UnsafeRawBufferPointer(rebasing: memory[..<size]), from: source)
            case .nothing: return .drained
            case .failure: failures += 1
            }
        }
        return failures == Self.readsAtOnce ? .broken : .more
    }

    private mutating func take(_ datagram: UnsafeRawBufferPointer, from source: Endpoint) {
        let header: MessageHeader
        do {
            header = try MessageHeader(datagram)
        } catch {
            statistics.malformedReplies += 1
            takeFragment(datagram, from: source, error)
            return
        }
        let action = table.received(header.requestID, from: source, now: .now) { $0.isAnswered(by: header) }
        guard case .deliver(let exchange, let roundTrip, let isForeign) = action else {
            statistics.strayReplies += 1
            return
        }
        statistics.replies += 1
        if isForeign { statistics.foreignReplies += 1 }
        do {
            let pdu = try header.pdu(expectedCount: exchange.expectedCount)
            exchange.finish(.success(Reply(pdu: pdu, roundTrip: roundTrip)))
        } catch {
            statistics.malformedReplies += 1
            exchange.finish(.failure(.malformedReply(exchange.target, error)))
        }
    }

    /// A reply that ends in error is still an answer, if it comes from the device that was asked.
    private mutating func takeFragment(
        _ datagram: UnsafeRawBufferPointer, from source: Endpoint, _ fault: BERFault
    ) {
        guard let id = MessageHeader.requestID(inFragment: datagram),
            case .deliver(let exchange, _, _) = table.received(
                id, from: source, now: .now, isGenuine: { $0.endpoint == source })
        else { return }
        exchange.finish(.failure(.malformedReply(exchange.target, fault)))
    }

    /// Reads what ICMP reported, by the destination it was reported for.
    private mutating func readErrors(of socket: UDPSocket) {
        for _ in 0..<Self.readsAtOnce {
            switch socket.nextError(into: memory) {
            case .none: return
            case .other: continue
            case .sendFailure(let failure):
                let fragment = UnsafeRawBufferPointer(rebasing: memory[..<failure.quoted])
                let id = MessageHeader.requestID(inFragment: fragment)
                for exchange in table.failed(failure.obstacle, at: failure.destination, quoting: id) {
                    exchange.finish(.failure(.portClosed(exchange.target)))
                }
            }
        }
    }
}
