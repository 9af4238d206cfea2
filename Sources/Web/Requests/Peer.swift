package import NIOCore
package import Sockets

/// Who asks: whoever is at the other end of the connection, or the client that a trusted proxy there speaks for.
package struct Peer: Sendable, Hashable {
    private enum Origin: Hashable {
        case address(IPAddress)
        case localSocket
        case unknown
    }

    private let origin: Origin

    package init(_ socketAddress: SocketAddress?) {
        origin =
            switch socketAddress {
            case nil: .unknown
            case let socketAddress?: IPAddress(socketAddress).map { .address($0) } ?? .localSocket
            }
    }

    package init(_ address: IPAddress) { origin = .address(address) }

    package var ipAddress: IPAddress? {
        if case .address(let address) = origin { address } else { nil }
    }

    /// The address without its port; `unknown` where there is none.
    package var address: String {
        switch origin {
        case .address(let address): address.description
        case .localSocket: "local"
        case .unknown: "unknown"
        }
    }

    /// Whether it is on this machine for certain.
    package var isLoopback: Bool {
        switch origin {
        case .address(let address): address.isLoopback
        case .localSocket: true
        case .unknown: false
        }
    }

    /// Those who most likely share a network with it, and whom one attacker may all be: 256 addresses of IPv4, 2⁸⁰ of
    /// IPv6 (a site's /48). On this machine each address stands for itself.
    package var neighbourhood: String {
        guard case .address(let ip) = origin, !ip.isLoopback else { return address }
        let length = ip.family == .v4 ? 24 : 48
        return "\(ip.network(bits: length))/\(length)"
    }

    /// What attempts are counted by: an IPv4 address, or an IPv6 network of 64 bits, since a single host has all of one.
    package var network: String {
        guard case .address(let ip) = origin, ip.family == .v6 else { return address }
        let groups = stride(from: 48, through: 0, by: -16).map { UInt16(truncatingIfNeeded: ip.high >> $0) }
        return groups.map { String($0, radix: 16) }.joined(separator: ":") + "/64"
    }
}

extension IPAddress {
    /// Without its zone; `nil` for a local socket.
    fileprivate init?(_ address: SocketAddress) {
        guard let found = address.withSockAddr({ name, _ in IPAddress(name) }) else { return nil }
        self.init(family: found.family, high: found.high, low: found.low, scope: 0)
    }
}
