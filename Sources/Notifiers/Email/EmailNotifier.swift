internal import FoundationEssentials
package import Mail
package import Monitoring
internal import Sockets

/// Sends notices by email.
package struct EmailNotifier: ReceiverNotifier {
    package let receiver: Receiver
    private let settings: @Sendable () -> Settings
    private let egress: Egress
    private let limits: TransferLimits

    /// To the recipients of `receiver`, or to those of the settings if it has none of its own.
    /// - Parameter limits: how long a server may take.
    package init(
        receiver: Receiver, settings: @escaping @Sendable () -> Settings, egress: Egress,
        limits: TransferLimits = TransferLimits()
    ) {
        let fields = FieldValues(receiver)
        self.receiver = receiver
        self.settings = { settings().sending(to: fields) }
        self.egress = egress
        self.limits = limits
    }

    /// With a minute for the name service and for the end.
    package var exchangeLimit: Duration { limits.whole + .seconds(60) }

    static func problem(_ fields: FieldValues, _ settings: Settings) -> ReceiverMistake? {
        let settings = settings.sending(to: fields)
        if settings.email.recipients.isEmpty, !fields.areOfSettings {
            return ReceiverMistake(.emailRecipients, "Must name a mail address")
        }
        return skipReason(settings).map { ReceiverMistake(nil, $0) }
    }

    static func skipReason(_ settings: Settings) -> String? {
        let email = settings.email
        if email.server?.isEmpty ?? true { return "SMTP_SERVER is not set" }
        if email.recipients.isEmpty { return "ALERT_EMAIL_TO is empty" }
        if email.effectiveSender == nil { return "ALERT_EMAIL_FROM is not set" }
        return nil
    }

    package func send(_ message: OutgoingMessage) async throws(NotifierError) -> Delivery {
        try await send(
            Self.content(of: message, style: MessageStyle(settings())), settled: message.settled, unique: message.id,
            follows: message.follows, headers: message.mailHeaders, within: limits)
    }

    /// Somebody waits for the answer, and a proxy gives it a minute. Where the server takes a few recipients at a time, the
    /// next follow at once.
    package func sendTest() async throws(NotifierError) -> String {
        var limits = limits
        limits.whole = min(limits.whole, .seconds(50))
        let unique = "test-\(UUID().uuidString.lowercased())"
        var (settled, answers): ([NoticeRecipient], [String]) = ([], [])
        while true {
            do throws(NotifierError) {
                let delivery = try await send(
                    TestEmail.content, settled: settled, unique: unique, headers: [], within: limits)
                return (answers + [delivery.answer]).joined(separator: "; ")
            } catch {
                if answers.isEmpty && error.recipients.isEmpty { throw error }
                answers.append(error.description)
                guard error.recipients.contains(where: { $0.state == .delivered }) else {
                    return try Self.answer(answers, error, settled)
                }
                settled = settled.merging(error.recipients)
            }
        }
    }

    /// Nobody tries a test message again: what some have is a success that says who has it not.
    private static func answer(
        _ answers: [String], _ error: NotifierError, _ settled: [NoticeRecipient]
    ) throws(NotifierError) -> String {
        guard settled.contains(where: { $0.state == .delivered }) else { throw error }
        return answers.joined(separator: "; ")
    }

    private static func content(of message: OutgoingMessage, style: MessageStyle) -> EmailContent {
        let (alerts, mayBeRepeat) = (message.alerts, message.mayBeRepeat)
        if let summary = message.summary {
            return SummaryEmail.content(of: summary, mayBeRepeat: mayBeRepeat, style: style)
        }
        if let alert = alerts.first, alerts.count == 1 {
            return AlertEmail.content(of: alert, mayBeRepeat: mayBeRepeat, style: style)
        }
        return GroupEmail.content(of: alerts, mayBeRepeat: mayBeRepeat, style: style)
    }

    /// - Parameters:
    ///   - settled: who is not sent to.
    ///   - unique: the same for the same message, so that whoever gets it twice can tell.
    ///   - follows: likewise of those in whose threads it belongs.
    private func send(
        _ content: EmailContent, settled: [NoticeRecipient], unique: String, follows: [String] = [],
        headers: [MailHeader], within limits: TransferLimits
    ) async throws(NotifierError) -> Delivery {
        let settings = settings()
        if let reason = Self.skipReason(settings) {
            throw NotifierError(isRetryable: false, description: reason, scope: .receiver)
        }
        do {
            let envelope = try EmailEnvelope(settings.email)
            let recipients = envelope.recipients(without: settled)
            guard !recipients.isEmpty else { return Delivery(answer: "Nobody is left to be told") }
            var server = try MailServer(settings.email)
            server.addresses = try await egress.addresses(
                of: server.host, named: "SMTP server \(server.name)",
                isSetThroughAPI: settings.email.isSetThroughAPI
            ).map(\.description)
            let receipt = try await Mailer(limits: limits).send(
                MailMessage(
                    sender: envelope.sender, recipients: recipients, subject: content.subject,
                    date: Timestamp.now.milliseconds / 1000,
                    id: MessageID(unique: unique, domain: envelope.sender.domain), text: content.text,
                    html: content.html,
                    references: follows.map { MessageID(unique: $0, domain: envelope.sender.domain) },
                    headers: [MailHeader("List-Id", "Lapwing <lapwing.\(envelope.listDomain)>")] + headers),
                through: server)
            return try EmailOutcome(settled: settled).delivery(receipt, remark: envelope.remark(on: receipt))
        } catch let error as MailError {
            return try EmailOutcome(settled: settled).delivery(after: error)
        } catch let error as NotifierError {
            throw error
        } catch {
            throw NotifierError(isRetryable: true, description: "Sending failed: \(error)")
        }
    }
}

extension EmailSettings {
    /// The sender, or else the user of the mail server where that is an address.
    var effectiveSender: String? {
        if let sender, !sender.isEmpty { return sender }
        return username.flatMap { $0.contains("@") ? $0 : nil }
    }
}

extension MailServer {
    fileprivate init(_ email: EmailSettings) throws(MailError) {
        let login = email.username.map { MailLogin(username: $0, password: email.password?.reveal() ?? "") }
        try self.init(
            host: email.server ?? "", port: email.port, security: Security(email.security),
            login: login, authorityFile: email.authorityFile)
        heloName = email.heloName
    }
}

extension MailServer.Security {
    fileprivate init(_ security: EmailSettings.Security) {
        self =
            switch security {
            case .starttls: .starttls
            case .tls: .tls
            case .none: .none
            }
    }
}
