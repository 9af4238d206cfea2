internal import NIOPosix

#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

enum HostLookup {
    /// The addresses of a host, as the system prefers them; none where there is no such host. Takes every form the
    /// system does, `127.1` and `0x7f000001` among them.
    static func addresses(of host: String) async -> [IPAddress] {
        // Waits in a thread of the pool that is there for blocking calls.
        let found = try? await NIOThreadPool.singleton.runIfActive { blockingAddresses(of: host) }
        return found ?? []
    }

    private static func blockingAddresses(of host: String) -> [IPAddress] {
        var hints = addrinfo()
        hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        hints.ai_flags = AI_ADDRCONFIG
        var list: UnsafeMutablePointer<addrinfo>?
        guard getaddrinfo(host, nil, &hints, &list) == 0 else { return [] }
        defer { freeaddrinfo(list) }
        let entries = sequence(first: list) { $0?.pointee.ai_next }.prefix { $0 != nil }
        return entries.compactMap { $0.flatMap { address(of: $0.pointee) } }
    }

    private static func address(of entry: addrinfo) -> IPAddress? {
        guard let address = entry.ai_addr else { return nil }
        switch entry.ai_family {
        case AF_INET:
            return address.withMemoryRebound(to: sockaddr_in.self, capacity: 1) { IPAddress($0.pointee.sin_addr) }
        case AF_INET6:
            return address.withMemoryRebound(to: sockaddr_in6.self, capacity: 1) { IPAddress($0.pointee.sin6_addr) }
        default: return nil
        }
    }
}
