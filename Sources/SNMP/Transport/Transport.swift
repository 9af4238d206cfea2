import DequeModule
import Glibc
internal import Sockets

/// Sends requests and takes replies for all devices of a client: the sockets, and the table of who waits for what.
///
/// It has a thread of its own, rather than an event loop's channel, because ICMP errors of a socket that is not connected have
/// to be read from its error queue: they tell which device they are about, and left there the socket stays ready for ever.
/// What follows from a reply, such as the next request of a walk, is decided on that thread too: callers get results, not
/// replies, so the hand-over to their threads is paid once for many requests.
final class Transport {
    private let mailbox: Mailbox
    private var table = RequestTable<PendingRequest>()
    /// At most one for each family, opened when first needed.
    private var sockets: [UDPSocket] = []
    private var devices: [Endpoint: Device] = [:]
    /// Requests that their device admits, but for which there is no room yet: in the kernel's queues, or in the receive buffer
    /// for the replies.
    private var held: Deque<PendingRequest> = []
    /// The kernel had no room.
    private var isChoked = false
    /// Whether a batch is being sent, to which nothing may be added meanwhile.
    private var isFlushing = false
    private var finders: [any RequestDriver] = []
    private var engines = EngineRegistry<Endpoint>()
    private var lateReplies = LateReplies()
    private let onNotice: @Sendable (SNMPNotice) -> Void
    private var statistics = SNMPStatistics()
    /// The time of the present turn or batch.
    private var now = Moment.now
    private var dropsCounted = Moment(nanoseconds: 0)
    /// Since when more arrives than is read.
    private var undrained: Moment?

    /// How many batches are read from a socket before other work gets its turn.
    private static let batchesAtOnce = 16
    /// How long requests may go on for more than their time because what has arrived is not read, in nanoseconds.
    private static let drainPatience: Int64 = 1_000_000_000
    /// What a reply of the size of a packet takes in a receive buffer.
    private static let replyCost = 4_096

    init(_ mailbox: Mailbox, onNotice: @escaping @Sendable (SNMPNotice) -> Void = { _ in }) {
        self.mailbox = mailbox
        self.onNotice = onNotice
    }

    /// Starts a thread that runs until the mailbox is stopped.
    static func start(
        _ mailbox: Mailbox, onNotice: @escaping @Sendable (SNMPNotice) -> Void
    ) throws(SystemError) {
        try OwnThread.start {
            let transport = Transport(mailbox, onNotice: onNotice)
            while transport.turn() {}
        }
    }

    /// The statistics, with what there is now.
    var report: SNMPStatistics {
        var report = statistics
        report.devices = devices.count
        report.sockets = sockets.count
        return report
    }

    /// Whether a request waits for its answer, or to be sent.
    var isBusy: Bool { table.count > 0 || !held.isEmpty }

    /// Waits for something to do, and does it. `false` if that was the last of it: all who wait have got
    /// ``SNMPError/Code/closed``.
    func turn() -> Bool {
        act(on: wait())
    }

    /// What there is to read.
    struct Ready {
        let errors: Bool
        let replies: Bool
    }

    func act(on ready: Ready) -> Bool {
        now = .now
        let (commands, isStopped) = mailbox.collect()
        guard !isStopped else {
            stop(commands)
            return false
        }
        for command in commands { obey(command) }
        if ready.errors { for socket in sockets { readErrors(of: socket) } }
        if !ready.replies { undrained = nil }
        if !ready.replies || hasReadEnough() { expire() }
        table.age(now: now)
        isChoked = false
        // What goes out may fail at once and make room for others.
        var rounds = 0
        repeat {
            startHeld()
            flush()
            rounds += 1
        } while rounds < 16 && (sockets.contains { $0.hasOutgoing } || canStartHeld)
        handOver()
        return true
    }

    /// Until a socket or the waker has something to read, a request is overdue, or one that is held can be tried again.
    private func wait() -> Ready {
        var entries = (
            pollfd(fd: mailbox.waker.readEnd, events: Int16(POLLIN), revents: 0), pollfd(), pollfd()
        )
        for (index, socket) in sockets.enumerated() {
            let entry = pollfd(fd: socket.descriptor, events: Int16(POLLIN), revents: 0)
            if index == 0 { entries.1 = entry } else { entries.2 = entry }
        }
        let timeout = self.timeout
        let count = nfds_t(1 + sockets.count)
        withUnsafeMutablePointer(to: &entries) { pointer in
            _ = pointer.withMemoryRebound(to: pollfd.self, capacity: 3) { poll($0, count, timeout) }
        }
        if entries.0.revents != 0 { mailbox.waker.clear() }
        let events = Int32(entries.1.revents) | Int32(entries.2.revents)
        return Ready(errors: events & POLLERR != 0, replies: events != 0)
    }

