internal import Database
internal import Monitoring

/// Writes what happens to alerts, each with its notices: whoever sees an alert committed knows that people will be
/// told.
struct AlertWriter {
    private let transaction: any Transaction
    private let channels: [ChannelPlan]
    private let settings: Settings
    private let now: Timestamp
    private(set) var wroteAlerts = false
    private(set) var wroteNotices = false

    init(transaction: any Transaction, channels: [ChannelPlan], settings: Settings, now: Timestamp) {
        self.transaction = transaction
        self.channels = channels
        self.settings = settings
        self.now = now
    }

    mutating func apply(_ change: AlertChange, to subject: AlertSubject) throws {
        switch change {
        case .raise(let rule, let severity, let message):
            try raise(rule, severity, message, of: subject)
        case .note(let rule, let severity, let message):
            let note = try insert(rule, severity, message, of: subject, status: .resolved)
            if let outage = try toldOutage(before: rule, of: subject) { try writeNotices(of: note, endOf: outage) }
        case .resolve(let rule):
            try resolve(rule, of: subject)
        }
    }

    /// One that still fires is counted up, and nobody is told again.
    private mutating func raise(
        _ rule: AlertRule, _ severity: Severity, _ message: String, of subject: AlertSubject
    ) throws {
        if try transaction.execute(
            """
            UPDATE alerts SET count = count + 1
            WHERE subject_kind = ? AND subject_id = ? AND rule = ? AND status = 'firing'
            """, [subject.kind, subject.id, rule]) > 0
        {
            wroteAlerts = true
        } else {
            try create(rule, severity, message, of: subject)
        }
    }

    @discardableResult
    mutating func create(
        _ rule: AlertRule, _ severity: Severity, _ message: String, of subject: AlertSubject?
    ) throws -> Alert {
        let alert = try insert(rule, severity, message, of: subject, status: .firing)
        if settings.isNotifiedAtOnce(severity, of: rule) { try writeNotices(of: alert) }
        return alert
    }

    private mutating func resolve(_ rule: AlertRule, of subject: AlertSubject) throws {
        let resolved = try transaction.execute(
            """
            UPDATE alerts SET status = 'resolved', resolved_at = ?
            WHERE subject_kind = ? AND subject_id = ? AND rule = ? AND status = 'firing'
            """, [now, subject.kind, subject.id, rule])
        if resolved > 0 { wroteAlerts = true }
    }

    private mutating func insert(
        _ rule: AlertRule, _ severity: Severity, _ message: String, of subject: AlertSubject?, status: Alert.Status
    ) throws -> Alert {
        wroteAlerts = true
        let alert = try transaction.first(
            """
            INSERT INTO alerts (
                subject_kind, subject_id, subject_name, subject_address, severity, message, rule, status, created_at,
                resolved_at
            ) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING \(Alert.columns)
            """,
            [
                subject?.kind, subject?.id, subject?.name, subject?.address, severity, message, rule, status, now,
                status == .resolved ? now : nil,
            ]
        ) { try Alert(&$0) }
        guard let alert else { throw DatabaseError(.refused, "An alert was written and cannot be read.") }
        return alert
    }

    private mutating func writeNotices(of alert: Alert, endOf outage: ID<Alert>? = nil) throws {
        for plan in channels {
            try transaction.insertNotice(.alert(alert), of: alert.id, endOf: outage, plan, at: now)
        }
        if channels.contains(where: { $0.skipReason == nil }) { wroteNotices = true }
    }

    /// The outage that people were told of, or are about to be, where its end is wanted at all. It may have been
    /// resolved just before.
    private func toldOutage(before rule: AlertRule, of subject: AlertSubject) throws -> ID<Alert>? {
        guard settings.notifiesRecovery, let outage = rule.outage else { return nil }
        return try transaction.first(
            """
            SELECT alerts.id FROM alerts JOIN notices ON notices.alert_id = alerts.id
            WHERE subject_kind = ? AND subject_id = ? AND rule = ? AND (status = 'firing' OR resolved_at = ?)
                AND notices.state IN ('pending', 'delivered')
            ORDER BY alerts.id DESC LIMIT 1
            """, [subject.kind, subject.id, outage, now]
        ) { $0.id() }
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

extension AlertSubject {
    var kind: SubjectKind {
        switch self {
        case .device: .device
        case .camera: .camera
        }
    }

    var id: Int64? {
        switch self {
        case .device(let id, _, _): id?.rawValue
        case .camera(let id, _, _): id?.rawValue
        }
    }
}
