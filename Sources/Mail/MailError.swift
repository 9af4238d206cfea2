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
    /// The server refused the session or the message, for good or (`isTransient`) for now.
    case refused(server: String, what: String, answer: String, isTransient: Bool)
    case timedOut(server: String, after: String, mayHaveArrived: Bool)
    /// The connection broke.
    case interrupted(server: String, reason: String, mayHaveArrived: Bool)
    case cancelled(mayHaveArrived: Bool)

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
        case .refused(let server, let what, let answer, _): "The SMTP server \(server) refused \(what) (\(answer))"
        case .timedOut(let server, let after, _): "The SMTP server \(server) did not answer within \(after)"
        case .interrupted(let server, let reason, _): "The connection to the SMTP server \(server) broke: \(reason)"
        case .cancelled: "Sending was cancelled"
        }
    }

    /// Whether trying again soon may help. A wrong login or an untrusted certificate waits for somebody to set it right.
    package var isRetryable: Bool {
        switch self {
        case .nameNotFound, .unreachable, .timedOut, .interrupted, .cancelled: true
        case .refused(_, _, _, let isTransient): isTransient
        case .badAddress, .badServer, .noRecipients, .badAuthorityFile, .noSTARTTLS, .notTrusted, .loginRefused: false
        }
    }

    /// Whether the server had all of the message and we do not know what it did with it.
    package var mayHaveArrived: Bool {
        switch self {
        case .timedOut(_, _, let mayHaveArrived), .interrupted(_, _, let mayHaveArrived),
            .cancelled(let mayHaveArrived):
            mayHaveArrived
        default: false
        }
    }
}
