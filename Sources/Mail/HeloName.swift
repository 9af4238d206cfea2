internal import Foundation

/// What Lapwing calls itself: a full name, or an address literal where it has none (RFC 5321 §4.1.4).
struct HeloName {
    let text: String

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
        return canonical(name).flatMap { isFull($0) ? $0 : nil }
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

    private static func canonical(_ name: String) -> String? {
        var hints = addrinfo()
        hints.ai_flags = AI_CANONNAME
        hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        return withAddresses(of: name, port: nil, hints) { list in
            list?.pointee.ai_canonname.map { String(cString: $0) }
        }
    }

    /// `[192.0.2.1]`: the address of this machine that the server sees, unless a router changes it.
    private static func literal(toward server: MailServer) -> String {
        let host = server.addresses.first ?? server.host
        var hints = addrinfo()
        hints.ai_socktype = Int32(SOCK_DGRAM.rawValue)
        let own = withAddresses(of: host, port: "\(server.port)", hints) { list in
            sequence(first: list) { $0?.pointee.ai_next }.prefix { $0 != nil }.lazy
                .compactMap { $0.flatMap { ownAddress(toward: $0.pointee) } }.first
        }
        let address = own ?? "127.0.0.1"
        return address.contains(":") ? "[IPv6:\(address)]" : "[\(address)]"
    }

    /// Connecting a datagram socket sends nothing; it finds the route.
    private static func ownAddress(toward entry: addrinfo) -> String? {
        let descriptor = socket(entry.ai_family, Int32(SOCK_DGRAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        guard connect(descriptor, entry.ai_addr, entry.ai_addrlen) == 0 else { return nil }
        var storage = sockaddr_storage()
        var length = socklen_t(MemoryLayout<sockaddr_storage>.size)
        var text = [CChar](repeating: 0, count: Int(NI_MAXHOST))
        let isFound = withUnsafeMutableBytes(of: &storage) { bytes in
            guard let address = bytes.baseAddress?.assumingMemoryBound(to: sockaddr.self) else { return false }
            return getsockname(descriptor, address, &length) == 0
                && getnameinfo(address, length, &text, socklen_t(text.count), nil, 0, NI_NUMERICHOST) == 0
        }
        guard isFound else { return nil }
        let address = String(decoding: text.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
        return String(address.prefix { $0 != "%" })
    }

    private static func withAddresses<Result>(
        of host: String, port: String?, _ hints: addrinfo, _ body: (UnsafeMutablePointer<addrinfo>?) -> Result?
    ) -> Result? {
        var list: UnsafeMutablePointer<addrinfo>?
        guard withUnsafePointer(to: hints, { getaddrinfo(host, port, $0, &list) }) == 0 else { return nil }
        defer { freeaddrinfo(list) }
        return body(list)
    }
}

extension String {
    /// Two digits.
    fileprivate var leftPadded: String { utf8.count == 1 ? "0" + self : self }
}
