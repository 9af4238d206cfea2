package import Monitoring

/// Sends messages to one receiver.
package protocol ReceiverNotifier: Sendable {
    var receiver: Receiver { get }

    /// No message takes longer to send, whatever the server does.
    var exchangeLimit: Duration { get }

    /// Sends `message` once; cancelling the calling task ends the attempt.
    /// - Returns: what the server answered, once everybody has it who is to have it.
    func send(_ message: OutgoingMessage) async throws(NotifierError) -> Delivery

    /// Sends a message that says it is a test.
    /// - Returns: what the server answered.
    func sendTest() async throws(NotifierError) -> String
}
