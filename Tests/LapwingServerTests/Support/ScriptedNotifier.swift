import Monitoring
import Notifiers
import TestKit

/// Sends nothing; answers as the test says and keeps what it was given.
final class ScriptedNotifier: ReceiverNotifier {
    struct Sending: Sendable, Equatable {
        var notices: [ID<Notice>]
        var message: String
        var follows: [String] = []
        var mayBeRepeat: Bool
    }

    let receiver: Receiver
    let exchangeLimit: Duration
    let sendings = Box<[Sending]>([])
    /// Who had it before, at each sending.
    let settled = Box<[[NoticeRecipient]]>([])
    /// The answer to the n-th sending, from 0.
    private let answer: @Sendable (Int) async -> Result<Delivery, NotifierError>

    convenience init(
        _ receiver: ID<Receiver>, limit: Duration = .seconds(30),
        answer: @escaping @Sendable (Int) async -> Result<Delivery, NotifierError> = { _ in .sent }
    ) {
        self.init(to: .stub(receiver, receiver == .email ? "email" : "slack"), limit: limit, answer: answer)
    }

    init(
        to receiver: Receiver, limit: Duration = .seconds(30),
        answer: @escaping @Sendable (Int) async -> Result<Delivery, NotifierError> = { _ in .sent }
    ) {
        self.receiver = receiver
        exchangeLimit = limit
        self.answer = answer
    }

    func sendTest() async throws(NotifierError) -> String { "250 OK" }

    func send(_ message: OutgoingMessage) async throws(NotifierError) -> Delivery {
        settled.update { $0.append(message.settled) }
        let number = sendings.update { sendings in
            sendings.append(
                Sending(
                    notices: message.notices.map(\.id), message: message.id, follows: message.follows,
                    mayBeRepeat: message.mayBeRepeat))
            return sendings.count - 1
        }
        return try await answer(number).get()
    }
}

extension Result<Delivery, NotifierError> {
    static let sent = Self.success(Delivery(answer: "250 OK"))
    static let away = Self.failure(NotifierError(isRetryable: true, description: "mail.example does not answer"))
    static let lost = Self.failure(
        NotifierError(isRetryable: true, description: "the connection broke", mayHaveArrived: true))
    static let unknownAddress = Self.failure(NotifierError(isRetryable: false, description: "550 No such user"))
}
