package import Monitoring

/// Sends notices to people over one channel.
package protocol Notifier: Sendable {
    var channel: Channel { get }

    /// Sends `notice` once; cancelling the calling task ends the attempt.
    /// - Parameter mayBeRepeat: an earlier attempt may have reached people without our knowing, and the message says so.
    /// - Returns: what the server answered, for the record of the attempt.
    func send(_ notice: Notice, mayBeRepeat: Bool) async throws(NotifierError) -> String
}

/// Why a notice did not get through.
package struct NotifierError: Error, Equatable, CustomStringConvertible {
    /// Whether trying again soon may help: a server that is down, and not one that says the address does not exist.
    package var isRetryable: Bool
    /// A sentence for the operator; holds no secret.
    package var description: String
    /// Whether the server had all of it and nobody knows what it did with it: the next attempt may repeat this one.
    package var mayHaveArrived: Bool
    /// How long the server asks to be left alone, where it said so.
    package var retryAfter: Duration?

    package init(
        isRetryable: Bool, description: String, mayHaveArrived: Bool = false, retryAfter: Duration? = nil
    ) {
        self.isRetryable = isRetryable
        self.description = description
        self.mayHaveArrived = mayHaveArrived
        self.retryAfter = retryAfter
    }
}
