internal import Mail
internal import Monitoring

/// From whom to whom. A recipient that is no address is left out and remarked on: it may not silence the others.
struct EmailEnvelope: Sendable {
    let sender: MailAddress
    let recipients: [MailAddress]
    private let mistakes: [String]

    /// - Throws: `MailError.badAddress` for the sender, or where no recipient is an address.
    init(_ email: EmailSettings) throws(MailError) {
        sender = try MailAddress(email.effectiveSender ?? "")
        var (recipients, mistakes): ([MailAddress], [String]) = ([], [])
        for text in email.recipients {
            do throws(MailError) {
                let address = try MailAddress(text)
                if !recipients.contains(address) { recipients.append(address) }
            } catch {
                mistakes.append(error.description)
            }
        }
        if recipients.isEmpty { throw .badAddress(email.recipients.joined(separator: ", ")) }
        self.recipients = recipients
        self.mistakes = mistakes
    }

    func remark(on receipt: MailReceipt) -> String {
        ([receipt.description] + mistakes).joined(separator: "; ")
    }
}
