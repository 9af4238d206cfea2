internal import NIOCore

/// Who is at the other end of the connection.
package struct Peer: Sendable {
    private let socketAddress: SocketAddress?

    init(_ socketAddress: SocketAddress?) { self.socketAddress = socketAddress }

    /// The address without its port; `unknown` where there is none.
    package var address: String {
        guard let socketAddress else { return "unknown" }
        return socketAddress.ipAddress ?? "local"
    }

    /// Whether it is on this machine for certain.
    package var isLoopback: Bool {
        switch socketAddress {
        case .v4: bytes.first == 127
        case .v6: bytes == Self.loopback || isMapped && bytes[12] == 127
        case .unixDomainSocket: true
        case nil: false
        }
    }

    /// What attempts are counted by: an IPv4 address, or an IPv6 network of 64 bits, since a single host has all of one.
    package var network: String {
        guard case .v6 = socketAddress else { return address }
        if isMapped { return bytes[12...].map(String.init).joined(separator: ".") }
        let bytes = bytes
        let groups = stride(from: 0, to: 8, by: 2).map { UInt16(bytes[$0]) << 8 | UInt16(bytes[$0 + 1]) }
        return groups.map { String($0, radix: 16) }.joined(separator: ":") + "/64"
    }

    private static let loopback: [UInt8] = Array(repeating: 0, count: 15) + [1]

    /// `::ffff:a.b.c.d`, an IPv4 client of a socket that listens on both.
    private var isMapped: Bool { bytes[..<10].allSatisfy { $0 == 0 } && bytes[10] == 0xFF && bytes[11] == 0xFF }

    /// The address in network order: 4 bytes, 16, or none. It begins at byte 4 of a `sockaddr_in`, at byte 8 of a
    /// `sockaddr_in6`.
    private var bytes: [UInt8] {
        switch socketAddress {
        case .v4(let address): withUnsafeBytes(of: address.address) { Array($0[4..<8]) }
        case .v6(let address): withUnsafeBytes(of: address.address) { Array($0[8..<24]) }
        case .unixDomainSocket, nil: []
        }
    }
}
