import Monitoring
import Notifiers

extension Alert {
    static func stub(
        subject: AlertSubject? = AlertSubject(.device, 7, name: "core-1", address: "10.0.0.1"),
        severity: Severity = .high,
        message: String = "Device core-1 (10.0.0.1) is offline: No answer to 3 pings", rule: AlertRule = .deviceOffline,
        count: Int = 1
    ) -> Alert {
        Alert(
            id: ID(1), subject: subject, severity: severity, message: message, rule: rule, count: count,
            createdAt: .noon)
    }
}

extension Notice {
    static func stub(_ content: NoticeContent = .alert(.stub()), receiver: Int64 = 1) -> Notice {
        Notice(
            id: ID(42), alertID: ID(1), receiver: ID(receiver), receiverName: "night", content: content,
            createdAt: .noon)
    }
}

extension OutgoingMessage {
    static func stub(_ content: NoticeContent = .alert(.stub()), mayBeRepeat: Bool = false) -> OutgoingMessage {
        OutgoingMessage(id: "1768478400000-x", notices: [.stub(content)], mayBeRepeat: mayBeRepeat)
    }

    /// Devices `sw-1`, `sw-2`, … that went down, one a second.
    static func storm(of count: Int, _ rule: AlertRule = .deviceOffline, severity: Severity = .high) -> OutgoingMessage
    {
        OutgoingMessage(
            id: "1768478400000-s",
            notices: (1...count).map { number in
                .stub(
                    .alert(
                        Alert(
                            id: ID(Int64(number)),
                            subject: AlertSubject(
                                .device, Int64(number), name: "sw-\(number)", address: "10.0.0.\(number)"),
                            severity: severity, message: "Device sw-\(number) (10.0.0.\(number)): No answer to 3 pings",
                            rule: rule, createdAt: .noon + .seconds(number))))
            })
    }
}

extension DailySummary {
    static let stub = DailySummary(
        day: "2026-01-15", alerts: [.high: 2, .info: 1], devices: StatusCounts(online: 8, offline: 1),
        cameras: StatusCounts(online: 3, offline: 2, unknown: 1))
}

extension Timestamp {
    /// 2026-01-15T12:00:00Z
    static let noon = Timestamp(milliseconds: 1_768_478_400_000)
}

extension Receiver {
    /// - Parameter fields: `nil` for the receiver that takes all from the settings.
    static func stub(_ kind: String, _ fields: [String: ReceiverValue]? = nil) -> Receiver {
        let ofSettings = kind == "email" ? Receiver.emailOfSettings : Receiver.slackOfSettings
        return Receiver(
            id: fields == nil ? ofSettings : ID(7), kind: kind, name: "night", fields: fields ?? [:],
            createdAt: .noon, updatedAt: .noon)
    }
}

extension ReceiverNotifier {
    /// One notice, and what the server answered.
    func send(_ notice: Notice, mayBeRepeat: Bool) async throws(NotifierError) -> String {
        let id = "notice-\(notice.id)-\(notice.createdAt.milliseconds)"
        return try await send(OutgoingMessage(id: id, notices: [notice], mayBeRepeat: mayBeRepeat)).answer
    }
}

extension Alert {
    /// As large as one can be, and written by somebody who means no good.
    static var hostile: Alert {
        let text = String(repeating: hostileName, count: 40)
        return .stub(subject: AlertSubject(.device, 7, name: text, address: text), message: text)
    }
}

extension OutgoingMessage {
    static var hostileStorm: OutgoingMessage {
        OutgoingMessage(id: "1768478400000-h", notices: (1...500).map { _ in .stub(.alert(.hostile)) })
    }
}
