import Mail

extension MailMessage {
    static func stub(
        from sender: String = "Lapwing <lapwing@example.org>", to recipients: [String] = ["ops@example.org"],
        subject: String = "[Lapwing] HIGH: Device core-1 (10.0.0.1) is offline", id: String = "notice-1",
        text: String = "Device core-1 is offline\n", html: String = "<p>Device core-1 is offline</p>\n",
        headers: [MailHeader] = []
    ) throws -> MailMessage {
        let sender = try MailAddress(sender)
        return MailMessage(
            sender: sender, recipients: try recipients.map { try MailAddress($0) }, subject: subject,
            date: 1_768_473_000, id: MessageID(unique: id, domain: sender.domain), text: text, html: html,
            headers: headers)
    }
}
