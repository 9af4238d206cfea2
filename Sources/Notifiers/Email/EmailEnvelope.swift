internal import Mail
internal import Monitoring

/// From whom to whom. A recipient that is no address is left out and remarked on: it may not silence the others.
struct EmailEnvelope: Sendable {
    let sender: MailAddress
    let recipients: [MailAddress]
    private let mistakes: [String]

    /// - Throws: `MailError.badAddress` for the sender, or where no recipient is an address.
    init(_ email: EmailSettings) throws(MailError) {
        sender = try MailAddress(email.effectiveSender ?? "").named("Lapwing")
        var (recipients, mistakes): ([MailAddress], [String]) = ([], [])
        for text in email.recipients {
            do throws(MailError) {
                let address = try MailAddress(text)
                if !recipients.contains(where: { $0.isSameMailbox(as: address) }) { recipients.append(address) }
            } catch {
                mistakes.append(error.description)
            }
        }
        if recipients.isEmpty { throw .badAddress(email.recipients.joined(separator: ", ")) }
        self.recipients = recipients
        self.mistakes = mistakes
    }

    /// Those who neither have it nor refused it; everybody where nobody has it and all refused it, since somebody may
    /// have mended that. Empty where all who did not refuse it have it.
    func recipients(without settled: [NoticeRecipient]) -> [MailAddress] {
        let open = recipients.filter { recipient in !settled.contains { $0.address == recipient.address } }
        let isDelivered = settled.contains { $0.state == .delivered }
        return open.isEmpty && !isDelivered ? recipients : open
    }

    /// For `List-Id`, which has no room for an address literal.
    var listDomain: String { sender.domain.hasPrefix("[") ? "localhost" : sender.domain }

    func remark(on receipt: MailReceipt) -> String {
        ([receipt.description] + mistakes).joined(separator: "; ")
    }
}

extension MailAddress {
    /// Whatever name is shown, and in whatever case it is written.
    fileprivate func isSameMailbox(as other: MailAddress) -> Bool { address.lowercased() == other.address.lowercased() }
}
