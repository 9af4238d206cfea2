internal import Database
package import Monitoring

package struct AlertFilter: Sendable, Equatable, Hashable {
    package var severity: Severity?
    package var isAcknowledged: Bool?
    package var status: Alert.Status?
    package var deviceID: ID<Device>?
    package var cameraID: ID<Camera>?
    /// Created then or later.
    package var since: Timestamp?
    /// Created before then.
    package var until: Timestamp?
    package var page = 1
    package var perPage = 50
    package init() {}
}

package struct AlertSummary: Sendable, Equatable {
    package var total: Int
    package var unacknowledged: Int
    /// Unacknowledged ones of these severities.
    package var critical: Int
    package var high: Int
    /// The newest five.
    package var recent: [Alert]
}

/// An alert with what became of its notices.
package struct AlertDetail: Sendable, Equatable {
    package var alert: Alert
    package var notices: [NoticeHistory]
    /// Why nobody was to be told of it, where that is so.
    package var notTold: String?
}

/// A notice and every attempt to deliver it, the first one first.
package struct NoticeHistory: Sendable, Equatable {
    package var notice: Notice
    package var attempts: [DeliveryAttempt]
}

extension Store {
    /// Newest first.
    package func alerts(_ filter: AlertFilter) async throws -> (alerts: [Alert], total: Int) {
        let conditions = filter.conditions
        let window = Window(page: filter.page, perPage: filter.perPage)
        return try await database.read { transaction in
            let alerts = try transaction.query(
                """
                SELECT \(Alert.columns) FROM alerts\(conditions.clause)
                ORDER BY created_at DESC, id DESC\(Window.clause)
                """, conditions.values + (window?.values ?? [])
            ) { try Alert(&$0) }
            return (alerts, try transaction.count(in: "alerts", conditions))
        }
    }

    package func alert(_ id: ID<Alert>) async throws -> AlertDetail? {
        try await database.read { transaction in
            guard let alert = try transaction.alert(id) else { return nil }
            return AlertDetail(
                alert: alert, notices: try transaction.noticeHistories(of: id),
                notTold: try transaction.first("SELECT not_told FROM alerts WHERE id = ?", [id]) { $0.textOrNil() }
                    ?? nil)
        }
    }

    /// Raised by hand.
    /// - Parameter telling: decides who is told, given what it is about; may be asked more than once.
    /// - Returns: the alert, and whether there is something to be sent now.
    /// - Throws: `StoreError.noSuchDevice`.
    package func createAlert(
        device: ID<Device>?, severity: Severity, message: String,
        telling: @escaping @Sendable (TaggedSubject?, Timestamp) -> Telling
    ) async throws -> (alert: Alert, wroteNotices: Bool) {
        let moment = now()
        return try await database.write { transaction in
            let device = try device.map { try transaction.taggedDevice($0) }
            var writer = AlertWriter(transaction: transaction, now: moment)
            let alert = try writer.write(
                .manual, severity, message, telling(device?.tagged, moment), of: device?.subject, status: .firing)
            try transaction.bump(.alerts)
            return (alert, writer.wroteNotices)
        }
    }

    /// Cancels its pending notices.
    /// - Returns: `nil` where there is no such alert.
    /// - Throws: `StoreError.alreadyAcknowledged`.
    package func acknowledgeAlert(_ id: ID<Alert>, by user: User) async throws -> Alert? {
        let moment = now()
        return try await database.write { transaction in
            guard let alert = try transaction.alert(id) else { return nil }
            if alert.isAcknowledged { throw StoreError.alreadyAcknowledged }
            try transaction.cancelNotices(ofAlerts: "?", [id])
            try transaction.execute(
                "UPDATE alerts SET acknowledged_at = ?, acknowledged_by = ? WHERE id = ?", [moment, user.username, id])
            try transaction.bump(.alerts)
            return try transaction.alert(id)
        }
    }