    /// Milliseconds; -1 for as long as it takes.
    private var timeout: Int32 {
        guard !isChoked else { return 1 }
        guard !canStartHeld else { return 0 }
        var next = table.nextDeadline
        if !held.isEmpty, let ageing = table.nextAgeing { next = min(next ?? ageing, ageing) }
        guard let next else { return -1 }
        return Int32(clamping: (max(0, next.nanoseconds - Moment.now.nanoseconds) + 999_999) / 1_000_000)
    }

    private func obey(_ command: Mailbox.Command) {
        switch command {
        case .begin(let driver): driver.begin(on: self)
        case .resume(let driver): driver.resume(on: self)
        case .cancel(let driver): driver.cancel(on: self)
        case .run(let body): body(self)
        }
    }

    private func stop(_ commands: [Mailbox.Command]) {
        var requests = table.removeAll()
        for request in held { requests.append(request) }
        for request in requests { requests += request.device.removeWaiting() }
        for device in devices.values { requests += device.removeWaiting() }
        held.removeAll()
        isClosed = true
        for request in requests { request.finish(.failure(.closed(request.target)), on: self) }
        for case .begin(let driver) in commands { driver.close() }
        for case .resume(let driver) in commands { driver.close() }
        for case .run(let body) in commands { body(self) }
        handOver()
    }

    /// Nothing is sent any more.
    private var isClosed = false

    /// Calls the driver's ``Asker/handOver()`` at the end of this turn.
    func remind(_ driver: any RequestDriver) {
        finders.append(driver)
    }

    private func handOver() {
        guard !finders.isEmpty else { return }
        for finder in finders { finder.handOver() }
        finders.removeAll(keepingCapacity: true)
    }
}

/// Devices.
extension Transport {
    func device(at endpoint: Endpoint) -> Device {
        if let device = devices[endpoint] { return device }
        let device = Device(endpoint)
        devices[endpoint] = device
        return device
    }

    /// Requests under way go on.
    func forget(_ endpoint: Endpoint) {
        devices.removeValue(forKey: endpoint)?.isForgotten = true
    }

    /// What is known of a device.
    func knownDevice(at endpoint: Endpoint) -> Device? { devices[endpoint] }
}

/// Sending.
extension Transport {
    /// Asks a request as soon as the device and the kernel have room for it.
    func ask(_ request: PendingRequest) {
        guard !isClosed else { return request.finish(.failure(.closed(request.target)), on: self) }
        let device = request.device
        request.askedAt = now
        if device.isForgotten, devices[device.endpoint] == nil {
            device.isForgotten = false
            devices[device.endpoint] = device
        }
        if device.admits(request) { startOrHold(request) }
    }

    private func startOrHold(_ request: PendingRequest) {
        if held.isEmpty, !isChoked, !isFlushing, hasRoomForReplies { start(request) } else { held.append(request) }
    }

    /// Gives up a request; its driver is not told.
    func withdraw(_ request: PendingRequest) {
        guard !request.isFinished else { return }
        request.abandon()
        // One that waits for its device, or is held, is passed over when it comes up.
        guard let id = request.id, table.remove(id) else { return }
        release(request.device)
    }

    private var hasRoomForReplies: Bool {
        guard let socket = sockets.first else { return true }
        return table.recent < max(64, socket.receiveBuffer / Self.replyCost)
    }

    private var canStartHeld: Bool { !held.isEmpty && !isChoked && hasRoomForReplies }

    private func startHeld() {
        while !isChoked, hasRoomForReplies, let request = held.popFirst() {
            if request.isFinished { release(request.device) } else { start(request) }
        }
    }

