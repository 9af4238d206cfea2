internal import FoundationEssentials
internal import Mail
package import Monitoring

/// Sends notices by email.
package struct EmailNotifier: ConfiguredNotifier {
    package let channel = Channel.email
    private let settings: @Sendable () -> Settings
    private let egress: Egress
    private let mailer = Mailer()

    package init(settings: @escaping @Sendable () -> Settings, egress: Egress) {
        self.settings = settings
        self.egress = egress
    }

    package static func skipReason(_ settings: Settings) -> String? {
        let email = settings.email
        if email.server?.isEmpty ?? true { return "SMTP_SERVER is not set" }
        if email.recipients.isEmpty { return "ALERT_EMAIL_TO is empty" }
        if email.effectiveSender == nil { return "ALERT_EMAIL_FROM is not set" }
        return nil
    }

    package func send(_ notice: Notice, mayBeRepeat: Bool) async throws(NotifierError) -> String {
        try await send(
            Self.content(of: notice, mayBeRepeat: mayBeRepeat),
            unique: "notice-\(notice.id)-\(notice.createdAt.milliseconds)",
            headers: mayBeRepeat ? [MailHeader("X-Lapwing-Repeat", "possible")] : [])
    }

    package func sendTest() async throws(NotifierError) -> String {
        try await send(TestEmail.content, unique: "test-\(UUID().uuidString.lowercased())", headers: [])
    }

    private static func content(of notice: Notice, mayBeRepeat: Bool) -> EmailContent {
        switch notice.content {
        case .alert(let alert): AlertEmail.content(of: alert, mayBeRepeat: mayBeRepeat)
        case .summary(let summary): SummaryEmail.content(of: summary, mayBeRepeat: mayBeRepeat)
        }
    }

    /// - Parameter unique: the same for the same notice, so that whoever gets it twice can tell.
    private func send(_ content: EmailContent, unique: String, headers: [MailHeader]) async throws(NotifierError)
        -> String
    {
        let settings = settings()
        if let reason = Self.skipReason(settings) { throw NotifierError(isRetryable: false, description: reason) }
        do {
            let envelope = try EmailEnvelope(settings.email)
            var server = try MailServer(settings.email)
            server.addresses = try await egress.addresses(
                of: server.host, named: "SMTP server \(server.name)",
                isSetThroughAPI: settings.email.isSetThroughAPI
            ).map(\.description)
            let receipt = try await mailer.send(
                MailMessage(
                    sender: envelope.sender, recipients: envelope.recipients, subject: content.subject,
                    date: Timestamp.now.milliseconds / 1000,
                    id: MessageID(unique: unique, domain: envelope.sender.domain), text: content.text,
                    html: content.html, headers: headers), through: server)
            return envelope.remark(on: receipt)
        } catch let error as MailError {
            throw NotifierError(
                isRetryable: error.isRetryable, description: error.description, mayHaveArrived: error.mayHaveArrived)
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
