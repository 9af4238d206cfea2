internal import Glibc
internal import ICMP

/// What the name service says of a host.
enum NameAnswer: Sendable, Equatable {
    /// In the order in which the system would try them (RFC 6724).
    case addresses([IPAddress])
    /// There is no such name, or it has no address.
    case unknown
    /// The service failed, which says nothing of the host.
    case failed(String)
}

/// Asks the system's name service and waits for it: for many seconds where a name server is gone.
enum NameService {
    static func lookUp(_ host: String) -> NameAnswer {
        var hints = addrinfo()
        hints.ai_socktype = CInt(SOCK_DGRAM.rawValue)
        var list: UnsafeMutablePointer<addrinfo>?
        let status = getaddrinfo(host, nil, &hints, &list)
        guard status == 0 else { return failure(status) }
        defer { freeaddrinfo(list) }
        var addresses: [IPAddress] = []
        for entry in sequence(first: list, next: { $0?.pointee.ai_next }) {
            guard let entry else { break }
            if let address = IPAddress(entry.pointee), !addresses.contains(address) { addresses.append(address) }
        }
        return addresses.isEmpty ? .unknown : .addresses(addresses)
    }

    private static func failure(_ status: CInt) -> NameAnswer {
        switch status {
        case EAI_NONAME, noAddress, otherFamily: .unknown
        case EAI_SYSTEM: .failed(String(cString: strerror(errno)))
        default: .failed(String(cString: gai_strerror(status)))
        }
    }

    /// `EAI_NODATA` and `EAI_ADDRFAMILY`, which glibc hides from strict users: the name exists, without an address.
    private static let noAddress: CInt = -5
    private static let otherFamily: CInt = -9
}

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
