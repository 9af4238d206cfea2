internal import Database
internal import Monitoring

/// Writes what happens to alerts, each with its notices: whoever sees an alert committed knows that people will be
/// told.
struct AlertWriter {
    private let transaction: any Transaction
    private let now: Timestamp
    private(set) var wroteAlerts = false
    private(set) var wroteNotices = false

    init(transaction: any Transaction, now: Timestamp) {
        self.transaction = transaction
        self.now = now
    }

    mutating func apply(_ change: AlertChange, to subject: AlertSubject) throws {
        switch change {
        case .raise(let rule, let severity, let message, let telling):
            try raise(rule, severity, message, telling, of: subject)
        case .note(let rule, let severity, let message, let telling):
            let outage = telling.plans.isEmpty ? [:] : try noticesOfOutage(before: rule, of: subject)
            let told = telling.plans.filter { outage[$0.receiver] != nil }
            try write(
                rule, severity, message, Telling(told, silence: telling.silence), of: subject, status: .resolved,
                following: outage)
        case .resolve(let rule):
            try resolve(rule, of: subject)
        }
    }

    /// One that still fires is counted up, and nobody is told again.
    private mutating func raise(
        _ rule: AlertRule, _ severity: Severity, _ message: String, _ telling: Telling, of subject: AlertSubject
    ) throws {
        if try transaction.execute(
            """
            UPDATE alerts SET count = count + 1
            WHERE subject_kind = ? AND subject_id = ? AND rule = ? AND status = 'firing'
            """, [subject.kind, subject.id, rule]) > 0
        {
            wroteAlerts = true
        } else {
            try write(rule, severity, message, telling, of: subject, status: .firing)
        }
    }

    /// What was to be told at the end of maintenance is over before it.
    private mutating func resolve(_ rule: AlertRule, of subject: AlertSubject) throws {
        let firing = "subject_kind = ? AND subject_id = ? AND rule = ? AND status = 'firing'"
        let values: [any ValueConvertible] = [subject.kind, subject.id, rule]
        try transaction.cancelHeldNotices(ofAlerts: "SELECT id FROM alerts WHERE \(firing)", values, at: now)
        let resolved = try transaction.execute(
            "UPDATE alerts SET status = 'resolved', resolved_at = ? WHERE \(firing)", [now] + values)
        if resolved > 0 { wroteAlerts = true }
    }

    @discardableResult
    mutating func write(
        _ rule: AlertRule, _ severity: Severity, _ message: String, _ telling: Telling, of subject: AlertSubject?,
        status: Alert.Status, following outage: [ID<Receiver>: ID<Notice>] = [:]
    ) throws -> Alert {
        wroteAlerts = true
        let alert = try transaction.first(
            """
            INSERT INTO alerts (
                subject_kind, subject_id, subject_name, subject_address, severity, message, rule, status, created_at,
                resolved_at, not_told
            ) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING \(Alert.columns)
            """,
            [
                subject?.kind, subject?.id, subject?.name, subject?.address, severity, message, rule, status, now,
                status == .resolved ? now : nil, telling.plans.isEmpty ? telling.silence : nil,
            ]
        ) { try Alert(&$0) }
        guard let alert else { throw DatabaseError(.refused, "An alert was written and cannot be read.") }
        for plan in telling.plans {
            try transaction.insertNotice(
                .alert(alert), of: alert.id, plan, follows: outage[plan.receiver], at: now)
            if plan.course == .send { wroteNotices = true }
        }
        return alert
    }

    /// By receiver, the notices of the outage that this rule tells the end of, of those who were told of it or are about
    /// to be. It may have been resolved just before.
    private func noticesOfOutage(before rule: AlertRule, of subject: AlertSubject) throws -> [ID<Receiver>: ID<Notice>]
    {
        guard let outage = rule.outage else { return [:] }
        let alert = try transaction.first(
            """
            SELECT alerts.id FROM alerts JOIN notices ON notices.alert_id = alerts.id
            WHERE subject_kind = ? AND subject_id = ? AND rule = ? AND (status = 'firing' OR resolved_at = ?)
                AND notices.state IN ('pending', 'delivered')
            ORDER BY alerts.id DESC LIMIT 1
            """, [subject.kind, subject.id, outage, now]
        ) { $0.id(Alert.self) }
        guard let alert else { return [:] }
        let told = try transaction.query(
            """
            SELECT receiver_id, MAX(id) FROM notices
            WHERE alert_id = ? AND receiver_id IS NOT NULL AND state IN ('pending', 'delivered') GROUP BY receiver_id
            """, [alert]
        ) { ($0.id(Receiver.self), $0.id(Notice.self)) }
        return Dictionary(uniqueKeysWithValues: told)
    }
}

extension AlertRule {
    /// The rule whose alerts this one's notes end.
    fileprivate var outage: AlertRule? {
        switch self {
        case .deviceOnline: .deviceOffline
        case .cameraOnline: .cameraOffline
        default: nil
        }
    }
}
