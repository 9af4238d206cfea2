internal import CSNMP
import Glibc
internal import Sockets

/// A UDP socket that is not connected and does not block, and that learns of ICMP errors by destination (`IP_RECVERR`).
///
/// Datagrams go out and come in by batches: one system call for many.
final class UDPSocket {
    let family: Endpoint.Family
    let descriptor: Int32
    /// How many datagrams the kernel had thrown away for lack of room when ``countDrops()`` last asked.
    private(set) var drops: UInt32 = 0
    /// How many bytes of datagrams and the kernel's notes about them may wait to be read.
    private(set) var receiveBuffer = 0

    private let arrivals: OpaquePointer
    private let departures: OpaquePointer
    private var outgoing: [PendingRequest] = []
    /// For messages that are larger than a place among the departures.
    private var large: OpaquePointer?

    private static let receiveBufferSize: Int32 = 8 << 20
    private static let arrivalCount: UInt32 = 16
    private static let departureCount = 32
    private static let departureSize = 2_048
    /// The largest payload of a UDP datagram over IPv4.
    static let maximumSize = 65_507

    init(_ family: Endpoint.Family) throws(SystemError) {
        let descriptor = socket(
            family == .v4 ? AF_INET : AF_INET6, Int32(SOCK_DGRAM.rawValue) | O_NONBLOCK | O_CLOEXEC, 0)
        guard descriptor >= 0 else { throw .current }
        guard let arrivals = csnmp_batch_create(Self.arrivalCount, 65_536),
            let departures = csnmp_batch_create(UInt32(Self.departureCount), Self.departureSize)
        else {
            Glibc.close(descriptor)
            throw SystemError(number: ENOMEM)
        }
        self.family = family
        self.descriptor = descriptor
        self.arrivals = arrivals
        self.departures = departures
        switch family {
        case .v4:
            set(Int32(IPPROTO_IP), IP_RECVERR, 1)
        case .v6:
            set(Int32(IPPROTO_IPV6), IPV6_RECVERR, 1)
            set(Int32(IPPROTO_IPV6), IPV6_V6ONLY, 1)
        }
        // The first needs CAP_NET_ADMIN; the second is cut to net.core.rmem_max.
        if !set(SOL_SOCKET, SO_RCVBUFFORCE, Self.receiveBufferSize) {
            set(SOL_SOCKET, SO_RCVBUF, Self.receiveBufferSize)
        }
        receiveBuffer = Int(get(SOL_SOCKET, SO_RCVBUF) ?? 0)
    }

    deinit {
        close(descriptor)
        csnmp_batch_destroy(arrivals)
        csnmp_batch_destroy(departures)
        csnmp_batch_destroy(large)
    }

    @discardableResult
    private func set(_ level: Int32, _ option: Int32, _ value: Int32) -> Bool {
        withUnsafePointer(to: value) {
            setsockopt(descriptor, level, option, $0, socklen_t(MemoryLayout<Int32>.size)) == 0
        }
    }

    private func get(_ level: Int32, _ option: Int32) -> Int32? {
        var value: Int32 = 0
        var size = socklen_t(MemoryLayout<Int32>.size)
        return getsockopt(descriptor, level, option, &value, &size) == 0 ? value : nil
    }

    /// Brings ``drops`` up to date (`SO_MEMINFO`, Linux 4.12).
    func countDrops() {
        var memory: (UInt32, UInt32, UInt32, UInt32, UInt32, UInt32, UInt32, UInt32, UInt32) = (
            0, 0, 0, 0, 0, 0, 0, 0, 0
        )
        var size = socklen_t(MemoryLayout.size(ofValue: memory))
        guard getsockopt(descriptor, SOL_SOCKET, SO_MEMINFO, &memory, &size) == 0 else { return }
        drops = memory.8
    }
}

