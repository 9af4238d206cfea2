/// How long a mail server may take, by RFC 5321 §4.5.3.2.
package struct TransferLimits: Sendable {
    /// Until it accepts the connection.
    package var connecting = Duration.seconds(10)
    /// Until it greets, and to answer each command.
    package var command = Duration.seconds(5 * 60)
    /// To answer DATA.
    package var data = Duration.seconds(2 * 60)
    /// To take the message once it has all of it: it may look into it first.
    package var content = Duration.seconds(10 * 60)
    /// For all of it, whatever the server does.
    package var whole = Duration.seconds(30 * 60)

    package init() {}

    func limit(of step: SMTPDialogue.Step) -> Duration {
        switch step {
        case .data: data
        case .content: content
        default: command
        }
    }
}

extension SMTPDialogue.Step {
    /// What a server that falls silent here does not do.
    var isAwaited: String {
        switch self {
        case .greeting: "greet"
        case .hello: "answer EHLO"
        case .startTLS: "begin TLS"
        case .login: "answer the login"
        case .sender: "answer MAIL"
        case .recipient: "answer RCPT"
        case .data: "answer DATA"
        case .content: "say whether it took the message"
        case .other: "answer"
        }
    }
}

extension Duration {
    /// `10 minutes`, `28.0 seconds`
    var text: String {
        let (seconds, rest) = components
        guard rest == 0, seconds >= 120, seconds % 60 == 0 else { return "\(self)" }
        return "\(seconds / 60) minutes"
    }
}
