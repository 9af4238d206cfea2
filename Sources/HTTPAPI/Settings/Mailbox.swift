internal import Sockets
internal import Web

/// Whether mail can be sent to or from an address. Only a mail server knows for certain; this keeps out what could not be
/// handed to one.
package enum Mailbox {
    /// `local@domain`: a dot-atom in ASCII (RFC 5321 §4.1.2), since mail beyond it (RFC 6531) is not sent, and a host name,
    /// which may be international.
    package static func isDeliverable(_ text: String) -> Bool {
        let parts = text.split(separator: "@", omittingEmptySubsequences: false)
        guard parts.count == 2, text.utf8.count <= 254, !text.unicodeScalars.contains(where: \.properties.isWhitespace)
        else { return false }
        return isLocal(parts[0]) && isDomain(parts[1])
    }

    /// Comma-separated, without the blanks around each.
    package static func list(_ text: String) -> [String] {
        text.split(separator: ",").map { String($0).trimmed }.filter { !$0.isEmpty }
    }

    /// An address, or `Name <address>`.
    static func isSender(_ text: String) -> Bool {
        guard text.utf8.last == UInt8(ascii: ">"), let open = text.lastIndex(of: "<") else {
            return isDeliverable(text)
        }
        let name = text[..<open]
        return isDeliverable(String(text[text.index(after: open)...].dropLast()))
            && name.utf8.count <= 128 && !name.unicodeScalars.contains(where: \.isControl)
    }

    private static func isLocal(_ text: Substring) -> Bool {
        (1...64).contains(text.utf8.count)
            && text.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
                .allSatisfy { !$0.isEmpty && $0.allSatisfy(\.isAtomText) }
    }

    /// Underscores are for hosts, not for domains of mail (RFC 5321 §2.3.5).
    private static func isDomain(_ text: Substring) -> Bool {
        guard let host = try? HostAddress(parsing: String(text)) else { return false }
        return host.isName && !host.text.utf8.contains(UInt8(ascii: "_")) && host.text.utf8.last != UInt8(ascii: ".")
            && host.text.utf8.split(separator: UInt8(ascii: ".")).allSatisfy { $0.last != UInt8(ascii: "-") }
    }
}

extension UInt8 {
    /// `atext` (RFC 5322 §3.2.3).
    fileprivate var isAtomText: Bool { isLetter || isDigit || "!#$%&'*+-/=?^_`{|}~".utf8.contains(self) }
}