/// Receiving.
extension UDPSocket {
    /// Gives `body` each datagram of a batch, which it may change; valid during the call only. How many came; a failure, among
    /// others, is an ICMP error of an earlier datagram, which is in the error queue too.
    func receive(
        _ body: (UnsafeMutableRawBufferPointer, Endpoint) -> Void
    ) -> Result<Int, SystemError> {
        let count = csnmp_receive(descriptor, arrivals)
        guard count >= 0 else { return .failure(SystemError(number: -count)) }
        for index in 0..<UInt32(count) {
            guard let source = Endpoint(csnmp_received_source(arrivals, index)) else { continue }
            body(
                UnsafeMutableRawBufferPointer(
                    start: csnmp_batch_bytes(arrivals, index), count: csnmp_received_size(arrivals, index)), source)
        }
        return .success(Int(count))
    }
}

/// Sending.
extension UDPSocket {
    var hasOutgoing: Bool { !outgoing.isEmpty }

    /// Whether ``flush(readErrors:)`` must come before the next ``add(_:now:)``.
    var isFull: Bool { outgoing.count == Self.departureCount }

    /// Puts a request's message among the departures. `false` if it is too large for that; see ``sendLarge(_:now:)``.
    func add(_ request: PendingRequest, now: Moment) -> Bool {
        let place = UInt32(outgoing.count)
        let memory = UnsafeMutableRawBufferPointer(
            start: csnmp_batch_bytes(departures, place), count: Self.departureSize)
        guard fill(departures, place, memory, with: request, now: now) else { return false }
        outgoing.append(request)
        return true
    }

    private func fill(
        _ batch: OpaquePointer, _ place: UInt32, _ memory: UnsafeMutableRawBufferPointer, with request: PendingRequest,
        now: Moment
    ) -> Bool {
        guard let size = request.write(atEndOf: memory, now: now) else { return false }
        csnmp_batch_fill(batch, place, memory.count - size, size, request.device.endpoint.forC)
        return true
    }

    enum Failure {
        /// The kernel's queues are full: these requests have not left.
        case noRoom([PendingRequest])
        /// This request could not be sent. Those behind it wait.
        case refused(PendingRequest, SystemError)
    }

    /// Sends what is there, up to the first failure.
    ///
    /// A send may fail with the ICMP error of an earlier datagram, which belongs to another device as a rule. Such errors go
    /// when they are read, which `readErrors` does; what remains is about the destination.
    func flush(readErrors: () -> Void) -> Failure? {
        var first = 0
        var tries = 0
        while first < outgoing.count {
            let sent = csnmp_send(descriptor, departures, UInt32(first), UInt32(outgoing.count))
            guard sent < 0 else {
                first += Int(sent)
                tries = 0
                continue
            }
            let error = SystemError(number: -sent)
            if error.meansNoRoom {
                defer { outgoing.removeAll(keepingCapacity: true) }
                return .noRoom(Array(outgoing[first...]))
            }
            tries += 1
            if error.mayBeOfAnotherDatagram, tries <= 4 {
                readErrors()
                continue
            }
            let refused = outgoing[first]
            rearrange(from: first + 1)
            return .refused(refused, error)
        }
        outgoing.removeAll(keepingCapacity: true)
        return nil
    }

    /// The requests from that one on take the places from the first on.
    private func rearrange(from first: Int) {
        let rest = outgoing[first...]
        outgoing.removeAll(keepingCapacity: true)
        for request in rest { _ = add(request, now: .now) }
    }

    /// Sends one message of any size; `nil` if it left.
    func sendLarge(_ request: PendingRequest, now: Moment) -> SystemError? {
        if large == nil { large = csnmp_batch_create(1, Self.maximumSize) }
        guard let large else { return SystemError(number: ENOMEM) }
        let memory = UnsafeMutableRawBufferPointer(start: csnmp_batch_bytes(large, 0), count: Self.maximumSize)
        guard fill(large, 0, memory, with: request, now: now) else { return SystemError(number: EMSGSIZE) }
        let sent = csnmp_send(descriptor, large, 0, 1)
        return sent < 0 ? SystemError(number: -sent) : nil
    }
}
