import Glibc
import NIOConcurrencyHelpers
internal import Sockets

/// The thread of a ``TrapListener``: reads datagrams, hands on what ``TrapReceiver`` makes of them, and answers.
struct TrapLoop: ~Copyable {
    private let sockets: [TrapSocket]
    private var receiver: TrapReceiver
    private let shared: TrapListener.Shared
    private let memory = UnsafeMutableRawBufferPointer.allocate(byteCount: 65_536, alignment: 16)

    /// How many datagrams are read from a socket before the others get their turn.
    private static let readsAtOnce = 256
    /// What memory for a name and a value takes beyond their bytes.
    private static let allocation = 64

    init(_ sockets: [TrapSocket], _ receiver: TrapReceiver, _ shared: TrapListener.Shared) {
        self.sockets = sockets
        self.receiver = receiver
        self.shared = shared
    }

    deinit {
        memory.deallocate()
    }

    /// Starts the thread.
    consuming func start() throws(SystemError) {
        let box = Box(self)
        try OwnThread.start { box.run() }
    }

    /// `@unchecked Sendable`: whoever makes it hands it to one thread and touches it no more.
    private final class Box: @unchecked Sendable {
        private var loop: TrapLoop

        init(_ loop: consuming TrapLoop) {
            self.loop = loop
        }

        func run() {
            while loop.turn() {}
            loop.finish()
        }
    }

    /// Waits for datagrams and takes them. `false` once the listener is closed.
    private mutating func turn() -> Bool {
        var entries = sockets.map { pollfd(fd: $0.descriptor, events: Int16(POLLIN), revents: 0) }
        entries.append(pollfd(fd: shared.waker.readEnd, events: Int16(POLLIN), revents: 0))
        _ = poll(&entries, nfds_t(entries.count), -1)
        guard !shared.state.withLockedValue({ $0.isClosed }) else { return false }
        for (socket, entry) in zip(sockets, entries) where entry.revents != 0 { read(socket) }
        return true
    }

    private func finish() {
        shared.notifications.finish()
        shared.refusals.finish()
    }

    private mutating func read(_ socket: TrapSocket) {
        for _ in 0..<Self.readsAtOnce {
            switch socket.receive(into: memory) {
            case .nothing: return
            case .failure: continue
            case .datagram(let size, let source, let local):
                take(UnsafeMutableRawBufferPointer(rebasing: memory[..<size]), from: source) { answer in
                    socket.send(answer, to: source, from: local)
                }
            }
        }
    }

    private mutating func take(
        _ datagram: UnsafeMutableRawBufferPointer, from source: Endpoint, answer: ([UInt8]) -> Void
    ) {
        let now = Moment.now
        switch receiver.receive(datagram, from: source, now: now) {
        case .notification(let content, let sender, let inform):
            guard handOn(content, sender, inform != nil, source, of: datagram.count) else {
                return refuse(source, .bufferFull) { $0.dropped += 1 }
            }
            guard let inform else { return }
            receiver.handedOn(inform, content, from: source, now: now)
            answer(inform.acknowledgement)
        case .repeated(let acknowledgement):
            shared.count { $0.repeatedInforms += 1 }
            answer(acknowledgement)
        case .reply(let reply):
            answer(reply)
        case .refused(let reason, let reply):
            if let reply { answer(reply) }
            refuse(source, reason) { statistics in
                if reason == .malformed { statistics.malformed += 1 } else { statistics.refused += 1 }
            }
        }
    }

    private func refuse(
        _ source: Endpoint, _ reason: TrapRefusal.Reason, _ count: (inout TrapStatistics) -> Void
    ) {
        shared.count(count)
        shared.refusals.yield(TrapRefusal(address: source.host, reason: reason))
    }

    /// `false` if too many wait already.
    private func handOn(
        _ content: TrapContent, _ sender: SNMPNotification.Sender, _ isInform: Bool, _ source: Endpoint,
        of datagramSize: Int
    ) -> Bool {
        // Names and values that a binding does not hold itself have memory of their own, as long as they were in the datagram.
        let each = MemoryLayout<VarBind>.stride + Self.allocation
        let size = datagramSize + MemoryLayout<SNMPNotification>.stride + content.varBinds.count * each
        guard shared.reserve(size) else { return false }
        let notification = SNMPNotification(
            address: source.host, port: source.port, receivedAt: Self.wallClock, sender: sender, isInform: isInform,
            trapOID: content.trapOID, upTime: content.upTime, enterprise: content.enterprise,
            agentAddress: content.agentAddress, varBinds: content.varBinds)
        // Counted first, so that whoever reads it finds it counted.
        shared.count { statistics in
            statistics.notifications += 1
            if isInform { statistics.informs += 1 }
        }
        let waiting = TrapListener.Shared.Waiting(notification: notification, size: size)
        if case .enqueued = shared.notifications.yield(waiting) { return true }
        shared.release(size)
        shared.count { statistics in
            statistics.notifications -= 1
            if isInform { statistics.informs -= 1 }
        }
        return false
    }

    /// Milliseconds since 1970.
    private static var wallClock: Int64 {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return Int64(time.tv_sec) * 1_000 + Int64(time.tv_nsec) / 1_000_000
    }
}
