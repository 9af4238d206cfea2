/// Where one machine is reached: an IPv4 address, an IPv6 address (with a zone if it is link-local) or a host name.
/// The one rule for what is a host, whoever is told of one: devices, cameras, mail servers, webhooks.
package struct HostAddress: Sendable, Hashable {
    /// In the one spelling that is stored: IPv4 as four decimal numbers, IPv6 as RFC 5952 writes it, an international
    /// name in its ASCII form (RFC 5890 §2.3.2.1); any other name as it was given.
    package let text: String

    /// Whether it is a name that must be looked up.
    package var isName: Bool {
        !text.utf8.contains(UInt8(ascii: ":")) && !Self.endsInNumber(text)
    }

    /// - Throws: `HostAddressError` with a sentence that says what is wrong.
    package init(parsing given: String) throws(HostAddressError) {
        guard given.utf8.count <= Self.longestInput else { throw .tooLong }
        let given = given.withoutInvisibleEnds
        if given.isEmpty { throw HostAddressError("Must not be empty") }
        if let mistake = Self.mistake(in: given) { throw mistake }
        let host = given.withoutBrackets
        text = host.utf8.contains(UInt8(ascii: ":")) ? try Self.ipv6(host) : try Self.ipv4OrName(host)
    }

    /// An international name of 253 octets in ASCII is shorter than this in UTF-8.
    private static let longestInput = 1024

    /// What people paste that holds a host and is none; `nil` for anything else.
    private static func mistake(in text: String) -> HostAddressError? {
        if text.contains("://") { return HostAddressError("Must be an address or a name alone, not a URL") }
        if text.utf8.contains(UInt8(ascii: "/")) {
            return HostAddressError("Must be the address of a single device, without a / and what follows it")
        }
        let colons = text.utf8.count { $0 == UInt8(ascii: ":") }
        let hasPort = colons == 1 || text.utf8.first == UInt8(ascii: "[") && text.contains("]:")
        return hasPort ? HostAddressError("Must be an address or a name alone, without a port") : nil
    }

    // MARK: IPv4 and names

    private static func ipv4OrName(_ given: String) throws(HostAddressError) -> String {
        let ascii = given.utf8.allSatisfy { $0 < 0x80 } ? given : try asciiForm(of: given)
        let isAbsolute = ascii.utf8.last == UInt8(ascii: ".")
        let bare = isAbsolute ? String(ascii.dropLast()) : ascii
        return endsInNumber(bare) ? try ipv4(bare) : try name(bare) + (isAbsolute ? "." : "")
    }

    private static func asciiForm(of name: String) throws(HostAddressError) -> String {
        guard let ascii = InternationalName.ascii(of: name) else { throw .expectation }
        return ascii
    }

    /// RFC 1123 §2.1: a host name's last label is never a number, so that it cannot be mistaken for an address. Resolvers
    /// also take `0x7f.1` and `0x7f000001` for addresses, as `inet_aton` does.
    private static func endsInNumber(_ text: String) -> Bool {
        var last = text.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false).last ?? []
        if last.starts(with: "0x".utf8) || last.starts(with: "0X".utf8) {
            last = last.dropFirst(2)
            return last.allSatisfy(\.isHexDigit)
        }
        return !last.isEmpty && last.allSatisfy(\.isDigit)
    }

    /// Four decimal numbers: the loosest reading that all resolvers agree on.
    private static func ipv4(_ text: String) throws(HostAddressError) -> String {
        let parts = text.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        let octets = parts.compactMap { part in
            (1...3).contains(part.count) && part.allSatisfy(\.isDigit) && (part.count == 1 || part.first != 0x30)
                ? UInt8(String(decoding: part, as: UTF8.self)) : nil
        }
        guard octets.count == 4, parts.count == 4 else { throw HostAddressError("Is not a valid IPv4 address") }
        if isOfManyOrNone(ipv4: octets) { throw .notOneDevice }
        return text
    }

    /// Of this network (RFC 1122 §3.2.1.3), a multicast group or the limited broadcast. What else is the broadcast of a
    /// network is known to the machine alone that is in it.
    private static func isOfManyOrNone(ipv4 octets: [UInt8]) -> Bool {
        octets[0] == 0 || (224...239).contains(octets[0]) || octets == [255, 255, 255, 255]
    }

    /// RFC 1123 §2.1, and underscores as in real names (RFC 2181 §11): labels of letters, digits, hyphens and
    /// underscores, none of which begins with a hyphen, since a resolver refuses it.
    private static func name(_ text: String) throws(HostAddressError) -> String {
        if text.utf8.count > 253 { throw .tooLong }
        for label in text.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false) {
            guard (1...63).contains(label.count), label.allSatisfy(\.isHostText), label.first != UInt8(ascii: "-")
            else { throw .expectation }
        }
        return text
    }

    // MARK: IPv6

    private static func ipv6(_ text: String) throws(HostAddressError) -> String {
        let parts = text.split(separator: "%", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        guard let address = IPAddress(withoutZone: parts[0]) else {
            let isNearly = parts[0].utf8.allSatisfy { $0.isHexDigit || $0 == 0x3A || $0 == 0x2E }
            throw isNearly ? HostAddressError("Is not a valid IPv6 address") : .expectation
        }
        let zone = parts.count == 2 ? try self.zone(parts[1]) : nil
        if address.family == .v4 { return try ipv4(address.description) }
        if address.isUnspecified || address.isMulticast { throw .notOneDevice }
        guard address.isLinkLocal else { return address.description }
        guard let zone else {
            throw HostAddressError("Is link-local: name the interface too, as in \(address.description)%eth0")
        }
        return address.description + "%" + zone
    }

    /// Linux names interfaces by up to 15 letters, digits, `-`, `_` and `.`. A URL writes the `%` before them as `%25`
    /// (RFC 6874 §2).
    private static func zone(_ given: String) throws(HostAddressError) -> String {
        let zone = given.hasPrefix("25") && given.utf8.count > 2 ? String(given.dropFirst(2)) : given
        guard (1...15).contains(zone.utf8.count), zone.utf8.allSatisfy({ $0.isHostText || $0 == UInt8(ascii: ".") })
        else { throw HostAddressError("Has a zone that is not the name of an interface") }
        return zone
    }
}

