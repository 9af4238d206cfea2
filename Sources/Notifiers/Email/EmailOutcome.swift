internal import Mail
internal import Monitoring

/// What a mail server's word means for each recipient: has it, will not get it, or is tried again.
struct EmailOutcome: Sendable {
    /// From attempts before.
    let settled: [NoticeRecipient]

    func delivery(_ receipt: MailReceipt, remark: String) throws(NotifierError) -> Delivery {
        let recipients =
            receipt.taken.map { NoticeRecipient(address: $0, state: .delivered, answer: receipt.answer) }
            + receipt.refused.map(NoticeRecipient.init)
        guard receipt.deferred.isEmpty else {
            let later = receipt.deferred.map(\.description).joined(separator: "; ")
            throw NotifierError(
                isRetryable: true,
                description: "\(receipt.taken.joined(separator: ", ")): \(receipt.answer); not yet \(later)",
                recipients: recipients)
        }
        return Delivery(answer: remark, recipients: recipients)
    }

    /// - Returns: where all are done with: some have it, and the others refuse it.
    func delivery(after error: MailError) throws(NotifierError) -> Delivery {
        let refused = error.refusedRecipients.map(NoticeRecipient.init)
        if case .recipientsRefused(_, _, let deferred) = error, deferred.isEmpty, isDelivered {
            return Delivery(answer: error.description, recipients: refused)
        }
        throw NotifierError(
            isRetryable: error.isRetryable, description: error.description, mayHaveArrived: error.mayHaveArrived,
            scope: scope(of: error), recipients: refused)
    }

    private var isDelivered: Bool { settled.contains { $0.state == .delivered } }

    /// What some recipients cannot get says nothing of the next message, which goes to others, too.
    private func scope(of error: MailError) -> NotifierError.Scope {
        switch error.scope {
        case .message: .message
        case .server: settled.isEmpty ? .receiver : .message
        case .rate: settled.isEmpty ? .rate : .message
        }
    }
}

extension NoticeRecipient {
    fileprivate init(_ refusal: MailReceipt.Refusal) {
        self.init(address: refusal.recipient, state: .refused, answer: refusal.answer)
    }
}
