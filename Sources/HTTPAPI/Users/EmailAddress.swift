internal import Web

/// Whether a text may be an email address. Only a mail server knows for certain; this keeps out what would break a
/// header or a list of addresses.
package enum EmailAddress {
    package static func isPlausible(_ text: String) -> Bool {
        let parts = text.split(separator: "@", omittingEmptySubsequences: false)
        guard parts.count == 2, (1...64).contains(parts[0].utf8.count), (1...253).contains(parts[1].utf8.count) else {
            return false
        }
        return isDotted(parts[0], by: isLocal) && isDotted(parts[1], by: isDomain)
    }

    private static func isDotted(_ text: Substring, by isAllowed: (Unicode.Scalar) -> Bool) -> Bool {
        text.split(separator: ".", omittingEmptySubsequences: false)
            .allSatisfy { !$0.isEmpty && $0.unicodeScalars.allSatisfy(isAllowed) }
    }

    /// RFC 5322's `atext`, and letters beyond ASCII (RFC 6531).
    private static func isLocal(_ scalar: Unicode.Scalar) -> Bool {
        scalar.isASCII
            ? scalar.properties.isAlphabetic || ("0"..."9").contains(scalar)
                || "!#$%&'*+-/=?^_`{|}~".unicodeScalars.contains(scalar)
            : scalar.properties.isAlphabetic || scalar.properties.numericType != nil
    }

    private static func isDomain(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.isAlphabetic || ("0"..."9").contains(scalar) || scalar == "-"
    }
}

extension Schema {
    /// What `EmailAddress` takes, with white space around it.
    static let email: Schema = {
        let local = #"[^\x00- "(),.:;<>@\[-\]\x7F]+"#
        let domain = #"[^\x00-,./:-@\[-\x60{-\x7F]+"#
        return .string(
            format: "email",
            pattern: "^[\(Pattern.space)]*\(local)(\\.\(local))*@\(domain)(\\.\(domain))*[\(Pattern.space)]*$",
            length: 1...254)
    }()
}
