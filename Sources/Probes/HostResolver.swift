internal import Dispatch
internal import Glibc
internal import ICMP
internal import NIOConcurrencyHelpers

/// Finds the address behind a device's name without holding up a task's thread. A name always waits in the same queue,
/// so that a slow one delays few others, and nobody waits longer than the limit.
struct HostResolver: Sendable {
    enum Answer: Sendable {
        /// The address that the system prefers (RFC 6724).
        case address(IPAddress)
        /// There is no such name.
        case unknown
        /// The name service failed, which says nothing of the device.
        case failed(String)
    }

    private let queues = (0..<8).map { DispatchQueue(label: "lapwing.names.\($0)") }
    private let limit: Duration

    init(limit: Duration = .seconds(3)) { self.limit = limit }

    func resolve(_ host: String) async -> Answer {
        if let address = IPAddress(host) { return .address(address) }
        let queue = queues[Int(host.hashValue.magnitude % UInt(queues.count))]
        let late = DispatchTime.now() + .nanoseconds(Int(limit / .nanoseconds(1)))
        return await withCheckedContinuation { continuation in
            let once = Once(continuation)
            queue.async { once.resume(with: lookUp(host)) }
            DispatchQueue.global().asyncAfter(deadline: late) {
                once.resume(with: .failed("the name service did not answer within \(limit)"))
            }
        }
    }
}

/// Whichever answer comes first.
private final class Once: Sendable {
    private let waiter: NIOLockedValueBox<CheckedContinuation<HostResolver.Answer, Never>?>

    init(_ continuation: CheckedContinuation<HostResolver.Answer, Never>) { waiter = NIOLockedValueBox(continuation) }

    func resume(with answer: HostResolver.Answer) {
        let first = waiter.withLockedValue { waiter in
            defer { waiter = nil }
            return waiter
        }
        first?.resume(returning: answer)
    }
}

private func lookUp(_ host: String) -> HostResolver.Answer {
    var hints = addrinfo()
    hints.ai_socktype = CInt(SOCK_DGRAM.rawValue)
    hints.ai_flags = AI_ADDRCONFIG
    var list: UnsafeMutablePointer<addrinfo>?
    let status = getaddrinfo(host, nil, &hints, &list)
    guard status == 0 else {
        return status == EAI_NONAME || status == noAddress ? .unknown : .failed(String(cString: gai_strerror(status)))
    }
    defer { freeaddrinfo(list) }
    for entry in sequence(first: list, next: { $0?.pointee.ai_next }) {
        guard let entry else { break }
        if let address = IPAddress(entry.pointee) { return .address(address) }
    }
    return .unknown
}

/// `EAI_NODATA`, which glibc hides from strict users: the name exists, without an address.
private let noAddress: CInt = -5

extension IPAddress {
    fileprivate init?(_ entry: addrinfo) {
        guard let raw = entry.ai_addr else { return nil }
        switch entry.ai_family {
        case AF_INET:
            let address = raw.withMemoryRebound(to: sockaddr_in.self, capacity: 1) { $0.pointee.sin_addr }
            self.init(bytes: withUnsafeBytes(of: address) { Array($0) })
        case AF_INET6:
            let socket = raw.withMemoryRebound(to: sockaddr_in6.self, capacity: 1) { $0.pointee }
            self.init(bytes: withUnsafeBytes(of: socket.sin6_addr) { Array($0) }, scope: socket.sin6_scope_id)
        default: return nil
        }
    }
}
