/// Where people reach the dashboard, as messages link to it.
package struct PublicURL: Sendable, Equatable {
    package static let mostOctets = 500
    /// For the sentence that refuses another text.
    package static let expectation =
        "an address of http or https without user, query and fragment, such as https://lapwing.example.com"
    /// Without a slash at its end.
    package let text: String

    /// Reads its parts alone. Whether they name a host and a port is judged where people give it, by the one rule for
    /// hosts.
    /// - Returns: `nil` for what is not an `http` or `https` URL of an authority, and a path at most.
    package init?(_ given: String) {
        guard given.utf8.count <= Self.mostOctets, let scheme = Self.scheme(of: given) else { return nil }
        let rest = given.utf8.dropFirst(scheme.utf8.count)
        let authority = rest.prefix { $0 != UInt8(ascii: "/") }
        let path = rest.dropFirst(authority.count)
        guard !authority.isEmpty, authority.allSatisfy(\.isAuthorityText), path.allSatisfy(\.isPathText) else {
            return nil
        }
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
}

extension UInt8 {
    private var isDigit: Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(self) }

    private var isLetter: Bool { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(self | 0x20) }

    /// Of a host and a port: nothing that could leave a link, and no user.
    fileprivate var isAuthorityText: Bool { isLetter || isDigit || "-._[]:".utf8.contains(self) }

    /// RFC 3986 §3.3.
    fileprivate var isPathText: Bool { isLetter || isDigit || "/-._~%!$&'()*+,;=:@".utf8.contains(self) }
}
