internal import Monitoring

/// What programs get: one shape for every message. Members are added in time; none changes its meaning or goes while
/// `version` is the same.
enum WebhookBody {
    private static let version: Int64 = 1

    static func json(of content: MessageContent, style: MessageStyle) -> JSON {
        let title = MessageText(content, style: style, measure: .json).heading
        return [
            "type": JSON.string(type(of: content.subject)),
            "version": .number(version),
            "id": .string(content.id),
            "repeat": .bool(content.mayBeRepeat),
            "title": .string(title),
            "alerts": .array(alerts(in: content.subject).map { json(of: $0, style) }),
            "summary": summary(in: content.subject),
        ]
    }

    private static func type(of subject: MessageContent.Subject) -> String {
        switch subject {
        case .alerts: "alerts"
        case .summary: "summary"
        case .test: "test"
        }
    }

    private static func alerts(in subject: MessageContent.Subject) -> [Alert] {
        if case .alerts(let alerts) = subject { alerts } else { [] }
    }

    private static func json(of alert: Alert, _ style: MessageStyle) -> JSON {
        [
            "id": .number(alert.id.rawValue),
            "rule": .string(alert.rule.rawValue),
            "severity": .string(alert.severity.rawValue),
            "status": .string(alert.status.rawValue),
            "message": .string(alert.message),
            "count": .number(Int64(alert.count)),
            "subject": alert.subject.map(json) ?? .null,
            "created_at": .string(alert.createdAt.description),
            "resolved_at": JSON(alert.resolvedAt?.description),
            "url": JSON(style.publicURL?.link(to: alert.id)),
        ]
    }

    private static func json(of subject: AlertSubject) -> JSON {
        [
            "kind": .string(subject.kind.rawValue), "id": JSON(subject.id), "name": .string(subject.name),
            "address": .string(subject.address),
        ]
    }

    private static func summary(in subject: MessageContent.Subject) -> JSON {
        guard case .summary(let summary) = subject else { return .null }
        let alerts = Severity.allCases.map { ($0.rawValue, JSON.number(Int64(summary.alerts[$0] ?? 0))) }
        return [
            "day": .string(summary.day),
            "from": JSON(summary.period?.lowerBound.description),
            "to": JSON(summary.period?.upperBound.description),
            "alerts": .object(Dictionary(uniqueKeysWithValues: alerts)),
            "devices": json(of: summary.devices),
            "cameras": json(of: summary.cameras),
            "offline_devices": .array(summary.offlineDevices.map(JSON.string)),
            "offline_cameras": .array(summary.offlineCameras.map(JSON.string)),
        ]
    }

    private static func json(of counts: StatusCounts) -> JSON {
        [
            "online": .number(Int64(counts.online)), "offline": .number(Int64(counts.offline)),
            "unknown": .number(Int64(counts.unknown)),
        ]
    }
}
