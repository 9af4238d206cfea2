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
    enum Failure: Error {
        case unknownHost
        /// The name service failed, which says nothing of the host.
        case failed(String)
    }

    private let queues = (0..<4).map { DispatchQueue(label: "rtsp.resolver.\($0)") }

    func resolve(_ host: String, port: Int, on loop: any EventLoop) -> EventLoopFuture<[SocketAddress]> {
        if let address = try? SocketAddress(ipAddress: host, port: port) { return loop.makeSucceededFuture([address]) }
        let promise = loop.makePromise(of: [SocketAddress].self)
        queues[Int(UInt(bitPattern: host.hashValue) % UInt(queues.count))].async {
            promise.completeWith(Result { try addresses(of: host, port: port) })
        }
        return promise.futureResult
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
