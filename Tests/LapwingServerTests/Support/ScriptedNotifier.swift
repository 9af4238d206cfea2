import Monitoring
import Notifiers

/// Sends nothing; answers as the test says and keeps what it was given.
final class ScriptedNotifier: Notifier {
    struct Sending: Sendable, Equatable {
        var notice: ID<Notice>
        var mayBeRepeat: Bool
    }

    let channel: Channel
    let sendings = Box<[Sending]>([])
    /// The answer to the n-th sending, from 0.
    private let answer: @Sendable (Int) async -> Result<String, NotifierError>

    init(_ channel: Channel, answer: @escaping @Sendable (Int) async -> Result<String, NotifierError> = { _ in .sent })
    {
        self.channel = channel
        self.answer = answer
    }

    func send(_ notice: Notice, mayBeRepeat: Bool) async throws(NotifierError) -> String {
        let number = sendings.update { sendings in
            sendings.append(Sending(notice: notice.id, mayBeRepeat: mayBeRepeat))
            return sendings.count - 1
        }
        return try await answer(number).get()
    }
}

extension Result<String, NotifierError> {
    static let sent = Self.success("250 OK")
    static let away = Self.failure(NotifierError(isRetryable: true, description: "mail.example does not answer"))
    static let lost = Self.failure(
        NotifierError(isRetryable: true, description: "the connection broke", mayHaveArrived: true))
    static let unknownAddress = Self.failure(NotifierError(isRetryable: false, description: "550 No such user"))
}
