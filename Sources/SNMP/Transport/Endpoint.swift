internal import CSNMP
import Glibc
import Sockets

/// An address and port of UDP, comparable without a look at anything on the heap.
struct Endpoint: Sendable, Hashable {
    enum Family: Sendable, Hashable {
        case v4, v6
    }

    let family: Family
    /// Host byte order.
    let port: UInt16
    /// The interface of a link-local address of IPv6, else 0.
    private let scope: UInt32
    /// Network byte order; IPv4 fills the first four bytes.
    private let address: (UInt64, UInt64)

    /// An address as text, IPv6 with `%interface` if it is link-local; `nil` if it is none, as a host name is. An IPv4 address
    /// in the form of IPv6 (`::ffff:10.0.0.7`) is one of IPv4.
    init?(_ text: String, port: UInt16) {
        guard let address = IPAddress(text) else { return nil }
        self.init(address, port: port)
    }

    init(_ address: IPAddress, port: UInt16) {
        self.init(
            family: address.family == .v4 ? .v4 : .v6, port: port, scope: address.scope,
            address: (address.high.bigEndian, address.low.bigEndian))
    }

    /// What the kernel wrote; `nil` if it is of neither family.
    init?(_ storage: sockaddr_storage) {
        var address: (UInt64, UInt64) = (0, 0)
        let read = withUnsafeBytes(of: storage) { bytes -> (Family, UInt16, UInt32)? in
            switch Int32(storage.ss_family) {
            case AF_INET:
                let name = bytes.loadUnaligned(as: sockaddr_in.self)
                withUnsafeMutableBytes(of: &address) { $0.storeBytes(of: name.sin_addr, as: in_addr.self) }
                return (.v4, UInt16(bigEndian: name.sin_port), 0)
            case AF_INET6:
                let name = bytes.loadUnaligned(as: sockaddr_in6.self)
                withUnsafeMutableBytes(of: &address) { $0.storeBytes(of: name.sin6_addr, as: in6_addr.self) }
                return (.v6, UInt16(bigEndian: name.sin6_port), name.sin6_scope_id)
            default:
                return nil
            }
        }
        guard let (family, port, scope) = read else { return nil }
        self.family = family
        self.port = port
        self.scope = scope
        self.address = address
    }

    /// What the shim read; `nil` if it is of neither family.
    init?(_ endpoint: csnmp_endpoint) {
        guard endpoint.family != 0 else { return nil }
        self.init(
            family: endpoint.family == 4 ? .v4 : .v6, port: endpoint.port, scope: endpoint.scope,
            address: endpoint.address)
    }

    var forC: csnmp_endpoint {
        csnmp_endpoint(address: address, scope: scope, port: port, family: family == .v4 ? 4 : 6)
    }

    /// The same address with another port.
    func with(port: UInt16) -> Endpoint {
        Endpoint(family: family, port: port, scope: scope, address: address)
    }

    private init(family: Family, port: UInt16, scope: UInt32, address: (UInt64, UInt64)) {
        self.family = family
        self.port = port
        self.scope = scope
        self.address = address
    }

    /// The address for a system call; valid during the call of `body` only.
    func withSocketAddress<Result>(_ body: (UnsafePointer<sockaddr>, socklen_t) -> Result) -> Result {
        switch family {
        case .v4:
            var name = sockaddr_in()
            name.sin_family = sa_family_t(AF_INET)
            name.sin_port = port.bigEndian
            name.sin_addr = withUnsafeBytes(of: address) { $0.loadUnaligned(as: in_addr.self) }
            return withUnsafePointer(to: name) { pointer in
                pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                    body($0, socklen_t(MemoryLayout<sockaddr_in>.size))
                }
            }
        case .v6:
            var name = sockaddr_in6()
            name.sin6_family = sa_family_t(AF_INET6)
            name.sin6_port = port.bigEndian
            name.sin6_scope_id = scope
            name.sin6_addr = withUnsafeBytes(of: address) { $0.loadUnaligned(as: in6_addr.self) }
            return withUnsafePointer(to: name) { pointer in
                pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                    body($0, socklen_t(MemoryLayout<sockaddr_in6>.size))
                }
            }
        }
    }

    static func == (left: Endpoint, right: Endpoint) -> Bool {
        left.address.0 == right.address.0 && left.address.1 == right.address.1 && left.port == right.port
            && left.family == right.family && left.scope == right.scope
    }

    func hash(into hasher: inout Hasher) {
        hasher.combine(address.0)
        hasher.combine(address.1)
        hasher.combine(port)
    }
}

extension Endpoint: CustomStringConvertible {
    /// The address alone: `10.0.0.7`, `fe80::1`.
    var host: String {
        withUnsafeTemporaryAllocation(of: CChar.self, capacity: Int(INET6_ADDRSTRLEN)) { text in
            withUnsafeBytes(of: address) { bytes in
                guard let address = bytes.baseAddress, let start = text.baseAddress,
                    inet_ntop(family == .v4 ? AF_INET : AF_INET6, address, start, socklen_t(text.count)) != nil
                else { return "?" }
                return String(cString: start)
            }
        }
    }

    /// Address and port: `10.0.0.7:161`, `[fe80::1]:161`.
    var description: String {
        family == .v4 ? "\(host):\(port)" : "[\(host)]:\(port)"
    }
}
