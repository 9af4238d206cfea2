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
        field("device_id", alert.subject?.id(of: .device))
        field("device_name", alert.subject?.name(of: .device))
        field("severity", alert.severity.rawValue)
        field("message", alert.message)
        field("created_at", alert.createdAt)
        field("acknowledged", alert.isAcknowledged)
        field("acknowledged_at", alert.acknowledgedAt)
        field("camera_id", alert.subject?.id(of: .camera))
        field("camera_name", alert.subject?.name(of: .camera))
        field("acknowledged_by", alert.acknowledgedBy)
        field("status", alert.status.rawValue)
        field("resolved_at", alert.resolvedAt)
        field("rule", alert.rule.rawValue)
        field("count", alert.count)
    }

    private mutating func recentAlert(_ alert: Alert) {
        object { writer in
            writer.field("id", alert.id)
            writer.field("device_name", alert.subject?.name(of: .device))
            writer.field("camera_name", alert.subject?.name(of: .camera))
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
    /// `nil` for those of other kinds.
    fileprivate func id(of kind: SubjectKind) -> Int64? { self.kind == kind ? id : nil }
    fileprivate func name(of kind: SubjectKind) -> String? { self.kind == kind ? name : nil }
}
