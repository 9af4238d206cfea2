/// Where people reach the dashboard, as messages link to it.
package struct PublicURL: Sendable, Equatable {
    package static let mostOctets = 500
    /// For the sentence that refuses another text.
    package static let expectation =
        "an address of http or https without user, query and fragment, such as https://lapwing.example.com"
    /// Without a slash at its end.
    package let text: String

    /// - Returns: `nil` for what is not an `http` or `https` URL of a host, with a port and a path at most.
    package init?(_ given: String) {
        guard given.utf8.count <= Self.mostOctets, let scheme = Self.scheme(of: given) else { return nil }
        let rest = given.utf8.dropFirst(scheme.utf8.count)
        let authority = rest.prefix { $0 != UInt8(ascii: "/") }
        let path = rest.dropFirst(authority.count)
        guard Self.isAuthority(authority), path.allSatisfy(\.isPathText) else { return nil }
        let kept = Array(path.reversed().drop { $0 == UInt8(ascii: "/") }.reversed())
        text = scheme + String(decoding: authority, as: UTF8.self) + String(decoding: kept, as: UTF8.self)
    }

    package func link(to alert: ID<Alert>) -> String { "\(alerts)/\(alert)" }

    /// The list of alerts.
    package var alerts: String { "\(text)/#alerts" }

    /// The list of devices, which the page shows first.
    package var devices: String { "\(text)/#devices" }

    private static func scheme(of text: String) -> String? {
        ["https://", "http://"].first { scheme in
            text.utf8.count >= scheme.utf8.count
                && String(decoding: text.utf8.prefix(scheme.utf8.count), as: UTF8.self).lowercased() == scheme
        }
    }

    private static func isAuthority(_ text: Substring.UTF8View) -> Bool {
        let isLiteral = text.first == UInt8(ascii: "[")
        let host = isLiteral ? text.prefix { $0 != UInt8(ascii: "]") } : text.prefix { $0 != UInt8(ascii: ":") }
        let rest = text.dropFirst(host.count + (isLiteral ? 1 : 0))
        guard rest.isEmpty || rest.first == UInt8(ascii: ":") && isPort(rest.dropFirst()) else { return false }
        if isLiteral {
            return text.contains(UInt8(ascii: "]")) && host.count > 2 && host.dropFirst().allSatisfy(\.isIPv6Text)
        }
        return (1...253).contains(host.count) && host.allSatisfy(\.isHostText) && host.first != UInt8(ascii: ".")
            && host.first != UInt8(ascii: "-")
    }

    private static func isPort(_ digits: Substring.UTF8View) -> Bool {
        guard (1...5).contains(digits.count), let number = Int(String(decoding: digits, as: UTF8.self)) else {
            return false
        }
        return (1...65_535).contains(number) && digits.allSatisfy(\.isDigit)
    }
}

extension UInt8 {
    fileprivate var isDigit: Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(self) }

    private var isLetter: Bool { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(self | 0x20) }

    fileprivate var isHostText: Bool { isLetter || isDigit || "-._".utf8.contains(self) }

    fileprivate var isIPv6Text: Bool {
        isDigit || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(self | 0x20) || ":.".utf8.contains(self)
    }

    /// RFC 3986 §3.3.
    fileprivate var isPathText: Bool { isLetter || isDigit || "/-._~%!$&'()*+,;=:@".utf8.contains(self) }
}