    /// Ends it and cancels its pending notices.
    /// - Returns: `nil` where there is no such alert.
    /// - Throws: `StoreError.alreadyResolved`, and `.stillTroubled` for one that a check raised and would raise again.
    package func resolveAlert(_ id: ID<Alert>) async throws -> Alert? {
        let moment = now()
        return try await database.write { transaction in
            guard let alert = try transaction.alert(id) else { return nil }
            if alert.status == .resolved { throw StoreError.alreadyResolved }
            if alert.rule != .manual, let subject = alert.subject, try transaction.isTroubled(subject) {
                throw StoreError.stillTroubled(subject.name)
            }
            try transaction.cancelNotices(ofAlerts: "?", [id])
            try transaction.execute(
                "UPDATE alerts SET status = 'resolved', resolved_at = ? WHERE id = ?", [moment, id])
            try transaction.bump(.alerts)
            return try transaction.alert(id)
        }
    }

    /// All that are not yet, of one severity or of any.
    /// - Returns: how many there were.
    package func acknowledgeAlerts(severity: Severity?, by user: User) async throws -> Int {
        let moment = now()
        var open = Conditions()
        open.add("acknowledged_at IS NULL")
        open.add("severity = ?", ifPresent: severity)
        let conditions = open
        return try await database.write { transaction in
            try transaction.cancelNotices(ofAlerts: "SELECT id FROM alerts\(conditions.clause)", conditions.values)
            let count = try transaction.execute(
                "UPDATE alerts SET acknowledged_at = ?, acknowledged_by = ?\(conditions.clause)",
                [moment, user.username] + conditions.values)
            if count > 0 { try transaction.bump(.alerts) }
            return count
        }
    }

    /// Cancels its pending notices.
    package func deleteAlert(_ id: ID<Alert>) async throws -> Bool {
        try await database.write { transaction in
            try transaction.cancelNotices(ofAlerts: "?", [id])
            guard try transaction.execute("DELETE FROM alerts WHERE id = ?", [id]) > 0 else { return false }
            try transaction.bump(.alerts)
            return true
        }
    }

    package func alertSummary() async throws -> AlertSummary {
        try await database.read { transaction in
            let open = try transaction.query(
                "SELECT severity, COUNT(*) FROM alerts WHERE acknowledged_at IS NULL GROUP BY severity"
            ) { row in (try row.choice(Severity.self), Int(row.integer())) }
            let counts = Dictionary(uniqueKeysWithValues: open)
            return AlertSummary(
                total: try transaction.count(in: "alerts", Conditions()),
                unacknowledged: counts.values.reduce(0, +), critical: counts[.critical] ?? 0, high: counts[.high] ?? 0,
                recent: try transaction.query(
                    "SELECT \(Alert.columns) FROM alerts ORDER BY created_at DESC, id DESC LIMIT 5"
                ) { try Alert(&$0) })
        }
    }
}

extension AlertFilter {
    fileprivate var conditions: Conditions {
        var conditions = Conditions()
        conditions.add("severity = ?", ifPresent: severity)
        if let isAcknowledged { conditions.add("acknowledged_at IS \(isAcknowledged ? "NOT " : "")NULL") }
        conditions.add("status = ?", ifPresent: status)
        conditions.add("subject_kind = 'device' AND subject_id = ?", ifPresent: deviceID)
        conditions.add("subject_kind = 'camera' AND subject_id = ?", ifPresent: cameraID)
        conditions.add("created_at >= ?", ifPresent: since)
        conditions.add("created_at < ?", ifPresent: until)
        return conditions
    }
}

extension Transaction {
    fileprivate func alert(_ id: ID<Alert>) throws -> Alert? {
        try first("SELECT \(Alert.columns) FROM alerts WHERE id = ?", [id]) { try Alert(&$0) }
    }

    /// Whether a check of it fails, or has told of something that it has not told the end of.
    fileprivate func isTroubled(_ subject: AlertSubject) throws -> Bool {
        try exists(
            """
            SELECT 1 FROM check_states
            WHERE kind = ? AND id = ? AND (hard = 'down' OR is_reported = 1 OR is_unstable = 1)
            """, [subject.kind, subject.id])
    }

    fileprivate func taggedDevice(_ id: ID<Device>) throws -> (subject: AlertSubject, tagged: TaggedSubject) {
        let device = try first("SELECT name, address, tags FROM devices WHERE id = ?", [id]) { row in
            let name = row.text()
            return (
                AlertSubject(.device, id.rawValue, name: name, address: row.text()),
                TaggedSubject(.device, id.rawValue, name: name, tags: try [String](json: row.text()))
            )
        }
        guard let device else { throw StoreError.noSuchDevice }
        return device
    }
}
