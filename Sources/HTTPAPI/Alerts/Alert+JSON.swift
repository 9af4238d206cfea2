internal import Monitoring
internal import Store
internal import Web

extension JSONWriter {
    mutating func alert(_ alert: Alert) {
        object { $0.fields(of: alert) }
    }

    mutating func alert(_ detail: AlertDetail) {
        object { writer in
            writer.fields(of: detail.alert)
            writer.field("notices", detail.notices) { $0.notice($1.notice, attempts: $1.attempts) }
            writer.field("not_told", detail.notTold)
        }
    }

    mutating func alertSummary(_ summary: AlertSummary) {
        object { writer in
            writer.field("total", summary.total)
            writer.field("unacknowledged", summary.unacknowledged)
            writer.field("critical", summary.critical)
            writer.field("high", summary.high)
            writer.field("recent", summary.recent) { $0.recentAlert($1) }
        }
    }

    private mutating func fields(of alert: Alert) {
        field("id", alert.id)
        field("device_id", alert.subject?.deviceID)
        field("device_name", alert.subject?.deviceName)
        field("severity", alert.severity.rawValue)
        field("message", alert.message)
        field("created_at", alert.createdAt)
        field("acknowledged", alert.isAcknowledged)
        field("acknowledged_at", alert.acknowledgedAt)
        field("camera_id", alert.subject?.cameraID)
        field("camera_name", alert.subject?.cameraName)
        field("acknowledged_by", alert.acknowledgedBy)
        field("status", alert.status.rawValue)
        field("resolved_at", alert.resolvedAt)
        field("rule", alert.rule.rawValue)
        field("count", alert.count)
    }

    private mutating func recentAlert(_ alert: Alert) {
        object { writer in
            writer.field("id", alert.id)
            writer.field("device_name", alert.subject?.deviceName)
            writer.field("camera_name", alert.subject?.cameraName)
            writer.field("severity", alert.severity.rawValue)
            writer.field("message", alert.message)
            writer.field("created_at", alert.createdAt)
        }
    }

    private mutating func notice(_ notice: Notice, attempts: [DeliveryAttempt]) {
        object { writer in
            writer.field("id", notice.id)
            writer.field("channel", notice.receiverName)
            writer.field("state", notice.state.rawValue)
            writer.field("attempts", notice.attempts)
            writer.field("created_at", notice.createdAt)
            writer.field("delivered_at", notice.deliveredAt)
            writer.field("next_attempt_at", notice.nextAttemptAt)
            writer.field("last_error", notice.lastError)
            writer.field("held_until", notice.heldUntil)
            writer.field("recipients", notice.recipients) { $0.recipient($1) }
            writer.field("history", attempts) { $0.attempt($1) }
        }
    }

    private mutating func recipient(_ recipient: NoticeRecipient) {
        object { writer in
            writer.field("address", recipient.address)
            writer.field("state", recipient.state.rawValue)
            writer.field("answer", recipient.answer)
        }
    }

    private mutating func attempt(_ attempt: DeliveryAttempt) {
        object { writer in
            writer.field("at", attempt.at)
            writer.field("succeeded", attempt.succeeded)
            writer.field("answer", attempt.answer)
        }
    }
}

extension AlertSubject {
    fileprivate var deviceID: ID<Device>? { if case .device(let id, _, _) = self { id } else { nil } }
    fileprivate var deviceName: String? { if case .device(_, let name, _) = self { name } else { nil } }
    fileprivate var cameraID: ID<Camera>? { if case .camera(let id, _, _) = self { id } else { nil } }
    fileprivate var cameraName: String? { if case .camera(_, let name, _) = self { name } else { nil } }
}