/// Why a text is not the address of a machine, as a sentence that follows the name of a field.
package struct HostAddressError: Error, Equatable, CustomStringConvertible {
    package let sentence: String

    init(_ sentence: String) { self.sentence = sentence }

    package var description: String { sentence }

    static let expectation = HostAddressError("Must be an IPv4 address, an IPv6 address or a host name")
    static let tooLong = HostAddressError("Must not be longer than 253 characters")
    static let notOneDevice = HostAddressError("Is not the address of a single device")
}

extension String {
    /// Without white space and characters of no width at its ends, which are pasted along.
    fileprivate var withoutInvisibleEnds: String {
        let scalars = unicodeScalars.drop(while: \.isInvisible)
        return String(String.UnicodeScalarView(scalars.reversed().drop(while: \.isInvisible).reversed()))
    }

    /// `[2001:db8::1]` as URLs write it.
    fileprivate var withoutBrackets: String {
        utf8.first == UInt8(ascii: "[") && utf8.last == UInt8(ascii: "]") && utf8.contains(UInt8(ascii: ":"))
            ? String(dropFirst().dropLast()) : self
    }
}

extension Unicode.Scalar {
    fileprivate var isInvisible: Bool {
        properties.isWhitespace || properties.generalCategory == .format
    }
}

extension UInt8 {
    var isDigit: Bool { (0x30...0x39).contains(self) }
    var isHexDigit: Bool { isDigit || (0x41...0x46).contains(self) || (0x61...0x66).contains(self) }

    fileprivate var isHostText: Bool {
        isDigit || (0x41...0x5A).contains(self) || (0x61...0x7A).contains(self) || self == UInt8(ascii: "-")
            || self == UInt8(ascii: "_")
    }
}
