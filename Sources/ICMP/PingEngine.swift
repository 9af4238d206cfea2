internal import CICMP
internal import Glibc

/// What the thread of a `PingLoop` owns: the sockets and the pings under way. It carries out what `PingTable` decides.
///
/// An echo is sent by a system call of its own, right after the clock was read: in a batch the last one would leave a
/// hundred microseconds after its stamp. Replies have the kernel's stamps, and so are received in batches.
struct PingEngine {
    /// How many batches a socket is read before the others and the timers get their turn: more than its buffer holds.
    private static let batches = 1024
    /// Echoes sent before the sockets are read.
    private static let burst = 64
    /// Echoes that may wait to be sent before no sweep begins more.
    private static let mostOutgoing = 512
    /// Nanoseconds until the buffers of all sockets, found full, are tried again.
    private static let pause: Int64 = 5_000_000
    /// Nanoseconds until an echo that an interface has dropped is tried again.
    private static let dropPause: Int64 = 50_000_000

    private let loop: PingLoop
    private var table: PingTable<PingLoop.Addressee>
    private var runs: [any PingRun] = []
    private var pace: SendPace
    private var portV4 = EchoPort(.v4)
    private var portV6 = EchoPort(.v6)
    private var sequences = SequenceLog()
    private var counters = PingCounters()
    private var clock = ArrivalClock()
    private var blockedUntil = MonotonicTime(nanoseconds: 0)
    private var descriptors: [pollfd] = []
    private let key = SipHash()
    private let room = ReceiveRoom()

    init(for loop: PingLoop, rate: Int, perPrefix: PrefixPace?) {
        self.loop = loop
        pace = SendPace(rate: rate)
        table = PingTable(perPrefix: perPrefix)
    }

    /// Works until the loop is closed.
    mutating func run(waker: WakePipe) {
        while obey() {
            refill()
            sendDue()
            wait(waker: waker)
            // The clock is read before the sockets: after a long stall the replies that came in time are counted
            // before any echo is given up.
            let now = MonotonicTime.now
            receiveReady()
            while let notice = table.advance(to: now) { tell(notice) }
            flush { $0.isLaden }
        }
        for notice in table.close() { tell(notice) }
        for run in runs { run.end { PingError(.closed, target: $0) } }
    }

    private func tell(_ notice: PingTable<PingLoop.Addressee>.Notice) {
        switch notice {
        case .end(.caller(let ticket), let outcome):
            // Whoever looks at the counters after its ping finds it there.
            loop.publish(counters)
            ticket.waiter?.resume(returning: outcome)
        case .end(.sweep(let run, let index), let outcome): run.ended(index, outcome)
        case .echo(.watch(let run), let observation): run.saw(observation)
        case .end(.watch, _), .echo: break
        }
    }
}

// MARK: Orders

extension PingEngine {
    /// Whether the loop is still open.
    private mutating func obey() -> Bool {
        let (orders, isOpen) = loop.takeOrders()
        for order in orders {
            switch order {
            case .begin(let ticket, let request):
                ticket.id = table.begin(request, for: .caller(ticket), at: .now)
            case .cancel(let ticket): if let id = ticket.id, let notice = table.cancel(id) { tell(notice) }
            case .run(let run): runs.append(run)
            case .abandon(let run): abandon(run)
            }
        }
        return isOpen
    }

    private mutating func refill() {
        guard mayBegin else { return }
        let now = MonotonicTime.now
        for run in runs where run.wantsMore { run.refill(&table, at: now) }
    }

    /// Whether a sweep may begin more: no sooner than what it has begun is sent, or waits for its network.
    private var mayBegin: Bool { table.outgoingCount < Self.mostOutgoing && runs.contains(where: \.wantsMore) }

    private mutating func abandon(_ run: any PingRun) {
        guard let index = runs.firstIndex(where: { $0 === run }) else { return }
        runs.remove(at: index)
        table.forget { addressee in
            switch addressee {
            case .caller: false
            case .sweep(let other, _): other === run
            case .watch(let other): other === run
            }
        }
    }

    private mutating func flush(where isDue: (any PingRun) -> Bool) {
        guard runs.contains(where: isDue) else { return }
        loop.publish(counters)
        runs.removeAll { isDue($0) && $0.flush() }
    }

    /// Sleeps until something is to be done, and leaves in `descriptors` which sockets have something to say. What was
    /// found is handed over before it sleeps.
    private mutating func wait(waker: WakePipe) {
        prepareDescriptors(waker: waker)
        let timeout = milliseconds(until: nextWork)
        if timeout != 0 { loop.publish(counters) }
        if timeout != 0, runs.contains(where: { !$0.isEmpty }) {
            if poll(&descriptors, nfds_t(descriptors.count), 0) == 0 {
                flush { !$0.isEmpty }
                // A reader that is quick has made room meanwhile.
                poll(&descriptors, nfds_t(descriptors.count), mayBegin ? 0 : timeout)
            }
        } else {
            poll(&descriptors, nfds_t(descriptors.count), timeout)
        }
        if descriptors[0].revents != 0 { waker.clear() }
    }

    private mutating func prepareDescriptors(waker: WakePipe) {
        guard descriptors.count != 1 + portV4.sockets.count + portV6.sockets.count else { return }
        let sockets = portV4.sockets.map(\.descriptor) + portV6.sockets.map(\.descriptor)
        descriptors = ([waker.readEnd] + sockets).map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
    }

    private var nextWork: MonotonicTime? {
        if mayBegin { return MonotonicTime(nanoseconds: 0) }
        let nextSend = table.hasOutgoing ? max(pace.next, blockedUntil) : .distantFuture
        let next = min(table.nextTimer ?? .distantFuture, nextSend)
        return next == .distantFuture ? nil : next
    }

