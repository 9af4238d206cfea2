internal import CICMP
internal import Glibc

/// An ICMP socket that many pings share. It belongs to the thread of `PingLoop`.
final class ICMPSocket {
    enum Kind: CaseIterable {
        /// Linux' unprivileged ping socket, where `net.ipv4.ping_group_range` allows it.
        case ping
        /// A raw socket, which takes CAP_NET_RAW.
        case raw
    }

    struct OpenFailure: Error {
        let errno: CInt
    }

    let descriptor: CInt
    let family: IPAddress.Family
    let kind: Kind
    /// What tells its echoes from those of others on this host.
    let identifier: UInt16
    private var droppedInAll: UInt32 = 0
    private var hasDropped = false

    init(_ family: IPAddress.Family, _ kind: Kind) throws(OpenFailure) {
        var identifier = UInt16.random(in: 1 ... .max)
        let descriptor = cicmp_open(family == .v4 ? 4 : 6, kind == .raw ? 1 : 0, &identifier)
        guard descriptor >= 0 else { throw OpenFailure(errno: -descriptor) }
        self.descriptor = descriptor
        self.family = family
        self.kind = kind
        self.identifier = identifier
    }

    deinit { Glibc.close(descriptor) }

    /// The socket that needs least privilege.
    static func open(_ family: IPAddress.Family) throws(OpenFailure) -> ICMPSocket {
        if let socket = try? ICMPSocket(family, .ping) { return socket }
        return try ICMPSocket(family, .raw)
    }
}

// MARK: Sending

extension ICMPSocket {
    enum SendResult: Equatable {
        case sent
        /// Its buffer is full for the moment.
        case full
        case failed(CInt)
    }

    /// A ping socket with an error queue also reports what the network said of earlier messages as the failure of the
    /// next one. Such an error is reported once, one that is about this message each time.
    private static let attempts = 8

    func send(_ bytes: [UInt8], to target: IPAddress) -> SendResult {
        var destination = cicmp_address(target)
        var result: CInt = 0
        for _ in 0..<Self.attempts {
            result = cicmp_send(descriptor, &destination, bytes, bytes.count)
            guard result < 0, Self.mayBeAboutAnother(-result) else { break }
        }
        switch -result {
        case 0: return .sent
        case EAGAIN: return .full
        case let errno: return .failed(errno)
        }
    }

    private static func mayBeAboutAnother(_ errno: CInt) -> Bool {
        switch errno {
        case EAGAIN, ENOBUFS, ENOMEM, EPERM, EINVAL: false
        default: true
        }
    }
}

// MARK: Receiving

extension ICMPSocket {
    /// A message that came in.
    struct Arrival {
        let source: IPAddress
        /// Nanoseconds of the wall clock at which the kernel took it in; 0 where it did not say.
        let receivedAt: Int64
        /// What was left of its time to live; 0 where the kernel did not say.
        let hopLimit: UInt8
    }

    /// Reads a batch of what has come in. `body` gets each message from its ICMP header on. Returns whether there may
    /// be more.
    func receive(into room: ReceiveRoom, _ body: (Span<UInt8>, Arrival) -> Void) -> Bool {
        let count = room.receive(descriptor) { read($0, body) }
        // An error is about an earlier message and in the error queue as well.
        return count == CICMP_BATCH || count < 0 && count != -Int(EBADF)
    }

    private func read(_ datagram: borrowing cicmp_datagram, _ body: (Span<UInt8>, Arrival) -> Void) {
        noteDropped(datagram.dropped)
        guard let source = IPAddress(datagram.source) else { return }
        let length = min(Int(datagram.length), Int(CICMP_CAPACITY))
        let packet = UnsafeBufferPointer(start: datagram.bytes, count: length)
        guard kind == .raw, family == .v4 else {
            let arrival = Arrival(source: source, receivedAt: datagram.received_at, hopLimit: datagram.hop_limit)
            return body(packet.span, arrival)
        }
        guard let start = IPv4Header.size(packet.span) else { return }
        let arrival = Arrival(
            source: source, receivedAt: datagram.received_at, hopLimit: IPv4Header.timeToLive(packet.span))
        body(UnsafeBufferPointer(rebasing: packet[start...]).span, arrival)
    }

    /// The kernel counts since the socket was opened, and says nothing while there is nothing to count.
    private func noteDropped(_ count: UInt32) {
        guard count != 0, count != droppedInAll else { return }
        droppedInAll = count
        hasDropped = true
    }

    /// Whether this host has thrown replies away since the last time it was asked.
    func takeHasDropped() -> Bool {
        defer { hasDropped = false }
        return hasDropped
    }

    /// Reads what the network said of our messages. `body` gets the message as far as it is quoted, where it was
    /// going, and what became of it.
    func receiveReports(
        batches: Int, _ body: (Span<UInt8>, _ destination: IPAddress, _ unreachable: Unreachable) -> Void
    ) {
        var report = cicmp_report()
        for _ in 0..<batches {
            switch cicmp_receive_report(descriptor, &report) {
            case 1: read(&report, body)
            case 0: continue
            default: return
            }
        }
    }

    private func read(
        _ report: inout cicmp_report,
        _ body: (Span<UInt8>, _ destination: IPAddress, _ unreachable: Unreachable) -> Void
    ) {
        guard let destination = IPAddress(report.destination) else { return }
        let unreachable = Unreachable(
            type: report.type, code: report.code, family: family, reporter: IPAddress(report.reporter))
        let length = Int(report.length)
        withUnsafeBytes(of: &report.bytes) { bytes in
            let quote = UnsafeRawBufferPointer(rebasing: bytes.prefix(length)).bindMemory(to: UInt8.self)
            body(quote.span, destination, unreachable)
        }
    }
}

extension cicmp_address {
    fileprivate init(_ address: IPAddress) {
        self.init()
        family = address.family == .v4 ? 4 : 6
        scope = address.scope
        withUnsafeMutableBytes(of: &bytes) { bytes in
            bytes.storeBytes(of: address.high.bigEndian, as: UInt64.self)
            bytes.storeBytes(of: address.low.bigEndian, toByteOffset: 8, as: UInt64.self)
        }
    }
}

extension IPAddress {
    fileprivate init?(_ address: cicmp_address) {
        let (high, low) = withUnsafeBytes(of: address.bytes) { bytes in
            (
                UInt64(bigEndian: bytes.loadUnaligned(as: UInt64.self)),
                UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: 8, as: UInt64.self))
            )
        }
        switch address.family {
        case 4: self.init(family: .v4, high: high & 0xffff_ffff_0000_0000, low: 0, scope: 0)
        case 6: self.init(family: .v6, high: high, low: low, scope: address.scope)
        default: return nil
        }
    }
}
