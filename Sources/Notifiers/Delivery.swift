package import Monitoring

extension OutgoingMessage {
    /// Who has it already, or refused it for good: the same of all its notices.
    package var settled: [NoticeRecipient] { notices.first?.recipients ?? [] }
}

/// A message that was taken.
package struct Delivery: Sendable, Equatable {
    /// What the server answered, for the record of the attempt.
    package var answer: String
    /// What became of each, where the channel has several.
    package var recipients: [NoticeRecipient]

    package init(answer: String, recipients: [NoticeRecipient] = []) {
        self.answer = answer
        self.recipients = recipients
    }
}

/// Why a message did not get through, or not to everybody.
package struct NotifierError: Error, Equatable, CustomStringConvertible {
    /// What it keeps from being sent.
    package enum Scope: Sendable {
        /// This message, or its way to some of the recipients: others may pass.
        case message
        /// Every message: the receiver is away, or does not let Lapwing in.
        case receiver
        /// More than the receiver takes at a time.
        case rate
    }

    /// Whether trying again soon may help: a server that is down, and not one that says the address does not exist.
    package var isRetryable: Bool
    /// A sentence for the operator; holds no secret.
    package var description: String
    /// Whether the server had all of it and nobody knows what it did with it: the next attempt may repeat this one.
    package var mayHaveArrived: Bool
    /// How long the server asks to be left alone, where it said so.
    package var retryAfter: Duration?
    package var scope: Scope
    /// What this attempt found out for single recipients all the same.
    package var recipients: [NoticeRecipient]

    package init(
        isRetryable: Bool, description: String, mayHaveArrived: Bool = false, retryAfter: Duration? = nil,
        scope: Scope = .message, recipients: [NoticeRecipient] = []
    ) {
        self.isRetryable = isRetryable
        self.description = description
        self.mayHaveArrived = mayHaveArrived
        self.retryAfter = retryAfter
        self.scope = scope
        self.recipients = recipients
    }
}