    /// What `poll` is to be given: rounded up, lest it return too early again and again.
    private func milliseconds(until moment: MonotonicTime?) -> CInt {
        guard let moment else { return -1 }
        return CInt(clamping: max(0, (moment - .now + 999_999) / 1_000_000))
    }
}

// MARK: Sending

extension PingEngine {
    private mutating func sendDue() {
        var now = MonotonicTime.now
        for _ in 0..<Self.burst {
            guard pace.next <= now, blockedUntil <= now, let departure = table.nextDeparture(at: now) else { return }
            switch departure {
            case .skip(let notice): tell(notice)
            case .send(let flight, let target): send(flight, to: target)
            }
            now = .now
        }
    }

    private mutating func send(_ flight: Flight, to target: IPAddress) {
        let sequence = sequences.number(flight.ping)
        // As late as can be.
        let now = MonotonicTime.now
        let stamp = EchoStamp(flight: flight, sentAt: now, to: target, key: key)
        let result =
            switch target.family {
            case .v4: portV4.send(stamp, sequence: sequence, to: target)
            case .v6: portV6.send(stamp, sequence: sequence, to: target)
            }
        switch result {
        case .sent:
            pace.sent(at: now)
            counters.sent += 1
            table.sent(flight, at: now)
        case .full:
            blockedUntil = now + Self.pause
            table.postpone(flight, until: blockedUntil)
        case .dropped(let errno):
            let obstacle = PingError(.notSent, target: target, errno: errno)
            table.postpone(flight, until: now + Self.dropPause, obstacle)
        case .failed(let code, let errno):
            let failure = PingError(code, target: target, errno: errno)
            if let notice = table.notSent(flight, failure, at: now) { tell(notice) }
        }
    }
}

// MARK: Receiving

extension PingEngine {
    private mutating func receiveReady() {
        // The sockets are those of the descriptors after the waker's, first IPv4.
        var place = 1
        for sockets in [portV4.sockets, portV6.sockets] {
            for socket in sockets {
                if place < descriptors.count { receive(from: socket, Int32(descriptors[place].revents)) }
                place += 1
            }
        }
    }

    private mutating func receive(from socket: ICMPSocket, _ events: Int32) {
        guard events != 0 else { return }
        if events & POLLERR != 0 {
            socket.receiveReports(batches: Self.batches) { quote, destination, unreachable in
                note(unreachable, of: quote, to: destination)
            }
        }
        // An error that is pending keeps the socket ready until it is read.
        for _ in 0..<Self.batches {
            clock.look()
            guard socket.receive(into: room, { arrive($0, $1, at: socket) }) else { break }
        }
        if socket.takeHasDropped() {
            counters.overflows += 1
            table.repliesWereLost(at: .now)
        }
    }

    private mutating func arrive(
        _ bytes: Span<UInt8>, _ arrival: ICMPSocket.Arrival, at socket: ICMPSocket
    ) {
        let family = socket.family
        // Replies to others come too until the filter of a raw socket is in place.
        guard let echo = EchoMessage(bytes, family: family), echo.kind == .reply, echo.identifier == socket.identifier
        else { return }
        guard EchoMessage.isSound(bytes, family: family), let stamp = echo.stamp else {
            return noteCorrupt(echo.sequence, from: arrival.source)
        }
        guard stamp.isGenuine(from: arrival.source, key: key) else { return noteForeign(echo, stamp, arrival.source) }
        if !EchoMessage.isFilled(bytes) { noteCorrupt(stamp.flight.ping, from: arrival.source) }
        let roundTrip = clock.roundTrip(sentAt: stamp.sentAt, stamp: arrival.receivedAt, readAt: .now)
        switch table.received(stamp.flight, roundTrip: roundTrip, hopLimit: arrival.hopLimit) {
        case .counted: counters.answered += 1
        case .told(let notice):
            counters.answered += 1
            tell(notice)
        case .duplicate: counters.duplicates += 1
        case .stray: counters.strays += 1
        }
    }

    private mutating func noteCorrupt(_ sequence: UInt16, from source: IPAddress) {
        if let ping = sequences[sequence] { noteCorrupt(ping, from: source) } else { counters.corrupt += 1 }
    }

    private mutating func noteCorrupt(_ ping: PingID, from source: IPAddress) {
        counters.corrupt += 1
        table.corrupt(ping, from: source)
    }

    /// The stamp is not for an echo to whoever sends it: forged, damaged, or meant for another address.
    private mutating func noteForeign(_ echo: EchoMessage, _ stamp: EchoStamp, _ source: IPAddress) {
        guard let target = table.target(of: stamp.flight.ping), stamp.isGenuine(from: target, key: key) else {
            return noteCorrupt(echo.sequence, from: source)
        }
        counters.misdirected += 1
        table.misdirected(stamp.flight.ping, from: source)
    }

    /// The stamp says which echo is meant; where a router quotes too little of it, its sequence number says which ping.
    private mutating func note(_ unreachable: Unreachable, of quote: Span<UInt8>, to destination: IPAddress) {
        guard let echo = EchoMessage(quote, family: destination.family), echo.kind == .request else { return }
        counters.unreachable += 1
        if let stamp = echo.stamp {
            guard stamp.isGenuine(from: destination, key: key) else { return }
            table.unreachable(stamp.flight.ping, stamp.flight.echo, unreachable, from: destination)
        } else if let ping = sequences[echo.sequence] {
            table.unreachable(ping, nil, unreachable, from: destination)
        }
    }
}
