internal import CCurl
internal import FoundationEssentials

/// Reads a transfer's end: a receipt, or the error that tells an operator what to do.
struct MailVerdict {
    let server: MailServer
    let limits: TransferLimits

    func receipt(_ end: MailTransfer.End) throws(MailError) -> MailReceipt {
        let dialogue = end.dialogue
        switch end.interruption {
        case .cancelled: throw .cancelled(mayHaveArrived: dialogue.isUnanswered)
        case .notConnected: throw .unreachable(server: server.name, reason: "no connection in \(limits.connecting)")
        case nil: break
        }
        guard end.code == CURLE_OK else { throw error(end.code, cleaned(end.reason), dialogue) }
        return MailReceipt(
            answer: cleaned(dialogue.reply?.text ?? ""),
            refused: dialogue.refusedRecipients.map { .init(recipient: $0.address, answer: cleaned($0.reply.text)) })
    }

    private func error(_ code: CURLcode, _ reason: String, _ dialogue: SMTPDialogue) -> MailError {
        let name = server.name
        let mayHaveArrived = dialogue.isUnanswered
        switch code {
        case CURLE_COULDNT_RESOLVE_HOST: return .nameNotFound(server: name)
        case CURLE_COULDNT_CONNECT: return .unreachable(server: name, reason: reason)
        case CURLE_USE_SSL_FAILED: return .noSTARTTLS(server: name)
        case CURLE_SSL_CACERT_BADFILE: return .badAuthorityFile(server.authorityFile ?? "")
        case CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_CONNECT_ERROR: return .notTrusted(server: name, reason: reason)
        case CURLE_OPERATION_TIMEDOUT:
            return .timedOut(server: name, after: "\(limits.sending)", mayHaveArrived: mayHaveArrived)
        default: break
        }
        guard let refusal = dialogue.refusal, !mayHaveArrived else {
            return .interrupted(server: name, reason: reason, mayHaveArrived: mayHaveArrived)
        }
        return refused(refusal.step, refusal.reply)
    }

    private func refused(_ step: SMTPDialogue.Step, _ reply: SMTPDialogue.Reply) -> MailError {
        let answer = cleaned(reply.text)
        let what: String
        switch step {
        case .login where reply.isTransient: what = "the login for now"
        case .login: return .loginRefused(server: server.name, answer: answer)
        case .greeting, .hello, .startTLS, .other: what = "to talk"
        case .sender: what = "the sender"
        case .recipient(let address): what = "the recipient \(address)"
        case .data, .content: what = "the message"
        }
        return .refused(server: server.name, what: what, answer: answer, isTransient: reply.isTransient)
    }

    /// Without the password, which a server might echo in the forms that it was sent in.
    private func cleaned(_ text: String) -> String {
        guard let login = server.login, !login.password.isEmpty else { return text }
        let plain = Data("\0\(login.username)\0\(login.password)".utf8).base64EncodedString()
        let base64 = Data(login.password.utf8).base64EncodedString()
        return [plain, base64, login.password].reduce(text) { $0.replacing($1, with: "•••") }
    }
}
