#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// Where a single device is reached: an IPv4 address, an IPv6 address (with a zone if need be) or a host name.
struct HostAddress: Equatable {
    /// As it is stored: IPv6 in the form of RFC 5952, so that one address has one spelling; names as they were given.
    let text: String

    /// The loosest reading of IPv4 that is still safe: four decimal numbers. Anything else made of digits and dots
    /// would be taken by some resolvers for another address than the one that was meant.
    init(parsing given: String) throws(InvalidValue) {
        let given = given.trimmed
        if given.isEmpty { throw InvalidValue("Must not be empty") }
        if given.utf8.count > 253 { throw InvalidValue("Must not be longer than 253 characters") }
        if given.utf8.contains(UInt8(ascii: ":")) {
            text = try Self.ipv6(given)
        } else if Self.endsInNumber(given) {
            text = try Self.ipv4(given)
        } else {
            text = try Self.hostName(given)
        }
    }

    private static let expectation = "Must be an IPv4 address, an IPv6 address or a host name"

    // MARK: IPv4

    /// RFC 1123 §2.1: a host name's last label is never a number, so that it cannot be mistaken for an address.
    private static func endsInNumber(_ text: String) -> Bool {
        let last = text.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false).last ?? []
        return !last.isEmpty && last.allSatisfy(\.isDigit)
    }

    private static func ipv4(_ text: String) throws(InvalidValue) -> String {
        let parts = text.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        var octets: [UInt8] = []
        for part in parts {
            guard (1...3).contains(part.count), part.allSatisfy(\.isDigit), part.count == 1 || part.first != 0x30,
                let octet = UInt8(String(decoding: part, as: UTF8.self))
            else { throw InvalidValue("Is not a valid IPv4 address") }
            octets.append(octet)
        }
        guard octets.count == 4 else { throw InvalidValue("Is not a valid IPv4 address") }
        if octets[0] == 0 || octets[0] >= 224 && octets[0] < 240 || octets == [255, 255, 255, 255] {
            throw InvalidValue("Is not the address of a single device")
        }
        return text
    }

    // MARK: IPv6

    private static func ipv6(_ text: String) throws(InvalidValue) -> String {
        let parts = text.split(separator: "%", maxSplits: 1, omittingEmptySubsequences: false)
        guard !text.utf8.contains(0), let octets = octets(ofIPv6: String(parts[0])),
            let canonical = canonical(octets)
        else {
            throw InvalidValue(parts[0].allSatisfy(\.isIPv6Character) ? "Is not a valid IPv6 address" : expectation)
        }
        if octets.allSatisfy({ $0 == 0 }) || octets[0] == 0xFF {
            throw InvalidValue("Is not the address of a single device")
        }
        guard parts.count == 2 else { return canonical }
        guard (1...15).contains(parts[1].utf8.count), parts[1].utf8.allSatisfy(\.isZoneCharacter) else {
            throw InvalidValue("Has a zone that is not the name of an interface")
        }
        return canonical + "%" + parts[1]
    }

    private static func octets(ofIPv6 text: String) -> [UInt8]? {
        var octets = [UInt8](repeating: 0, count: 16)
        return inet_pton(AF_INET6, text, &octets) == 1 ? octets : nil
    }

    /// RFC 5952.
    private static func canonical(_ octets: [UInt8]) -> String? {
        withUnsafeTemporaryAllocation(of: CChar.self, capacity: Int(INET6_ADDRSTRLEN)) { buffer in
            inet_ntop(AF_INET6, octets, buffer.baseAddress, socklen_t(buffer.count)).map { String(cString: $0) }
        }
    }

    // MARK: Names

    /// RFC 1123 §2.1 and RFC 952: labels of letters, digits and hyphens, with a hyphen at neither end.
    private static func hostName(_ text: String) throws(InvalidValue) -> String {
        for label in text.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false) {
            guard (1...63).contains(label.count), label.allSatisfy({ $0.isLetter || $0.isDigit || $0 == 0x2D }),
                label.first != 0x2D, label.last != 0x2D
            else { throw InvalidValue(expectation) }
        }
        return text
    }
}

extension UInt8 {
    var isDigit: Bool { (0x30...0x39).contains(self) }
    var isLetter: Bool { (0x41...0x5A).contains(self) || (0x61...0x7A).contains(self) }

    /// What Linux interfaces are called: letters, digits, `-`, `_`, `.`.
    fileprivate var isZoneCharacter: Bool { isLetter || isDigit || self == 0x2D || self == 0x5F || self == 0x2E }
}

extension Character {
    fileprivate var isIPv6Character: Bool { isHexDigit || self == ":" || self == "." }
}
