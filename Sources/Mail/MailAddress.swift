internal import Sockets

/// A mailbox: `ops@example.org`, or `Lapwing <ops@example.org>` with a name to show.
package struct MailAddress: Sendable, Hashable {
    /// As it is shown; `nil` for the address alone.
    package let name: String?
    /// `local@domain`, in ASCII: a dot-atom and a host name or an address literal (RFC 5321 §4.1.2). An international
    /// domain is written in its ASCII form (RFC 5890 §2.3.2.1).
    package let address: String

    /// - Throws: `MailError.badAddress` for what is not one mailbox.
    package init(_ text: String) throws(MailError) {
        let text = text.trimmingSpaces()
        if let open = text.lastIndex(of: "<"), text.last == ">" {
            let name = text[..<open].trimmingSpaces().unquoted()
            self.name = name.isEmpty ? nil : name
            address = Self.withASCIIDomain(String(text[text.index(after: open)...].dropLast()))
        } else {
            name = nil
            address = Self.withASCIIDomain(text)
        }
        guard Self.isValid(address) else { throw .badAddress(text) }
    }

    private static func withASCIIDomain(_ address: String) -> String {
        guard let at = address.lastIndex(of: "@"), !address.utf8.allSatisfy({ $0 < 0x80 }),
            let domain = try? HostAddress(parsing: String(address[address.index(after: at)...]))
        else { return address }
        return address[...at] + domain.text
    }

    /// With `name` to show where it has none.
    package func named(_ name: String) -> MailAddress { MailAddress(name: self.name ?? name, address: address) }

    private init(name: String, address: String) {
        self.name = name
        self.address = address
    }

    package var domain: String {
        address.lastIndex(of: "@").map { String(address[address.index(after: $0)...]) } ?? ""
    }

    /// RFC 5321 §4.5.3.1: 64 octets of local part, 254 in all.
    private static func isValid(_ address: String) -> Bool {
        guard address.utf8.count <= 254, let at = address.lastIndex(of: "@") else { return false }
        let (local, domain) = (address[..<at].utf8, address[address.index(after: at)...].utf8)
        return local.count <= 64 && isDotAtom(local) && (isHostName(domain) || isLiteral(domain))
    }

    private static func isDotAtom(_ text: Substring.UTF8View) -> Bool {
        text.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false).allSatisfy { atom in
            !atom.isEmpty && atom.allSatisfy(\.isAtomText)
        }
    }

    private static func isHostName(_ text: Substring.UTF8View) -> Bool {
        text.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false).allSatisfy { label in
            (1...63).contains(label.count) && label.allSatisfy(\.isHostText) && label.first != UInt8(ascii: "-")
                && label.last != UInt8(ascii: "-")
        }
    }

    /// `[192.0.2.1]` or `[IPv6:2001:db8::1]`.
    private static func isLiteral(_ text: Substring.UTF8View) -> Bool {
        text.first == UInt8(ascii: "[") && text.last == UInt8(ascii: "]") && text.count > 2
            && text.dropFirst().dropLast().allSatisfy {
                $0.isHostText || $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: ":")
            }
    }
}

extension StringProtocol {
    fileprivate func trimmingSpaces() -> String {
        let end = drop { $0 == " " || $0 == "\t" }
        return String(end.reversed().drop { $0 == " " || $0 == "\t" }.reversed())
    }
}

extension String {
    /// Without the quotes and back-slashes of a quoted-string (RFC 5322 §3.2.4).
    fileprivate func unquoted() -> String {
        guard count >= 2, first == "\"", last == "\"" else { return self }
        var (result, isEscaped) = ("", false)
        for character in dropFirst().dropLast() {
            if character == "\\" && !isEscaped {
                isEscaped = true
            } else {
                result.append(character)
                isEscaped = false
            }
        }
        return result
    }
}

extension UInt8 {
    var isASCIIAlphanumeric: Bool {
        switch self {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"):
            true
        default: false
        }
    }

    /// `atext` (RFC 5322 §3.2.3).
    var isAtomText: Bool { isASCIIAlphanumeric || "!#$%&'*+-/=?^_`{|}~".utf8.contains(self) }

    fileprivate var isHostText: Bool { isASCIIAlphanumeric || self == UInt8(ascii: "-") }
}
