internal import CCurl
internal import FoundationEssentials

/// Reads a transfer's end: a receipt, or the error that tells an operator what to do.
struct MailVerdict {
    let server: MailServer
    let limits: TransferLimits

    let recipients: [String]

    /// - Throws: where the server took the message for nobody.
    func receipt(_ end: MailTransfer.End) throws(MailError) -> MailReceipt {
        let dialogue = end.dialogue
        guard dialogue.isTaken else { throw error(end) }
        let answer = cleaned(dialogue.reply?.text ?? "")
        let (refused, deferred) = refusals(dialogue)
        let others = Set((refused + deferred).map(\.recipient))
        return MailReceipt(
            answer: answer, taken: recipients.filter { !others.contains($0) }, refused: refused, deferred: deferred)
    }

    /// Each recipient that was not taken, with its own answer.
    private func refusals(_ dialogue: SMTPDialogue) -> (refused: [MailReceipt.Refusal], deferred: [MailReceipt.Refusal])
    {
        var (refused, deferred): ([MailReceipt.Refusal], [MailReceipt.Refusal]) = ([], [])
        var isAnyTaken = false
        for (address, reply) in dialogue.recipients where recipients.contains(address) {
            guard reply.isRefusal else { isAnyTaken = true; continue }
            let refusal = MailReceipt.Refusal(recipient: address, answer: cleaned(reply.text))
            if reply.isTransient || isAnyTaken && reply.saysTooMany {
                deferred.append(refusal)
            } else {
                refused.append(refusal)
            }
        }
        return (refused, deferred)
    }

    private func error(_ end: MailTransfer.End) -> MailError {
        let (refused, deferred) = refusals(end.dialogue)
        if !recipients.isEmpty, refused.count + deferred.count == recipients.count {
            return .recipientsRefused(server: server.name, refused: refused, deferred: deferred)
        }
        let error = reason(end)
        return refused.isEmpty ? error : .partlyRefused(error, refused: refused)
    }

    private func reason(_ end: MailTransfer.End) -> MailError {
        let (name, dialogue) = (server.name, end.dialogue)
        let mayHaveArrived = dialogue.isUnanswered
        switch end.interruption {
        case .cancelled: return .cancelled(mayHaveArrived: mayHaveArrived)
        case .notConnected: return .unreachable(server: name, reason: "no connection in \(limits.connecting)")
        case .silent:
            return .timedOut(
                server: name, what: dialogue.step.isAwaited, after: limits.limit(of: dialogue.step).text,
                mayHaveArrived: mayHaveArrived)
        case nil: break
        }
        return error(end.code, cleaned(end.reason), dialogue)
    }

    private func error(_ code: CURLcode, _ reason: String, _ dialogue: SMTPDialogue) -> MailError {
        let name = server.name
        let mayHaveArrived = dialogue.isUnanswered
        switch code {
        case CURLE_COULDNT_RESOLVE_HOST: return .nameNotFound(server: name)
        case CURLE_COULDNT_CONNECT: return .unreachable(server: name, reason: reason)
        case CURLE_USE_SSL_FAILED where dialogue.refusal == nil: return .noSTARTTLS(server: name)
        case CURLE_SSL_CACERT_BADFILE: return .badAuthorityFile(server.authorityFile ?? "")
        case CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_CONNECT_ERROR: return .notTrusted(server: name, reason: reason)
        case CURLE_OPERATION_TIMEDOUT:
            return .timedOut(
                server: name, what: dialogue.step.isAwaited, after: limits.whole.text, mayHaveArrived: mayHaveArrived)
        case CURLE_LOGIN_DENIED where dialogue.refusal == nil: return .noLogin(server: name, offered: dialogue.logins)
        default: break
        }
        guard let refusal = dialogue.lastWord, !mayHaveArrived else {
            return .interrupted(server: name, reason: reason, mayHaveArrived: mayHaveArrived)
        }
        return refused(refusal.step, refusal.reply, dialogue)
    }

    private func refused(_ step: SMTPDialogue.Step, _ reply: SMTPDialogue.Reply, _ dialogue: SMTPDialogue) -> MailError
    {
        let answer = cleaned(reply.text)
        // 530: it wants a login (RFC 4954 §6), and we would have logged in if we could.
        if reply.code == 530, server.login != nil, dialogue.logins.isEmpty, !reply.text.contains("STARTTLS") {
            return .noLogin(server: server.name, offered: [])
        }
        let what: MailError.Step
        switch step {
        case .login where reply.isTransient: what = .login
        case .login: return .loginRefused(server: server.name, answer: answer)
        case .greeting, .hello, .startTLS, .other: what = .session
        // One of several: those named before are not refused, and 421 ends the session for all.
        case .recipient where reply.isTransient: what = .session
        case .sender: what = .sender
        case .recipient, .data, .content: what = .message
        }
        return .refused(server: server.name, step: what, answer: answer, isTransient: reply.isTransient)
    }

    /// Without the password, which a server might echo in the forms that it was sent in.
    private func cleaned(_ text: String) -> String {
        guard let login = server.login, !login.password.isEmpty else { return text }
        let plain = Data("\0\(login.username)\0\(login.password)".utf8).base64EncodedString()
        let base64 = Data(login.password.utf8).base64EncodedString()
        return [plain, base64, login.password].reduce(text) { $0.replacing($1, with: "•••") }
    }
}

extension SMTPDialogue.Reply {
    /// RFC 5321 §4.5.3.1.10: 552 after other recipients were taken means that these are as many as there may be. A full
    /// mailbox is 552, too, and says so by its enhanced code.
    fileprivate var saysTooMany: Bool { code == 552 && !text.contains("5.2.") }
}
