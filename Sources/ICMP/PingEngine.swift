internal import CICMP
internal import Glibc

/// What the thread of a `PingLoop` owns: the sockets and the pings under way. It carries out what `PingTable` decides.
final class PingEngine {
    /// How often a socket is read before the others and the timers get their turn: more than its buffer holds.
    private static let batches = 1024
    /// Nanoseconds until the buffers of all sockets, found full, are tried again.
    private static let pause: Int64 = 5_000_000
    /// Nanoseconds until an echo that an interface has dropped is tried again.
    private static let dropPause: Int64 = 50_000_000

    private var table = PingTable<PingLoop.Waiter>()
    private var pace: SendPace
    private var portV4 = EchoPort(.v4)
    private var portV6 = EchoPort(.v6)
    private var sequences = SequenceLog()
    private var blockedUntil = MonotonicTime(nanoseconds: 0)
    private let key = SipHash()
    private let room = UnsafeMutableBufferPointer<cicmp_datagram>.allocate(capacity: Int(CICMP_BATCH))

    init(rate: Int) {
        pace = SendPace(rate: rate)
        room.initialize(repeating: cicmp_datagram())
    }

    deinit { room.deallocate() }

    /// Works until the loop is closed.
    func run(orders loop: PingLoop, waker: CInt) {
        while obey(loop) {
            sendDue()
            let ready = wait(waker: waker)
            // The clock is read before the sockets: after a long stall the replies that came in time are counted
            // before any echo is given up.
            let now = MonotonicTime.now
            for socket in ready { receive(from: socket) }
            while let ending = table.advance(to: now) { tell(ending) }
        }
        for ending in table.close() { tell(ending) }
        Glibc.close(waker)
    }

    private func tell(_ ending: PingTable<PingLoop.Waiter>.Ending) {
        ending.waiter.resume(returning: ending.outcome)
    }
}

// MARK: Orders

extension PingEngine {
    /// Whether the loop is still open.
    private func obey(_ loop: PingLoop) -> Bool {
        let (orders, isOpen) = loop.takeOrders()
        for order in orders {
            switch order {
            case .begin(let number, let request, let waiter): table.begin(number, request, for: waiter, at: .now)
            case .cancel(let number): if let ending = table.cancel(number) { tell(ending) }
            }
        }
        return isOpen
    }

    /// Sleeps until something is to be done. Returns the sockets that have something to say.
    private func wait(waker: CInt) -> [ICMPSocket] {
        let sockets = portV4.sockets + portV6.sockets
        var descriptors = sockets.map { pollfd(fd: $0.descriptor, events: Int16(POLLIN), revents: 0) }
        descriptors.append(pollfd(fd: waker, events: Int16(POLLIN), revents: 0))
        guard poll(&descriptors, nfds_t(descriptors.count), milliseconds(until: nextWork)) > 0 else { return [] }
        if descriptors[sockets.count].revents != 0 { cicmp_rest(waker) }
        return zip(sockets, descriptors).filter { $0.1.revents != 0 }.map(\.0)
    }

    private var nextWork: MonotonicTime? {
        let nextSend = table.hasOutgoing ? max(pace.next, blockedUntil) : nil
        return [table.nextTimer, nextSend].compactMap { $0 }.min()
    }

    /// What `poll` is to be given: rounded up, lest it return too early again and again.
    private func milliseconds(until moment: MonotonicTime?) -> CInt {
        guard let moment else { return -1 }
        return CInt(clamping: max(0, (moment - .now + 999_999) / 1_000_000))
    }
}

// MARK: Sending

extension PingEngine {
    private func sendDue() {
        var now = MonotonicTime.now
        while pace.next <= now, blockedUntil <= now, let departure = table.nextDeparture(at: now) {
            switch departure {
            case .end(let ending): tell(ending)
            case .send(let flight, let target): send(flight, to: target, at: now)
            }
            now = .now
        }
    }

    private func send(_ flight: Flight, to target: IPAddress, at now: MonotonicTime) {
        let stamp = EchoStamp(flight: flight, sentAt: now, to: target, key: key)
        let sequence = sequences.number(flight)
        let result =
            switch target.family {
            case .v4: portV4.send(stamp, sequence: sequence, to: target)
            case .v6: portV6.send(stamp, sequence: sequence, to: target)
            }
        switch result {
        case .sent:
            pace.sent(at: now)
            table.sent(flight, at: now)
        case .full:
            blockedUntil = now + Self.pause
            table.postpone(flight, until: blockedUntil)
        case .dropped(let errno):
            let obstacle = PingError(.notSent, target: target, errno: errno)
            table.postpone(flight, until: now + Self.dropPause, obstacle)
        case .failed(let code, let errno):
            let failure = PingError(code, target: target, errno: errno)
            if let ending = table.notSent(flight, failure, at: now) { tell(ending) }
        }
    }
}

// MARK: Receiving

extension PingEngine {
    private func receive(from socket: ICMPSocket) {
        socket.receiveReports(batches: Self.batches) { quote, destination, unreachable in
            note(unreachable, of: quote, to: destination)
        }
        let clock = ArrivalClock.now
        socket.receive(into: room, batches: Self.batches) { bytes, source, receivedAt in
            guard let echo = EchoMessage(bytes, family: socket.family) else { return }
            arrive(echo, from: source, stamped: receivedAt, clock)
        }
        if socket.takeHasDropped() { table.repliesWereLost(at: .now) }
    }

    private func arrive(_ echo: EchoMessage, from source: IPAddress, stamped time: Int64, _ clock: ArrivalClock) {
        guard echo.kind == .reply, let stamp = echo.stamp, stamp.isGenuine(from: source, key: key) else { return }
        let roundTrip = clock.roundTrip(sentAt: stamp.sentAt, stamp: time, readAt: .now)
        if case .end(let ending) = table.received(stamp.flight, roundTrip: roundTrip) { tell(ending) }
    }

    /// The stamp says which echo is meant; where a router quotes too little of it, its sequence number does.
    private func note(_ unreachable: Unreachable, of quote: Span<UInt8>, to destination: IPAddress) {
        guard let echo = EchoMessage(quote, family: destination.family, isQuoted: true), echo.kind == .request else {
            return
        }
        if let stamp = echo.stamp {
            guard stamp.isGenuine(from: destination, key: key) else { return }
            table.unreachable(stamp.flight, unreachable, from: destination)
        } else if let flight = sequences[echo.sequence] {
            table.unreachable(flight, unreachable, from: destination)
        }
    }
}
