internal import Monitoring
internal import Web

extension AlertOperations {
    static let schemas: [NamedSchema] = [
        NamedSchema("Alert", .object(alert)),
        NamedSchema("AlertDetail", .object(alert + detail)),
        NamedSchema("NewAlert", .object(form)),
        NamedSchema("AlertPage", answer: ("alerts", .array(.reference("Alert"))), ("pagination", pagination)),
        NamedSchema(
            "AlertSummary", answer: ("total", .count), ("unacknowledged", .count), ("critical", .count),
            ("high", .count), ("recent", .array(.reference("RecentAlert")))),
        NamedSchema(
            "RecentAlert", answer: ("id", .id), ("device_name", .nullable(.text)), ("camera_name", .nullable(.text)),
            ("severity", .choice(Severity.self)), ("message", .text), ("created_at", .timestamp)),
        NamedSchema(
            "AcknowledgedAlert", answer: ("id", .id), ("acknowledged", .boolean()), ("acknowledged_at", .timestamp),
            ("acknowledged_by", .nullable(.text)), ("msg", .text)),
        NamedSchema(
            "ResolvedAlert", answer: ("id", .id), ("status", .choice(Alert.Status.self)), ("resolved_at", .timestamp),
            ("msg", .text)),
        NamedSchema("AcknowledgedAlerts", answer: ("msg", .text), ("count", .count)),
        NamedSchema("Notice", .object(notice)),
        NamedSchema(
            "NoticeRecipient", answer: ("address", .text), ("state", .choice(NoticeRecipient.State.self)),
            ("answer", .text)),
        NamedSchema("DeliveryAttempt", answer: ("at", .timestamp), ("succeeded", .boolean()), ("answer", .text)),
    ]

    private static let alert: [Schema.Property] = [
        .required("id", .id),
        .required("device_id", .nullable(.id)),
        .required("device_name", .nullable(.text)),
        .required("severity", .choice(Severity.self)),
        .required("message", .text),
        .required("created_at", .timestamp),
        .required("acknowledged", .boolean()),
        .required("acknowledged_at", .nullable(.timestamp)),
        .required("camera_id", .nullable(.id)),
        .required("camera_name", .nullable(.text)),
        .required("acknowledged_by", .nullable(.text), "A user name"),
        .required("status", .choice(Alert.Status.self)),
        .required("resolved_at", .nullable(.timestamp)),
        .required("rule", .choice(AlertRule.self), "What raised it"),
        .required("count", .integer(in: 1...Int.max), "How often it was raised"),
    ]

    private static let detail: [Schema.Property] = [
        .required(
            "notices", .array(.reference("Notice")),
            "One for each receiver that is told, or is not for a reason of its own"),
        .required("not_told", .nullable(.text), "Why nobody is told; null if somebody is"),
    ]

    private static let form: [Schema.Property] = [
        .required("message", .lines(AlertForm.messageLength)),
        .optional("severity", .nullable(.choice(Severity.self)), "info by default"),
        .optional("device_id", .nullable(.id)),
    ]

    private static let pagination = Schema.object([
        .required("page", .integer(in: Page.numbers)),
        .required("pages", .count),
        .required("per_page", .integer(in: 1...200)),
        .required("total", .count),
    ])

    private static let notice: [Schema.Property] = [
        .required("id", .id),
        .required("channel", .text, "The receiver, as it was called then"),
        .required("state", .choice(Notice.State.self)),
        .required("attempts", .count),
        .required("created_at", .timestamp),
        .required("delivered_at", .nullable(.timestamp)),
        .required("next_attempt_at", .nullable(.timestamp)),
        .required(
            "last_error", .nullable(.text),
            "Why the last attempt failed, why it is skipped, or for which maintenance it waits"),
        .required("held_until", .nullable(.timestamp), "The end of the maintenance for which it waits, or waited"),
        .required(
            "recipients", .array(.reference("NoticeRecipient")),
            "Those who have it or refused it for good; the others are still to be told"),
        .required("history", .array(.reference("DeliveryAttempt"))),
    ]
}
