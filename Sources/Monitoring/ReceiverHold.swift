/// A receiver that takes nothing, or not so much: its whole queue waits, and then goes one message at a time.
package struct ReceiverHold: Sendable, Equatable {
    /// Nothing is sent before.
    package var until: Timestamp
    /// In a row, to this one.
    package var refusals: Int
    /// Since the last refusal.
    package var successes: Int
    /// Between two messages, for a receiver that counts them.
    package var spacing: Duration
    /// Whether the receiver took part of what it was sent: it is asked for more only little by little.
    package var isPaced: Bool
    /// What the receiver said.
    package var reason: String

    package init(
        until: Timestamp, refusals: Int = 1, successes: Int = 0, spacing: Duration = .zero, isPaced: Bool = false,
        reason: String
    ) {
        self.until = until
        self.refusals = refusals
        self.successes = successes
        self.spacing = spacing
        self.isPaced = isPaced
        self.reason = reason
    }
}
