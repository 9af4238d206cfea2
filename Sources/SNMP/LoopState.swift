import Glibc

/// What ``RequestLoop``'s thread has to itself.
struct LoopState: ~Copyable {
    private let bell: Bell
    private var table = RequestTable<Exchange>()
    /// At most one for each family, opened when first needed.
    private var sockets: [UDPSocket] = []
    private let memory = UnsafeMutableRawBufferPointer.allocate(byteCount: 65_536, alignment: 16)

    /// How many datagrams are read from a socket before other work gets its turn.
    private static let readsAtOnce = 256

    init(bell: Bell) {
        self.bell = bell
    }

    deinit {
        memory.deallocate()
    }

    /// Runs until the loop is stopped. What has arrived is read before anything times out, so that a process that was held
    /// up blames no device.
    mutating func run(_ loop: RequestLoop) {
        while true {
            wait()
            let (commands, isStopped) = loop.collect()
            for command in commands { obey(command) }
            if isStopped {
                for exchange in table.removeAll() { exchange.finish(.failure(.closed(exchange.target))) }
                return
            }
            for socket in sockets { readErrors(of: socket) }
            if sockets.allSatisfy({ readReplies(from: $0) }) { expire() }
        }
    }

    /// Until a socket or the bell has something to read, or a request is overdue.
    private mutating func wait() {
        var entries = sockets.map { pollfd(fd: $0.descriptor, events: Int16(POLLIN), revents: 0) }
        entries.append(pollfd(fd: bell.descriptor, events: Int16(POLLIN), revents: 0))
        var timeout: Int32 = -1
        if let deadline = table.nextDeadline() {
            let milliseconds = (max(0, deadline.nanoseconds - Moment.now.nanoseconds) + 999_999) / 1_000_000
            timeout = Int32(clamping: milliseconds)
        }
        _ = poll(&entries, nfds_t(entries.count), timeout)
        if entries.last?.revents != 0 { bell.silence() }
    }

    private mutating func obey(_ command: RequestLoop.Command) {
        switch command {
        case .send(let exchange):
            start(exchange)
        case .cancel(let exchange):
            if let id = exchange.id { table.remove(id) }
            exchange.finish(.failure(.cancelled(exchange.target)))
        }
    }

    private mutating func start(_ exchange: Exchange) {
        guard !exchange.isFinished else { return }
        let target = exchange.target
        let id = table.add(
            RequestTable.Request(
                endpoint: exchange.endpoint, timeout: target.timeout.timeoutNanoseconds,
                attempts: 1 + max(0, target.retries), isStrict: target.acceptsOnlyItsOwnAddress, waiter: exchange),
            now: .now)
        exchange.identify(as: id)
        do {
            try send(exchange)
        } catch {
            table.remove(id)
            exchange.finish(.failure(.cannotSend(target, error)))
        }
    }

    private mutating func send(_ exchange: Exchange) throws(SystemError) {
        let socket = try socket(for: exchange.endpoint.family)
        try socket.send(exchange.datagram, to: exchange.endpoint)
    }

    private mutating func socket(for family: Endpoint.Family) throws(SystemError) -> UDPSocket {
        if let socket = sockets.first(where: { $0.family == family }) { return socket }
        let socket = try UDPSocket(family)
        sockets.append(socket)
        return socket
    }

    /// Whether all that had arrived was read.
    private mutating func readReplies(from socket: UDPSocket) -> Bool {
        for _ in 0..<Self.readsAtOnce {
            switch socket.receive(into: memory) {
            case .datagram(let size, let source):
                take(UnsafeRawBufferPointer(rebasing: memory[..<size]), from: source)
            case .nothing: return true
            case .failure: continue
            }
        }
        return false
    }

    private mutating func take(_ datagram: UnsafeRawBufferPointer, from source: Endpoint) {
        guard let header = try? MessageHeader(datagram) else { return }
        let action = table.received(header.requestID, from: source, now: .now) { $0.isAnswered(by: header) }
        guard case .deliver(let exchange, let roundTrip) = action else { return }
        do {
            let pdu = try header.pdu(limit: exchange.replyLimit)
            exchange.finish(.success(Reply(pdu: pdu, roundTrip: roundTrip)))
        } catch {
            exchange.finish(.failure(.malformedReply(exchange.target, error)))
        }
    }

    /// Reads what ICMP reported, by the destination it was reported for.
    private mutating func readErrors(of socket: UDPSocket) {
        for _ in 0..<Self.readsAtOnce {
            switch socket.nextError(into: memory) {
            case .none: return
            case .other: continue
            case .sendFailure(let failure):
                for exchange in table.failed(failure.obstacle, at: failure.destination) {
                    exchange.finish(.failure(.portClosed(exchange.target)))
                }
            }
        }
    }

    private mutating func expire() {
        let now = Moment.now
        while let action = table.nextOverdue(now: now) {
            switch action {
            case .resend(let exchange):
                do {
                    try send(exchange)
                } catch {
                    if let id = exchange.id { table.remove(id) }
                    exchange.finish(.failure(.cannotSend(exchange.target, error)))
                }
            case .timeOut(let exchange, let attempts, let waited, let obstacle):
                exchange.finish(.failure(.noAnswer(exchange.target, attempts, waited, obstacle)))
            }
        }
    }
}
