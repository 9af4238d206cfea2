/// Why a message did not go out. The description is for the operator and holds no secret.
package enum MailError: Error, Equatable, CustomStringConvertible {
    case badAddress(String)
    case badServer(String)
    case noRecipients
    /// The authorities' file cannot be used.
    case badAuthorityFile(String)
    case nameNotFound(server: String)
    case unreachable(server: String, reason: String)
    case noSTARTTLS(server: String)
    /// The TLS handshake failed, or the certificate is not trusted.
    case notTrusted(server: String, reason: String)
    case loginRefused(server: String, answer: String)
    /// The server wants a login and offers none that we speak.
    case noLogin(server: String, offered: [String])
    /// The server refused the session or the message, for good or (`isTransient`) for now.
    case refused(server: String, step: Step, answer: String, isTransient: Bool)
    /// The server took none of the recipients.
    case recipientsRefused(server: String, refused: [MailReceipt.Refusal], deferred: [MailReceipt.Refusal])
    /// The error stands in the way of all, and some recipients were refused for good before.
    indirect case partlyRefused(MailError, refused: [MailReceipt.Refusal])
    /// - Parameter what: it did not do, such as `greet`.
    case timedOut(server: String, what: String, after: String, mayHaveArrived: Bool)
    /// The connection broke.
    case interrupted(server: String, reason: String, mayHaveArrived: Bool)
    case cancelled(mayHaveArrived: Bool)

    /// What a server refuses.
    package enum Step: Sendable, Equatable {
        case session, login, sender, message
    }

    /// What an error keeps from being sent.
    package enum Scope: Sendable, Equatable {
        /// This message; another may pass.
        case message
        /// Every message.
        case server
        /// More than the server takes at a time.
        case rate
    }

    package var description: String {
        switch self {
        case .badAddress(let text): "“\(text)” is not an email address"
        case .badServer(let text): "“\(text)” is not the host name and port of a mail server"
        case .noRecipients: "There is no recipient"
        case .badAuthorityFile(let path): "The file \(path) does not hold certificates in PEM"
        case .nameNotFound(let server): "The name of the SMTP server \(server) was not found"
        case .unreachable(let server, let reason): "The SMTP server \(server) cannot be reached: \(reason)"
        case .noSTARTTLS(let server): "The SMTP server \(server) does not offer STARTTLS"
        case .notTrusted(let server, let reason): "No secure connection to the SMTP server \(server): \(reason)"
        case .loginRefused(let server, let answer): "The SMTP server \(server) refused the login (\(answer))"
        case .noLogin(let server, let offered):
            "The SMTP server \(server) offers no login that Lapwing speaks (\(offered.isEmpty ? "none" : offered.joined(separator: ", ")))"
        case .refused(let server, let step, let answer, _):
            "The SMTP server \(server) refused \(step.sentence) (\(answer))"
        case .recipientsRefused(let server, let refused, let deferred): Self.sentence(server, refused + deferred)
        case .partlyRefused(let error, let refused):
            "\(error); it will not take the message for \(refused.map(\.description).joined(separator: "; "))"
        case .timedOut(let server, let what, let after, _): "The SMTP server \(server) did not \(what) within \(after)"
        case .interrupted(let server, let reason, _): "The connection to the SMTP server \(server) broke: \(reason)"
        case .cancelled: "Sending was cancelled"
        }
    }

    private static func sentence(_ server: String, _ refusals: [MailReceipt.Refusal]) -> String {
        guard refusals.count == 1, let one = refusals.first else {
            let list = refusals.map(\.description).joined(separator: "; ")
            return "The SMTP server \(server) refused every recipient (\(list))"
        }
        return "The SMTP server \(server) refused the recipient \(one.recipient) (\(one.answer))"
    }

    /// Those that the server will not take it for.
    package var refusedRecipients: [MailReceipt.Refusal] {
        switch self {
        case .recipientsRefused(_, let refused, _), .partlyRefused(_, let refused): refused
        default: []
        }
    }

    package var scope: Scope {
        switch self {
        case .refused(_, .message, _, isTransient: false): .message
        case .refused(_, _, _, let isTransient): isTransient ? .rate : .server
        case .recipientsRefused(_, _, let deferred): deferred.isEmpty ? .server : .rate
        case .partlyRefused(let error, _): error.scope
        case .cancelled, .noRecipients: .message
        default: .server
        }
    }

    /// Whether trying again soon may help. A wrong login or an untrusted certificate waits for somebody to set it right.
    package var isRetryable: Bool {
        switch self {
        case .nameNotFound, .unreachable, .timedOut, .interrupted, .cancelled: true
        case .refused(_, _, _, let isTransient): isTransient
        case .recipientsRefused(_, _, let deferred): !deferred.isEmpty
        case .partlyRefused(let error, _): error.isRetryable
        case .badAddress, .badServer, .noRecipients, .badAuthorityFile, .noSTARTTLS, .notTrusted, .loginRefused,
            .noLogin:
            false
        }
    }

    /// Whether the server had all of the message and we do not know what it did with it.
    package var mayHaveArrived: Bool {
        switch self {
        case .timedOut(_, _, _, let mayHaveArrived), .interrupted(_, _, let mayHaveArrived),
            .cancelled(let mayHaveArrived):
            mayHaveArrived
        case .partlyRefused(let error, _): error.mayHaveArrived
        default: false
        }
    }
}

extension MailError.Step {
    fileprivate var sentence: String {
        switch self {
        case .session: "to talk"
        case .login: "the login for now"
        case .sender: "the sender"
        case .message: "the message"
        }
    }
}
