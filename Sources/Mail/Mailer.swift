/// Hands messages to mail servers, by libcurl.
///
/// Each message travels on a thread of its own, since libcurl waits there and may not hold one of the concurrency
/// pool's. A cancelled task ends its transfer within a second.
package struct Mailer: Sendable {
    private let limits: TransferLimits

    package init(limits: TransferLimits = TransferLimits()) { self.limits = limits }

    /// Sends `message` to every recipient that the server takes it for.
    /// - Throws: `MailError`, also where the server took it for none of them.
    package func send(_ message: MailMessage, through server: MailServer) async throws(MailError) -> MailReceipt {
        guard !message.recipients.isEmpty else { throw .noRecipients }
        guard !Task.isCancelled else { throw .cancelled(mayHaveArrived: false) }
        let transfer = MailTransfer(
            server: server, sender: message.sender.address, recipients: message.recipients.map(\.address),
            content: message.encoded(), limits: limits)
        let cancellation = Cancellation()
        let end = await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                startThread(named: "mail") { transfer.run(cancellation) { continuation.resume(returning: $0) } }
            }
        } onCancel: {
            cancellation.cancel()
        }
        return try MailVerdict(server: server, limits: limits, recipients: message.recipients.map(\.address)).receipt(
            end)
    }
}
