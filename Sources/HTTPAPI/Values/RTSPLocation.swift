/// An `rtsp://` or `rtsps://` URL, taken apart into the place and the credentials that people paste into it.
struct RTSPLocation: Equatable {
    /// Without the user-info part.
    let url: String
    let username: String?
    let password: String?

    /// Passwords that were pasted unencoded may hold `@`, `:` and `#`, so the credentials end at the last `@` before
    /// the path, and the user name at the first `:`.
    init(parsing given: String) throws(InvalidValue) {
        let given = given.trimmed
        guard let scheme = Self.scheme(of: given) else { throw InvalidValue("Must begin with rtsp:// or rtsps://") }
        guard given.utf8.count <= 2048, given.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else {
            throw InvalidValue("Must be at most 2048 ASCII characters without spaces")
        }
        let rest = given.dropFirst(scheme.count + 3)
        let at = rest[..<(rest.firstIndex(of: "/") ?? rest.endIndex)].lastIndex(of: "@")
        let place = rest[(at.map { rest.index(after: $0) } ?? rest.startIndex)...]
        try Self.check(place: place)
        url = "\(scheme)://\(place)"
        (username, password) = at.map { Self.credentials(rest[..<$0]) } ?? (nil, nil)
    }

    private static func scheme(of text: String) -> String? {
        let lower = text.prefix(8).lowercased()
        return ["rtsp", "rtsps"].first { lower.hasPrefix($0 + "://") }
    }

    /// In `rtsp://user:12/34@10.0.0.7/live` the slash of an unencoded password ends the authority, and what remains of
    /// the password would be kept, and shown, as a path. Only after an address is an `@` surely the path's own.
    private static func check(place: Substring) throws(InvalidValue) {
        let end = place.firstIndex { $0 == "/" || $0 == "?" } ?? place.endIndex
        let authority = place[..<end]
        _ = try Authority(parsing: authority)
        let isAddress = authority.first == "[" || !authority.utf8.contains(where: \.isLetter)
        if !isAddress && place[end...].contains("@") {
            throw InvalidValue("Must have the / and @ of a password written as %2F and %40")
        }
        if place.contains("#") { throw InvalidValue("Must not contain #") }
    }

    // MARK: Credentials

    private static func credentials(_ text: Substring) -> (String?, String?) {
        let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        let password = parts.count == 2 ? decoded(parts[1]) : nil
        return (parts[0].isEmpty ? nil : decoded(parts[0]), password)
    }

    /// Percent-decoded where encoding the result again gives the same text; else taken as it stands, since many people
    /// paste a password with a `%` of its own. A triplet for a character that needs none, such as `%41`, is such a case.
    private static func decoded(_ text: Substring) -> String {
        var bytes: [UInt8] = []
        var rest = text.utf8[...]
        while let byte = rest.popFirst() {
            guard byte == UInt8(ascii: "%") else {
                bytes.append(byte)
                continue
            }
            guard let high = rest.popFirst()?.hexValue, let low = rest.popFirst()?.hexValue,
                case let value = high << 4 | low, !value.isUnreserved, value >= 0x20, value != 0x7F
            else { return String(text) }
            bytes.append(value)
        }
        return String(validating: bytes, as: UTF8.self) ?? String(text)
    }
}
