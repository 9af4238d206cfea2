internal import Dispatch
internal import NIOCore

#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// Turns names into addresses on threads of its own, since the system's resolver blocks, for many seconds where a name
/// server is gone. A name always waits on the same thread: a slow one delays its neighbours, never an event loop.
struct HostResolver: Sendable {
    /// In place of the system's resolver.
    var lookUp: RTSPHostLookup?

    enum Failure: Error {
        case unknownHost
        /// The name service failed, which says nothing of the host.
        case failed(String)
    }

    private let queues = (0..<4).map { DispatchQueue(label: "rtsp.resolver.\($0)") }

    func resolve(_ host: String, port: Int, on loop: any EventLoop) -> EventLoopFuture<[SocketAddress]> {
        if let address = try? SocketAddress(ipAddress: host, port: port) { return loop.makeSucceededFuture([address]) }
        let promise = loop.makePromise(of: [SocketAddress].self)
        if let lookUp {
            promise.completeWithTask { try await lookUp.addresses(of: host, port: port) }
            return promise.futureResult
        }
        queues[Int(UInt(bitPattern: host.hashValue) % UInt(queues.count))].async {
            promise.completeWith(Result { try addresses(of: host, port: port) })
        }
        return promise.futureResult
    }
}

/// Looks up the hosts of cameras in place of the system's resolver, such as one that remembers. It must end by itself.
public struct RTSPHostLookup: Sendable {
    /// What is known of a host.
    public enum Answer: Sendable {
        /// Its addresses as text, the one to try first at the front.
        case addresses([String])
        /// There is no such host.
        case unknown
        /// The name service failed, for this reason.
        case failed(String)
    }

    private let answer: @Sendable (_ host: String) async -> Answer

    /// Asks `answer` for each host that is not an address itself.
    public init(_ answer: @escaping @Sendable (_ host: String) async -> Answer) { self.answer = answer }

    func addresses(of host: String, port: Int) async throws(HostResolver.Failure) -> [SocketAddress] {
        switch await answer(host) {
        case .unknown: throw .unknownHost
        case .failed(let reason): throw .failed(reason)
        case .addresses(let texts):
            // Of an address the system asks nobody.
            let found = texts.compactMap { try? RTSP.addresses(of: $0, port: port) }.flatMap { $0 }
            if found.isEmpty { throw .unknownHost }
            return found
        }
    }
}

private func addresses(of host: String, port: Int) throws(HostResolver.Failure) -> [SocketAddress] {
    var hints = addrinfo()
    hints.ai_socktype = .init(streamSocketType)
    var list: UnsafeMutablePointer<addrinfo>?
    let code = getaddrinfo(host, String(port), &hints, &list)
    guard code == 0 else {
        if code == EAI_NONAME || code == noAddress { throw .unknownHost }
        throw .failed(code == EAI_SYSTEM ? String(cString: strerror(errno)) : String(cString: gai_strerror(code)))
    }
    defer { freeaddrinfo(list) }
    var addresses: [SocketAddress] = []
    var next = list
    while let entry = next?.pointee {
        next = entry.ai_next
        guard let raw = entry.ai_addr else { continue }
        if entry.ai_family == AF_INET {
            addresses.append(raw.withMemoryRebound(to: sockaddr_in.self, capacity: 1) { SocketAddress($0.pointee) })
        } else if entry.ai_family == AF_INET6 {
            addresses.append(raw.withMemoryRebound(to: sockaddr_in6.self, capacity: 1) { SocketAddress($0.pointee) })
        }
    }
    if addresses.isEmpty { throw .unknownHost }
    return addresses
}

#if canImport(Glibc)
    private let streamSocketType = SOCK_STREAM.rawValue
    /// `EAI_NODATA`, which glibc hides from strict users: the name exists, without an address.
    private let noAddress: Int32 = -5
#else
    private let streamSocketType = SOCK_STREAM
    private let noAddress = EAI_NODATA
#endif
