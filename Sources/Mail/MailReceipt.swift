/// What a mail server said when it took a message.
package struct MailReceipt: Sendable, Equatable, CustomStringConvertible {
    package struct Refusal: Sendable, Equatable {
        package var recipient: String
        package var answer: String

        package init(recipient: String, answer: String) {
            self.recipient = recipient
            self.answer = answer
        }
    }

    /// Its final answer: `250 2.0.0 Ok: queued as 1A2B3C`.
    package var answer: String
    /// Recipients it would not take it for.
    package var refused: [Refusal]

    package var description: String {
        guard !refused.isEmpty else { return answer }
        let reasons = refused.map { "\($0.recipient): \($0.answer)" }.joined(separator: "; ")
        return "\(answer), but not for \(reasons)"
    }
}
