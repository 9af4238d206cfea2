internal import Sockets
internal import Web

/// Where a chat takes messages: a URL that is itself the secret, and so is sent in the clear to this machine alone.
package enum WebhookURL {
    static let longest = 2048

    /// Checks its form alone; whether the host may be asked is decided when it is resolved, at each sending.
    package static func parse(_ given: String) throws(InvalidValue) -> String {
        let text = given.trimmed
        guard text.utf8.count <= longest, text.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else {
            throw InvalidValue("Must be at most \(longest) ASCII characters without spaces")
        }
        let scheme = text.prefix("https://".count).lowercased()
        guard scheme == "https://" || scheme.hasPrefix("http://") else { throw mustBeHTTPS }
        let rest = text.dropFirst(scheme == "https://" ? scheme.count : "http://".count)
        let authority = rest[..<(rest.firstIndex { "/?#".contains($0) } ?? rest.endIndex)]
        if authority.contains("@") { throw InvalidValue("Must not contain a user name or password") }
        let host = try Authority(parsing: authority).host.text
        guard scheme == "https://" || isThisMachine(host) else { throw mustBeHTTPS }
        return text
    }

    private static let mustBeHTTPS = InvalidValue("Must begin with https://")

    private static func isThisMachine(_ host: String) -> Bool {
        host.lowercased() == "localhost" || IPAddress(withoutZone: host)?.isLoopback == true
    }
}
