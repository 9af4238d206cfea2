import Database
import Monitoring
import TestKit
import Testing

@testable import Store

struct AlertsTests {
    let clock = ManualClock()
    let store: Store
    let user: User

    init() async throws {
        store = try await Store.temporary(clock: clock)
        user = try await store.createUser(username: "ada", email: "a@a", passwordHash: "h", role: .operator)
    }

    private func poll(_ verdict: Verdict<DeviceFacts>) async throws {
        try await store.makeDue(try await store.devices(DeviceFilter()).devices.map(\.id), now: clock.now)
        try await store.save(try await store.claimDevices(at: clock.now), at: clock.now) { _ in verdict }
    }

    private func newest() async throws -> Alert { try #require(try await store.alertSummary().recent.first) }

    @discardableResult
    private func create(
        _ severity: Severity = .info, device: ID<Device>? = nil, to plans: [NoticePlan] = []
    ) async throws -> Alert {
        try await store.createAlert(device: device, severity: severity, message: "Look", to: plans)
    }

    @Test func `an alert raised by hand keeps the name of its device`() async throws {
        let device = try await store.addDevice()
        let alert = try await create(.low, device: device.id)
        #expect(
            alert
                == Alert(
                    id: alert.id,
                    subject: AlertSubject(.device, device.id.rawValue, name: "core-1", address: "10.0.0.1"),
                    severity: .low,
                    message: "Look", rule: .manual, createdAt: .start))
        _ = try await store.updateDevice(device.id) { $0.name = "renamed" }
        #expect(
            try await store.alert(alert.id)
                == AlertDetail(
                    alert: alert, notices: [], notTold: "Severity \(alert.severity) is not sent at once"))
        await #expect(throws: StoreError.noSuchDevice) { try await create(device: ID(99)) }
        #expect(try await create().subject == nil)
    }

    @Test func `a rule that still fires is counted up, and told once`() async throws {
        let device = try await store.addDevice()
        try await poll(.down(at: .start))
        clock.advance(.seconds(300))
        try await poll(.down(at: clock.now))
        let alert = try await newest()
        #expect(alert.count == 2)
        #expect(alert.createdAt == .start)
        #expect(alert.severity == .high)
        #expect(alert.subject == AlertSubject(.device, device.id.rawValue, name: "core-1", address: "10.0.0.1"))
        #expect(try await store.alert(alert.id)?.notices.count == 1)
        #expect(try await store.alertSummary().total == 1)
    }

    @Test func `an alert that was resolved is raised anew, and told anew`() async throws {
        _ = try await store.addDevice()
        try await poll(.down(at: .start))
        clock.advance(.seconds(300))
        try await poll(
            .up(at: clock.now, alerts: [.resolve(.deviceOffline), .note(.deviceOnline, .info, "It is back")]))
        let alerts = try await store.alerts(AlertFilter()).alerts
        #expect(alerts.map(\.rule) == [.deviceOnline, .deviceOffline])
        #expect(alerts.map(\.status) == [.resolved, .resolved])
        #expect(alerts.map(\.resolvedAt) == [clock.now, clock.now])
        clock.advance(.seconds(300))
        try await poll(.down(at: clock.now))
        #expect(try await newest().count == 1)
        #expect(try await store.alertSummary().total == 3)
        #expect(try await store.outboxDepth().count == 2)
    }

    @Test func `one device's alert is not another's`() async throws {
        try await store.addDevices(2)
        try await poll(.down(at: .start))
        let claimed = try await store.claimDevices(at: clock.now + .seconds(600))
        try await store.save(claimed.filter { $0.subject.id == ID(1) }, at: clock.now) {
            .up($0.checks, at: clock.now, alerts: [.resolve(.deviceOffline)])
        }
        let alerts = try await store.alerts(AlertFilter()).alerts
        #expect(alerts.map(\.subject?.name) == ["device-1", "device-0"])
        #expect(alerts.map(\.status) == [.firing, .resolved])
    }

    @Test func `trouble is told at once by its severity, as the settings say`() async throws {
        let fleet = [.medium, .low, .critical] as [Severity]
        for (told, severities) in [
            (Settings().notifiedSeverities, [.medium, .critical]), ([], []), ([.low], [.low]),
            (Set(Severity.allCases), fleet),
        ] as [(Set<Severity>, [Severity])] {
            let store = try await Store.temporary(clock: clock)
            try await store.addDevices(fleet.count)
            var settings = Settings()
            settings.notifiedSeverities = told
            let batch = try await store.save(
                try await store.claimDevices(at: .start), at: .start, settings: settings
            ) { device in
                .down(
                    at: .start,
                    alerts: [.raise(.deviceUnstable, fleet[Int(device.subject.id.rawValue) - 1], "It comes and goes")])
            }
            #expect(batch.wroteNotices == !severities.isEmpty)
            let notices = try await store.claimDueNotices(
                on: .email, limit: 9, worker: "w", lease: .seconds(60), now: .start)
            #expect(
                notices.compactMap { if case .alert(let alert) = $0.notice.content { alert.severity } else { nil } }
                    == severities)
        }
    }

    @Test func `which severities are told at once when they are raised by hand is a setting of its own`() async throws {
        var settings = Settings()
        settings.notifiedManualSeverities = [.info]
        for severity in Severity.allCases {
            _ = try await store.createAlert(
                device: nil, severity: severity, message: "Look", to: [.email],
                settings: settings)
        }
        #expect(try await store.outboxDepth().count == 1)
    }

    @Test func `raised by hand, high and critical alerts are told at once, milder ones are not`() async throws {
        let plans: [NoticePlan] = [
            .email, .slack.skipped("SLACK_WEBHOOK_URL is not set"),
        ]
        for severity in Severity.allCases {
            let alert = try await create(severity, to: plans)
            let notices = try #require(try await store.alert(alert.id)).notices.map(\.notice)
            guard severity >= .high else {
                #expect(notices.isEmpty)
                continue
            }
            #expect(notices.map(\.receiver) == [.email, .slack])
            #expect(notices.map(\.state) == [.pending, .skipped])
            #expect(notices.map(\.nextAttemptAt) == [.start, nil])
            #expect(notices.map(\.lastError) == [nil, "SLACK_WEBHOOK_URL is not set"])
            #expect(notices.map(\.content) == [.alert(alert), .alert(alert)])
        }
    }

    @Test func `an acknowledged alert says by whom, and cannot be acknowledged again`() async throws {
        let alert = try await create(.high, to: [.email])
        clock.advance(.seconds(5))
        let acknowledged = try #require(try await store.acknowledgeAlert(alert.id, by: user))
        #expect(acknowledged.acknowledgedBy == "ada")
        #expect(acknowledged.acknowledgedAt == clock.now)
        #expect(acknowledged.isAcknowledged)
        await #expect(throws: StoreError.alreadyAcknowledged) {
            try await store.acknowledgeAlert(alert.id, by: user)
        }
        #expect(try await store.acknowledgeAlert(ID(99), by: user) == nil)
        _ = try await store.deleteUser(user.id)
        #expect(try await newest().acknowledgedBy == "ada")
    }

    @Test func `an alert raised by hand is resolved once, and what was not sent is not sent`() async throws {
        let alert = try await create(.high, to: [.email])
        let revision = try await store.revisions()?.alerts ?? 0
        clock.advance(.seconds(5))
        let resolved = try #require(try await store.resolveAlert(alert.id))
        #expect(resolved.status == .resolved)
        #expect(resolved.resolvedAt == clock.now)
        #expect(try await store.outboxDepth().count == 0)
        #expect(try await store.revisions()?.alerts ?? 0 > revision)
        await #expect(throws: StoreError.alreadyResolved) { try await store.resolveAlert(alert.id) }
        #expect(try await store.resolveAlert(ID(99)) == nil)
    }

    @Test func `one raised by hand of a device that is offline is resolved, the one of its outage is not`() async throws
    {
        let device = try await store.addDevice()
        try await poll(.down(at: .start))
        let outage = try await newest()
        await #expect(throws: StoreError.stillTroubled("core-1")) { try await store.resolveAlert(outage.id) }
        let manual = try await store.createAlert(device: device.id, severity: .low, message: "x", to: [])
        #expect(try await store.resolveAlert(manual.id)?.status == .resolved)
        // Where no check remembers it, nothing else would end it.
        try await store.run("DELETE FROM check_states")
        #expect(try await store.resolveAlert(outage.id)?.status == .resolved)
    }

    @Test func `all that are open are acknowledged, of one severity or of any`() async throws {
        for severity in [.high, .high, .low, .info] as [Severity] {
            try await create(severity, to: [.email])
        }
        #expect(try await store.acknowledgeAlerts(severity: .high, by: user) == 2)
        #expect(try await store.outboxDepth().count == 0)
        #expect(try await store.acknowledgeAlerts(severity: .high, by: user) == 0)
        #expect(try await store.acknowledgeAlerts(severity: nil, by: user) == 2)
        #expect(try await store.alertSummary().unacknowledged == 0)
    }

    @Test func `a deleted alert is gone and what was not sent is not sent`() async throws {
        let alert = try await create(.high, to: [.email])
        #expect(try await store.deleteAlert(alert.id))
        #expect(try await !store.deleteAlert(alert.id))
        #expect(try await store.alert(alert.id) == nil)
        #expect(try await store.outboxDepth().count == 0)
        #expect(
            try await store.claimDueNotices(on: .email, limit: 9, worker: "w", lease: .seconds(60), now: clock.now)
                .isEmpty)
    }

    @Test func `the summary counts what is open, and shows the newest five`() async throws {
        for severity in [.critical, .high, .high, .medium, .low, .info] as [Severity] {
            clock.advance(.seconds(1))
            try await create(severity)
        }
        _ = try await store.acknowledgeAlert(ID(2), by: user)
        let summary = try await store.alertSummary()
        #expect(summary.total == 6)
        #expect(summary.unacknowledged == 5)
        #expect(summary.critical == 1)
        #expect(summary.high == 1)
        #expect(summary.recent.map(\.id.rawValue) == [6, 5, 4, 3, 2])
    }

    @Test func `each change of alerts is a new revision`() async throws {
        func revision() async throws -> Int64? { try await store.revisions()?.alerts }
        let alert = try await create()
        #expect(try await revision() == 1)
        _ = try await store.acknowledgeAlert(alert.id, by: user)
        #expect(try await revision() == 2)
        #expect(try await store.acknowledgeAlerts(severity: nil, by: user) == 0)
        #expect(try await revision() == 2)
        _ = try await store.deleteAlert(alert.id)
        #expect(try await revision() == 3)
        _ = try await store.addDevice()
        try await poll(.up(at: .start))
        #expect(try await revision() == 3)
        try await poll(.down(at: .start))
        #expect(try await revision() == 4)
    }

    @Test func `alerts are listed newest first, filtered and in pages`() async throws {
        let device = try await store.addDevice()
        for index in 0..<6 {
            try await create(index < 3 ? .high : .low, device: index.isMultiple(of: 2) ? device.id : nil)
            if index.isMultiple(of: 2) { clock.advance(.seconds(10)) }
        }
        _ = try await store.acknowledgeAlert(ID(2), by: user)
        func ids(_ edit: (inout AlertFilter) -> Void) async throws -> [Int64] {
            var filter = AlertFilter()
            edit(&filter)
            let (alerts, total) = try await store.alerts(filter)
            if filter.page == 1, filter.perPage == 50 { #expect(total == alerts.count) }
            return alerts.map(\.id.rawValue)
        }
        #expect(try await ids { _ in } == [6, 5, 4, 3, 2, 1])
        #expect(try await ids { $0.severity = .high } == [3, 2, 1])
        #expect(try await ids { $0.isAcknowledged = true } == [2])
        #expect(try await ids { $0.isAcknowledged = false } == [6, 5, 4, 3, 1])
        #expect(try await ids { $0.deviceID = device.id } == [5, 3, 1])
        #expect(try await ids { $0.cameraID = ID(1) } == [])
        #expect(try await ids { $0.status = .firing } == [6, 5, 4, 3, 2, 1])
        #expect(try await ids { $0.status = .resolved } == [])
        #expect(try await ids { $0.since = .start + .seconds(10) } == [6, 5, 4, 3, 2])
        #expect(try await ids { $0.until = .start + .seconds(10) } == [1])
        #expect(
            try await ids {
                $0.page = 2
                $0.perPage = 4
            } == [2, 1])
        #expect(try await ids { $0.page = 2 } == [])
    }

    @Test(.enabled(if: onSQLite)) func `100,000 alerts are walked along an index, whatever is asked`() async throws {
        try await store.database.write { transaction in
            for index in 0..<1000 {
                try transaction.execute(
                    """
                    INSERT INTO alerts (severity, message, rule, status, created_at, acknowledged_at, acknowledged_by)
                    VALUES (?, 'm', 'manual', 'firing', ?, ?, ?)
                    """,
                    [Severity.low, index, index.isMultiple(of: 2) ? 1 : nil, index.isMultiple(of: 2) ? "ada" : nil])
            }
        }
        for condition in [
            "", "WHERE severity = 'low'", "WHERE acknowledged_at IS NULL", "WHERE status = 'firing'",
            "WHERE severity = 'low' AND acknowledged_at IS NOT NULL",
            "WHERE subject_kind = 'device' AND subject_id = 1",
        ] {
            let list = "SELECT * FROM alerts \(condition) ORDER BY created_at DESC, id DESC LIMIT 50 OFFSET 500"
            let plan = try await store.plan(of: list)
            #expect(plan.contains("INDEX") && !plan.contains("TEMP B-TREE"), "\(condition): \(plan)")
            let count = try await store.plan(of: "SELECT COUNT(*) FROM alerts \(condition)")
            #expect(count.contains("COVERING INDEX"), "\(condition): \(count)")
        }
    }
}

extension Store {
    /// How the engine would run a statement.
    fileprivate func plan(of sql: String) async throws -> String {
        let steps = try await database.read { transaction in
            try transaction.query("EXPLAIN QUERY PLAN \(sql)") { row in
                _ = (row.integer(), row.integer(), row.integer())
                return row.text()
            }
        }
        return steps.joined(separator: "; ")
    }
}
