internal import Monitoring
internal import Sockets

/// What a setting's text must be, whether it comes from the environment, the file or the API. Each returns it as it is
/// kept.
package enum SettingRules {
    static let mostRecipients = 50
    static let longestPassword = 1000

    package static func mailServer(_ text: String) throws(InvalidValue) -> String { try HostAddress.text(of: text) }

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
