/// Where a chat takes messages: an `https` URL that is itself the secret.
enum WebhookURL {
    /// Checks its form alone; whether the host may be asked is decided when it is resolved, at each sending.
    static func parse(_ given: String) throws(InvalidValue) -> String {
        let text = given.trimmed
        guard text.lowercased().hasPrefix("https://") else { throw InvalidValue("Must begin with https://") }
        guard text.utf8.count <= 2048, text.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else {
            throw InvalidValue("Must be at most 2048 ASCII characters without spaces")
        }
        let rest = text.dropFirst("https://".count)
        let authority = rest[..<(rest.firstIndex { "/?#".contains($0) } ?? rest.endIndex)]
        if authority.contains("@") { throw InvalidValue("Must not contain a user name or password") }
        _ = try Authority(parsing: authority)
        return text
    }
}
