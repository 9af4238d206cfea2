internal import Sockets
internal import Web

/// The part of a URL that says where: a host and perhaps a port (RFC 3986 §3.2), without user-info.
struct Authority: Equatable {
    let host: HostAddress
    let port: Int?

    init(parsing text: Substring) throws(InvalidValue) {
        let (host, port) = try Self.split(text)
        if host.isEmpty { throw InvalidValue("Must name a host") }
        do { self.host = try HostAddress(parsing: String(host)) } catch {
            throw InvalidValue("Must name a host by an IP address or a host name")
        }
        self.port = try Self.port(port)
    }

    /// - Returns: the host without brackets, and what follows it: nothing, or a colon and more.
    private static func split(_ text: Substring) throws(InvalidValue) -> (host: Substring, port: Substring) {
        guard text.first == "[" else {
            let colon = text.firstIndex(of: ":") ?? text.endIndex
            return (text[..<colon], text[colon...])
        }
        guard let close = text.firstIndex(of: "]"), text[..<close].contains(":") else {
            throw InvalidValue("Must have an IPv6 address between [ and ]")
        }
        return (text[text.index(after: text.startIndex)..<close], text[text.index(after: close)...])
    }

    private static func port(_ text: Substring) throws(InvalidValue) -> Int? {
        if text.isEmpty { return nil }
        guard text.first == ":", text.dropFirst().utf8.allSatisfy(\.isDigit), let port = Int(text.dropFirst()),
            (1...65_535).contains(port)
        else { throw InvalidValue("Must have a port from 1 to 65535, or none") }
        return port
    }
}
