internal import FoundationEssentials
internal import Monitoring

/// What one message tells.
struct MessageContent: Sendable {
    enum Subject: Sendable {
        case alerts([Alert])
        case summary(DailySummary)
        case test
    }

    static let testSentence = "This is a test. Alerts of Lapwing arrive here."
    static let repeatNote = "This message may repeat an earlier one: Lapwing did not learn whether that one arrived."

    /// The same at every attempt.
    let id: String
    let subject: Subject
    let mayBeRepeat: Bool

    init(id: String, _ subject: Subject, mayBeRepeat: Bool = false) {
        self.id = id
        self.subject = subject
        self.mayBeRepeat = mayBeRepeat
    }

    init(_ message: OutgoingMessage) {
        self.init(
            id: message.id, message.summary.map(Subject.summary) ?? .alerts(message.alerts),
            mayBeRepeat: message.mayBeRepeat)
    }

    static func test() -> MessageContent {
        MessageContent(id: "test-\(UUID().uuidString.lowercased())", .test)
    }
}