    private func start(_ request: PendingRequest) {
        do throws(SystemError) {
            let endpoint = request.device.endpoint
            let socket = try socket(for: endpoint.family)
            if now.nanoseconds - dropsCounted.nanoseconds > 10_000_000 { countDrops() }
            let timeout = request.target.timeout.timeoutNanoseconds
            request.id = table.add(
                RequestTable.Request(
                    endpoint: endpoint, firstWait: request.device.roundTrips.firstWait(atMost: timeout),
                    timeout: timeout, attempts: request.attempts,
                    isStrict: request.target.acceptsOnlyItsOwnAddress, waiter: request),
                now: now)
            request.dropsBefore = socket.drops
            statistics.requests += 1
            try send(request, over: socket)
        } catch {
            giveUp(request, error)
        }
    }

    private func send(_ request: PendingRequest, over socket: UDPSocket) throws(SystemError) {
        if socket.isFull { flush(socket) }
        request.sentAt = now
        guard !socket.add(request, now: now) else { return }
        flush(socket)
        guard let failure = socket.sendLarge(request, now: now), !failure.meansNoRoom else { return }
        throw failure
    }

    private func flush() {
        for socket in sockets { flush(socket) }
    }

    private func flush(_ socket: UDPSocket) {
        while let failure = sendBatch(of: socket) {
            switch failure {
            case .refused(let request, let error):
                giveUp(request, error)
            case .noRoom(let requests):
                isChoked = true
                for request in requests.reversed() { hold(request) }
                return
            }
        }
    }

    private func sendBatch(of socket: UDPSocket) -> UDPSocket.Failure? {
        isFlushing = true
        defer { isFlushing = false }
        return socket.flush { readErrors(of: socket) }
    }

    /// One that has been sent before counts as lost; its next attempt comes with the next time-out.
    private func hold(_ request: PendingRequest) {
        guard !request.isFinished, let id = request.id, table.isFirstAttempt(id) else { return }
        table.remove(id)
        request.id = nil
        statistics.requests -= 1
        held.prepend(request)
    }

    private func giveUp(_ request: PendingRequest, _ error: SystemError) {
        guard !request.isFinished else { return }
        if let id = request.id { table.remove(id) }
        let target = request.target
        end(request, .failure(error.number == EMSGSIZE ? .requestTooLarge(target) : .cannotSend(target, error)))
    }

    /// The end of a request that was on its way.
    private func end(_ request: PendingRequest, _ result: Result<Reply, SNMPError>) {
        request.finish(result, on: self)
        release(request.device)
    }

    /// A device has room for another request.
    private func release(_ device: Device) {
        device.finished()
        while let next = device.nextAdmitted() { startOrHold(next) }
        guard device.isBlank, devices[device.endpoint] === device else { return }
        device.isForgotten = true
        devices[device.endpoint] = nil
    }

    private func socket(for family: Endpoint.Family) throws(SystemError) -> UDPSocket {
        if let socket = sockets.first(where: { $0.family == family }) { return socket }
        let socket = try UDPSocket(family)
        sockets.append(socket)
        return socket
    }

    private func countDrops() {
        for socket in sockets { socket.countDrops() }
        dropsCounted = now
    }

    /// What has arrived is read before anything times out, so that a process that was held up blames no device.
    private func expire() {
        now = .now
        guard let deadline = table.nextDeadline, deadline <= now, hasReadEnough() else { return }
        while let action = table.nextOverdue(now: now) {
            switch action {
            case .resend(let request):
                request.device.lost()
                resend(request)
            case .timeOut(let request, let attempts, let waited, let obstacle):
                statistics.unanswered += 1
                request.device.lost()
                if let id = request.id { lateReplies.gaveUp(id, at: request.device.endpoint) }
                let failure = verdict(on: request, attempts, .nanoseconds(waited), obstacle)
                end(request, .failure(failure))
                // Nor do those wait any longer that waited for this one.
                for other in request.device.removeOverdue(behind: request, failure, now: now) {
                    other.finish(.failure(failure.of(other.target)), on: self)
                }
            }
        }
    }

    private func resend(_ request: PendingRequest) {
        do throws(SystemError) {
            statistics.retries += 1
            request.timedOut()
            try send(request, over: try socket(for: request.device.endpoint.family))
        } catch {
            giveUp(request, error)
        }
    }

