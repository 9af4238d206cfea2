internal import Monitoring
internal import Sockets
internal import Web

/// What a setting's text must be, whether it comes from the environment, the file or the API. Each returns it as it is
/// kept.
package enum SettingRules {
    static let mostRecipients = 50
    static let longestPassword = 1000
    static let longestTimeZone = 64
    static let longestHeloName = 255
    static let longestSender = 400
    static let recipientLength = 1...254
    /// Of all, with commas between.
    static let longestRecipients = mostRecipients * 255

    /// Seconds that a notice waits for others.
    package static let groupWait = 0...60

    /// Where people reach the dashboard, without a slash at its end.
    package static func publicURL(_ text: String) throws(InvalidValue) -> String {
        guard let url = PublicURL(text.trimmed) else { throw InvalidValue("Must be \(PublicURL.expectation)") }
        let rest = url.text.drop { $0 != "/" }.dropFirst(2)
        _ = try Authority(parsing: rest.prefix { $0 != "/" })
        return url.text
    }

    /// As the IANA database spells it.
    package static func timeZone(_ text: String) throws(InvalidValue) -> String {
        guard let zone = Zone(text.trimmed) else {
            throw InvalidValue("Must be the name of a time zone such as Europe/Berlin or UTC")
        }
        return zone.name
    }

    package static func mailServer(_ text: String) throws(InvalidValue) -> String { try HostAddress.text(of: text) }

    /// A host name, or an address literal (RFC 5321 §4.1.3); an address alone is made one.
    package static func heloName(_ text: String) throws(InvalidValue) -> String {
        let text = text.trimmed
        let isLiteral = text.hasPrefix("[") && text.hasSuffix("]")
        let inner = isLiteral ? String(text.dropFirst().dropLast()) : text
        let isTagged = inner.lowercased().hasPrefix("ipv6:")
        let host: HostAddress
        do { host = try HostAddress(parsing: isTagged ? String(inner.dropFirst(5)) : inner) } catch {
            throw InvalidValue("Must be a host name such as lapwing.example.com, or an address such as [192.0.2.1]")
        }
        if host.isName {
            guard !isLiteral, !isTagged else { throw InvalidValue("Has brackets around what is no address") }
            return host.text.hasSuffix(".") ? String(host.text.dropLast()) : host.text
        }
        return host.text.contains(":") ? "[IPv6:\(host.text)]" : "[\(host.text)]"
    }

    package static func sender(_ text: String) throws(InvalidValue) -> String {
        let text = text.trimmed
        guard Mailbox.isSender(text) else {
            throw InvalidValue("Must be an email address such as lapwing@example.com or Lapwing <lapwing@example.com>")
        }
        return text
    }

    /// Addresses with commas between.
    package static func recipients(_ text: String) throws(InvalidValue) -> String {
        let addresses = Mailbox.list(text)
        guard addresses.count <= mostRecipients else {
            throw InvalidValue("Must have at most \(mostRecipients) addresses")
        }
        if let wrong = addresses.first(where: { !Mailbox.isDeliverable($0) }) {
            throw InvalidValue(
                "Must be email addresses such as ops@example.com, with commas between; “\(wrong.prefix(64))” is not one"
            )
        }
        return addresses.joined(separator: ",")
    }

    package static func webhook(_ text: String) throws(InvalidValue) -> String { try WebhookURL.parse(text) }

    package static func username(_ text: String) throws(InvalidValue) -> String {
        guard text.unicodeScalars.count <= 255, !text.unicodeScalars.contains(where: \.isControl) else {
            throw InvalidValue("Must have at most 255 visible characters")
        }
        return text
    }

    package static func password(_ text: String) throws(InvalidValue) -> String {
        guard text.unicodeScalars.count <= longestPassword else {
            throw InvalidValue("Must have at most \(longestPassword) characters")
        }
        return text
    }
}

// Each takes an empty text, too, which takes away what the configuration says.
extension Schema {
    /// What `SettingRules.publicURL` takes.
    static let publicURL = Schema.string(
        format: "http-url-or-empty",
        pattern: Pattern.optional(
            #"[hH][tT][tT][pP][sS]?://(\[[0-9A-Fa-f:.]+\]|[0-9A-Za-z_][-0-9A-Za-z_.]*)(:[0-9]{1,5})?"#
                + #"(/[-0-9A-Za-z/._~%!$&'()*+,;=:@]*)?"#),
        length: 0...PublicURL.mostOctets)

    /// What `SettingRules.timeZone` takes.
    static let timeZone = Schema.string(
        format: "time-zone-or-empty", pattern: Pattern.optional("[-0-9A-Za-z_+/.]+"),
        length: 0...SettingRules.longestTimeZone)

    /// What `SettingRules.mailServer` takes.
    static let hostOrEmpty = Schema.string(
        format: "host-or-empty", pattern: Pattern.aroundHost("(\(Pattern.host))?"),
        length: 0...HostAddress.longestText)

    /// What `SettingRules.heloName` takes.
    static let heloName = Schema.string(
        format: "host-or-empty",
        pattern: Pattern.aroundHost(
            #"(\[?([iI][pP][vV]6:)?\#(Pattern.invisible)(\#(Pattern.host))\#(Pattern.invisible)\]?)?"#),
        length: 0...SettingRules.longestHeloName)

    /// What `SettingRules.sender` takes.
    static let sender = Schema.string(
        format: "mailbox-or-empty", pattern: Pattern.optional("([^\(Pattern.control)]*<)?\(mailbox)>?"),
        length: 0...SettingRules.longestSender)

    /// What `SettingRules.recipients` takes, in a list or in one text.
    static let recipients = Schema.either([
        .array(
            .string(
                format: "mailbox", pattern: "^\(gap)*(\(mailboxes)|,)\(gap)*$", length: SettingRules.recipientLength),
            atMost: SettingRules.mostRecipients),
        .string(
            format: "mailbox-or-empty", pattern: "^\(gap)*(\(mailboxes)\(gap)*)?$",
            length: 0...SettingRules.longestRecipients),
    ])

    /// What `WebhookURL` takes.
    static let webhook = Schema.string(
        format: "https-url-or-empty", pattern: Pattern.optional("[hH][tT][tT][pP][sS]?://[!-~]+"),
        length: 0...WebhookURL.longest)

    /// What may be deliverable for `Mailbox`.
    private static let mailbox: String = {
        let local = #"[-0-9A-Za-z!#$%&'*+/=?^_\x60{|}~]+"#
        return "\(local)(\\.\(local))*@(\(Pattern.hostName)|\(Pattern.internationalName))"
    }()

    private static let gap = "[,\(Pattern.space)]"
    private static let mailboxes = "\(mailbox)(\(gap)+\(mailbox))*"
}
