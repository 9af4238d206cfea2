internal import FoundationEssentials
internal import Monitoring

/// Where a webhook is. All of it but the host is secret.
struct Webhook: Sendable, CustomStringConvertible {
    /// In lower case, without brackets.
    let host: String
    private let address: Secret

    /// - Returns: `nil` for what is not an `http` or `https` URL of a host, or names a user.
    init?(_ secret: Secret) {
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
        address = Secret(text)
    }

    /// Whether it is Slack itself, whose webhooks say `ok` and nothing else to a message they took.
    var isSlack: Bool {
        ["slack.com", "slack-gov.com"].contains { host == $0 || host.hasSuffix(".\($0)") }
    }

    /// Slack's workflows and triggers answer in JSON of their own.
    var isWorkflow: Bool {
        let path = URLComponents(string: reveal())?.path ?? ""
        return path.hasPrefix("/workflows/") || path.hasPrefix("/triggers/")
    }

    func reveal() -> String { address.reveal() }

    /// As errors name it.
    var description: String { "Slack webhook at \(host)" }

    /// `text` without the parts of the address that a server might echo.
    func cleaned(_ text: String) -> String {
        let parts: [Substring] = reveal().split { "/?&=".contains($0) }
        return parts.dropFirst(2).filter { $0.count >= 8 }.reduce(text) { $0.replacing($1, with: "•••") }
    }
}