    /// A device is blamed for silence only if its answer cannot have been among datagrams that the kernel threw away.
    private func verdict(
        on request: PendingRequest, _ attempts: Int, _ waited: Duration, _ obstacle: Obstacle?
    ) -> SNMPError {
        let socket = sockets.first { $0.family == request.device.endpoint.family }
        socket?.countDrops()
        guard socket?.drops == request.dropsBefore else { return .repliesLost(request.target) }
        if let fault = request.securityFault { return .insecure(request.target, fault) }
        let (device, target) = (request.device, request.target)
        if let reply = device.rejectedReplies.since(request.askedAt) {
            return .otherReply(target, attempts, waited, reply)
        }
        if lateReplies.areUsual(for: device.endpoint, now: now) { return .tooLate(target, attempts, waited) }
        return .noAnswer(target, attempts, waited, obstacle)
    }
}

/// Receiving.
extension Transport {
    /// Reads what has arrived. `false` if there is more, unless that has been so for long: nobody who floods the port may keep
    /// requests from timing out.
    private func hasReadEnough() -> Bool {
        guard !readReplies() else {
            undrained = nil
            return true
        }
        let start = undrained ?? now
        undrained = start
        return start + Self.drainPatience <= now
    }

    /// Whether all that had arrived was read. A socket that does nothing but fail is closed; the next send opens another.
    private func readReplies() -> Bool {
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

    private func readReplies(from socket: UDPSocket) -> Progress {
        var failures = 0
        for _ in 0..<Self.batchesAtOnce {
            let result = socket.receive { datagram, source in take(datagram, from: source) }
            switch result {
            case .success(0): return .drained
            case .success: flush(socket)
            case .failure: failures += 1
            }
            now = .now
        }
        return failures == Self.batchesAtOnce ? .broken : .more
    }

    private func take(_ datagram: UnsafeMutableRawBufferPointer, from source: Endpoint) {
        let bytes = UnsafeRawBufferPointer(datagram)
        if MessageHeader.isOfV3(bytes) { return takeSecured(datagram, from: source) }
        let header: MessageHeader
        do {
            header = try MessageHeader(bytes)
        } catch {
            statistics.malformedReplies += 1
            takeFragment(bytes, from: source, error)
            return
        }
        let action = table.received(header.requestID, from: source, now: now) { $0.isAnswered(by: header) }
        guard case .deliver(let request, let roundTrip, let isForeign) = action else {
            reject(header, from: source)
            return
        }
        deliver(header.pdu, size: bytes.count, to: request, roundTrip: roundTrip, isForeign: isForeign)
    }

    /// `pdu` is at what follows the identifier.
    private func deliver(
        _ pdu: BERReader, size: Int, to request: PendingRequest, roundTrip: Int64?, isForeign: Bool
    ) {
        statistics.replies += 1
        if isForeign { statistics.foreignReplies += 1 }
        let waited = request.device.roundTrips.excess(of: now.nanoseconds - request.sentAt.nanoseconds)
        request.device.answered(roundTrip: roundTrip, now: now)
        do throws(BERFault) {
            end(
                request,
                .success(
                    try Reply(
                        pdu, size: size, roundTrip: roundTrip, waited: waited)))
        } catch {
            end(request, .failure(malformed(request.target, error)))
        }
    }

    /// A message of v3. What it means is for the peer to say; that of somebody else is ignored.
    private func takeSecured(_ datagram: UnsafeMutableRawBufferPointer, from source: Endpoint) {
        let message: USMMessage
        do throws(USMMessage.Fault) {
            message = try USMMessage(datagram)
        } catch {
            statistics.malformedReplies += 1
            if case .malformed(let fault) = error { reject(.malformed(fault), from: source) }
            return
        }
        guard let request = table.waiter(for: message.messageID, from: source),
            let action = request.receive(message, now: now)
        else {
            reject(message, from: source)
            return
        }
        switch action {
        case .wait: statistics.strayReplies += 1
        case .sendAgain: sendAgain(request)
        case .failed(let fault):
            table.remove(message.messageID)
            statistics.replies += 1
            request.device.answered(roundTrip: nil, now: now)
            let context = request.target.credentials.context
            end(request, .failure(.insecure(request.target, fault.asked(in: context))))
        case .response(let scoped): take(scoped, of: message, size: datagram.count, from: source, for: request)
        }
    }

    private func take(
        _ scoped: ScopedPDU, of message: USMMessage, size: Int, from source: Endpoint, for request: PendingRequest
    ) {
        guard let (kind, id, pdu) = try? scoped.header(), kind == PDU.Kind.response.rawValue, id == message.messageID,
            case .deliver(_, let roundTrip, let isForeign) = table.received(
                id, from: source, now: now, isGenuine: { _ in true })
        else {
            statistics.strayReplies += 1
            return
        }
        observe(request)
        deliver(pdu, size: size, to: request, roundTrip: roundTrip, isForeign: isForeign)
    }

    /// Tells what is odd about the engine that answered.
    private func observe(_ request: PendingRequest) {
        let device = request.device
        guard device.isObservable(now: now), let state = request.engineState(now: now) else { return }
        if let fault = state.notice { onNotice(SNMPNotice(target: request.target.description, fault: fault)) }
        guard let clock = state.clock,
            let rivals = engines.observe(
                state.engineID, at: device.endpoint, boots: clock.boots, time: clock.time, now: now)
        else { return }
        let fault = USMFault(
            .duplicateEngine(state.engineID, addresses: rivals.map(\.description)), of: nil, isAuthentic: true)
        onNotice(SNMPNotice(target: request.target.description, fault: fault))
    }

    /// The device told what it needs to know before it answers.
    private func sendAgain(_ request: PendingRequest) {
        guard let id = request.id else { return }
        table.renew(id, now: now)
        do throws(SystemError) {
            try send(request, over: try socket(for: request.device.endpoint.family))
        } catch {
            giveUp(request, error)
        }
    }

    /// Counts a reply that cannot be read.
    func malformed(_ target: SNMPTarget, _ fault: BERFault) -> SNMPError {
        statistics.malformedReplies += 1
        return .malformedReply(target, fault)
    }

    /// One under the identifier of an open request, which it does not answer, or under none that is open.
    private func reject(_ header: MessageHeader, from source: Endpoint) {
        statistics.strayReplies += 1
        if let request = table.waiter(for: header.requestID) {
            request.device.rejectedReplies.add(request.mismatch(of: header, from: source), now: now)
        } else if !lateReplies.received(header.requestID, now: now) {
            reject(.otherIdentifier, from: source)
        }
    }

    private func reject(_ message: USMMessage, from source: Endpoint) {
        statistics.strayReplies += 1
        if let request = table.waiter(for: message.messageID) {
            let isSecured = request.destination.credential != nil
            request.device.rejectedReplies.add(isSecured ? .otherSource(source) : .otherVersion(.v3), now: now)
        } else if !lateReplies.received(message.messageID, now: now) {
            reject(.otherIdentifier, from: source)
        }
    }

    /// Notes what a device sent in place of an answer. What comes from nobody who is asked is passed over.
    private func reject(_ reply: RejectedReply, from source: Endpoint) {
        devices[source]?.rejectedReplies.add(reply, now: now)
    }

    /// A reply that ends in error is still an answer, if it comes from the device that was asked.
    private func takeFragment(
        _ datagram: UnsafeRawBufferPointer, from source: Endpoint, _ fault: BERFault
    ) {
        guard let id = MessageHeader.requestID(inFragment: datagram),
            case .deliver(let request, _, _) = table.received(
                id, from: source, now: now,
                isGenuine: { $0.device.endpoint == source && $0.destination.credential == nil })
        else {
            let isBegunLikeSNMP = datagram.first == BERTag.sequence
            return reject(isBegunLikeSNMP ? .malformed(fault) : .notSNMP(FirstBytes(datagram)), from: source)
        }
        end(request, .failure(.malformedReply(request.target, fault)))
    }

    /// Reads what ICMP reported, by the destination it was reported for.
    private func readErrors(of socket: UDPSocket) {
        withUnsafeTemporaryAllocation(byteCount: 2_048, alignment: 16) { memory in
            for _ in 0..<256 {
                switch socket.nextError(into: memory) {
                case .none: return
                case .other: continue
                case .sendFailure(let failure):
                    let fragment = UnsafeRawBufferPointer(rebasing: memory[..<min(memory.count, failure.quoted)])
                    let id = MessageHeader.requestID(inFragment: fragment)
                    for request in table.failed(failure.obstacle, at: failure.destination, quoting: id) {
                        end(request, .failure(.portClosed(request.target)))
                    }
                }
            }
        }
    }
}
