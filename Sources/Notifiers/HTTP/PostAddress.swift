internal import FoundationEssentials
internal import Monitoring
internal import Sockets

/// Where messages are posted to. All of it but the host is secret.
struct PostAddress: Sendable, CustomStringConvertible {
    static let longest = 2000

    /// In lower case, without brackets.
    let host: String
    private let service: String
    private let address: Secret

    /// - Parameter service: as errors name it, such as `webhook`.
    /// - Returns: `nil` for what is not an `http` or `https` URL of a host, or names a user.
    init?(_ secret: Secret, of service: String) {
        guard let parts = URLComponents(string: secret.reveal()), let scheme = parts.scheme?.lowercased(),
            scheme == "https" || scheme == "http", parts.user == nil, parts.password == nil,
            let host = parts.host?.lowercased(), !host.isEmpty
        else { return nil }
        var normal = parts
        normal.scheme = scheme
        normal.host = host
        normal.fragment = nil
        guard let text = normal.string else { return nil }
        self.host = host.hasPrefix("[") ? String(host.dropFirst().dropLast()) : host
        self.service = service
        address = Secret(text)
    }

    /// As it was encoded, without the slash at its end.
    var path: String {
        let path = parts?.percentEncodedPath ?? ""
        return path.hasSuffix("/") ? String(path.dropLast()) : path
    }

    /// As they were encoded; empty where there are none.
    var query: String { parts?.percentEncodedQuery ?? "" }

    /// - Parameter path: begins with a slash and needs no encoding.
    /// - Returns: `nil` if this address has a query.
    func appending(_ path: String) -> PostAddress? {
        guard query.isEmpty else { return nil }
        let base = reveal().hasSuffix("/") ? String(reveal().dropLast()) : reveal()
        return PostAddress(Secret(base + path), of: service)
    }

    func reveal() -> String { address.reveal() }

    /// As errors name it.
    var description: String { "\(service) at \(host)" }

    /// What of the address a server might echo, as it was encoded and as it reads.
    var secrets: [String] {
        let encoded = reveal().split { "/?&=".contains($0) }.dropFirst(2).map(String.init)
        let path = parts?.path.split(separator: "/").map(String.init) ?? []
        return encoded + path + (parts?.queryItems?.compactMap(\.value) ?? [])
    }

    private var parts: URLComponents? { URLComponents(string: reveal()) }
}

extension PostAddress {
    /// What keeps `text` from being the address of a service; `nil` if nothing does.
    static func mistake(in text: String) -> String? {
        guard text.utf8.count <= longest else { return "Must have at most \(longest) characters" }
        guard text.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else { return "Must be a URL without spaces" }
        guard let parts = URLComponents(string: text), ["http", "https"].contains(parts.scheme?.lowercased()) else {
            return "Must be a URL that starts with https:// or http://"
        }
        if parts.user != nil || parts.password != nil { return "Must not hold a user or a password" }
        return PostAddress(Secret(text), of: "") == nil ? "Must name a host" : mistake(inHost: parts.host ?? "")
    }

    private static func mistake(inHost host: String) -> String? {
        do throws(HostAddressError) {
            _ = try HostAddress(parsing: host)
            return nil
        } catch {
            return "Must name a host: \(error.description.prefix(1).lowercased() + error.description.dropFirst())"
        }
    }
}
