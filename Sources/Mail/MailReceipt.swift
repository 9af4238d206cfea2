/// What a mail server said when it took a message.
package struct MailReceipt: Sendable, Equatable, CustomStringConvertible {
    package struct Refusal: Sendable, Equatable, CustomStringConvertible {
        package var recipient: String
        package var answer: String

        package init(recipient: String, answer: String) {
            self.recipient = recipient
            self.answer = answer
        }

        package var description: String { "\(recipient): \(answer)" }
    }

    /// Its final answer: `250 2.0.0 Ok: queued as 1A2B3C`.
    package var answer: String
    /// Recipients it took it for.
    package var taken: [String]
    /// Recipients it will not take it for.
    package var refused: [Refusal]
    /// Recipients it does not take it for now: they may be tried again.
    package var deferred: [Refusal]

    package var description: String {
        let others = refused + deferred
        guard !others.isEmpty else { return answer }
        return "\(answer), but not for \(others.map(\.description).joined(separator: "; "))"
    }
}
