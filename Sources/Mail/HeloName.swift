internal import Foundation
internal import Sockets

/// What Lapwing calls itself: a full name, or an address literal where it has none (RFC 5321 §4.1.4).
struct HeloName {
    let text: String

    private static let lookUpLimit = Duration.seconds(10)

    static func of(_ server: MailServer) -> HeloName {
        if let name = server.heloName, !name.isEmpty { return HeloName(text: name) }
        return HeloName(text: ownName() ?? literal(toward: server))
    }

    /// As a part of a URL.
    var percentEncoded: String {
        text.utf8.map { octet in
            octet.isASCIIAlphanumeric || octet == UInt8(ascii: "-") || octet == UInt8(ascii: ".")
                ? String(Unicode.Scalar(octet)) : "%" + String(octet, radix: 16, uppercase: true).leftPadded
        }.joined()
    }

    /// This machine's name with its domain, where it knows that.
    private static func ownName() -> String? {
        var buffer = [CChar](repeating: 0, count: 256)
        guard gethostname(&buffer, buffer.count - 1) == 0 else { return nil }
        let name = String(decoding: buffer.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
        if isFull(name) { return name }
        return HostResolver.system.canonicalName(of: name, within: lookUpLimit).flatMap { isFull($0) ? $0 : nil }
    }

    /// At least two labels, and not the name that every machine has.
    static func isFull(_ name: String) -> Bool {
        let labels = name.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        let isHostName = labels.allSatisfy { label in
            (1...63).contains(label.count) && label.first != UInt8(ascii: "-") && label.last != UInt8(ascii: "-")
                && label.allSatisfy { $0.isASCIIAlphanumeric || $0 == UInt8(ascii: "-") }
        }
        let isAddress = labels.last?.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) } ?? true
        return labels.count >= 2 && isHostName && !isAddress && !name.lowercased().hasPrefix("localhost.")
    }

    /// `[192.0.2.1]`: the address of this machine that the server sees, unless a router changes it.
    private static func literal(toward server: MailServer) -> String {
        let host = server.addresses.first ?? server.host
        let own = addresses(of: host).lazy.compactMap { ownAddress(toward: $0, server.port) }.first
        guard let own else { return "[127.0.0.1]" }
        let text = own.description.prefix { $0 != "%" }
        return own.family == .v4 ? "[\(text)]" : "[IPv6:\(text)]"
    }

    private static func addresses(of host: String) -> [IPAddress] {
        if let address = IPAddress(host) { return [address] }
        guard case .addresses(let addresses) = try? HostResolver.system.addresses(of: host, within: lookUpLimit) else {
            return []
        }
        return addresses
    }

    /// Connecting a datagram socket sends nothing; it finds the route.
    private static func ownAddress(toward address: IPAddress, _ port: Int) -> IPAddress? {
        let family = address.family == .v4 ? AF_INET : AF_INET6
        let descriptor = socket(family, Int32(SOCK_DGRAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0, let port = UInt16(exactly: port) else { return nil }
        defer { close(descriptor) }
        guard address.withSocketAddress(port: port, { connect(descriptor, $0, $1) }) == 0 else { return nil }
        var storage = sockaddr_storage()
        var length = socklen_t(MemoryLayout<sockaddr_storage>.size)
        return withUnsafeMutablePointer(to: &storage) { storage in
            storage.withMemoryRebound(to: sockaddr.self, capacity: 1) { name in
                getsockname(descriptor, name, &length) == 0 ? IPAddress(name) : nil
            }
        }
    }
}

extension String {
    /// Two digits.
    fileprivate var leftPadded: String { utf8.count == 1 ? "0" + self : self }
}
