internal import Monitoring

extension ReceiverKind {
    package static let email = ReceiverKind(
        "email", title: "Email", summary: "Sends email through the mail server of the settings.",
        fields: [.emailRecipients]
    ) { fields, settings in
        EmailNotifier.problem(fields, settings)
    } notifier: { receiver, settings, egress in
        EmailNotifier(receiver: receiver, settings: settings, egress: egress)
    }
}

extension ReceiverField {
    static let emailRecipients = ReceiverField(
        "to", "To", .addresses(most: 50), isRequired: true,
        "Who gets it: mail addresses, separated by commas, such as `Night watch <night@example.org>`.")
}

extension Settings {
    /// With the recipients of a receiver, if it has some of its own.
    func sending(to fields: FieldValues) -> Settings {
        guard !fields.areOfSettings else { return self }
        var settings = self
        settings.email.recipients = fields.addresses(.emailRecipients)
        return settings
    }
}
