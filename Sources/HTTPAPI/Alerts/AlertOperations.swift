internal import Alerting
internal import Bus
internal import HTTPTypes
internal import Hummingbird
internal import Monitoring
internal import Store
internal import Telemetry
internal import Web

/// What people should know, and what they have seen.
struct AlertOperations: Sendable {
    let dependencies: APIDependencies
    let cache: ResponseCache

    private var store: Store { dependencies.store }

    var list: [Operation] {
        [
            Operation(
                .get, "/api/alerts", "Alerts, newest first",
                details: "A page past the end is an empty list.", parameters: Self.filters,
                answers: [OperationAnswer(.ok, .reference("AlertPage"), "One page of them")],
                access: .role(.viewer, alerts)),
            Operation(
                .post, "/api/alerts", "Raise an alert",
                details: "Who is told at once, routes and maintenance decide; without a route, the setting "
                    + "`notify_manual_severities` does.",
                body: .reference("NewAlert"),
                answers: [
                    OperationAnswer(
                        .created, .reference("Alert"), "The alert", headers: [.location("The alert's path")])
                ],
                refusals: [.notFound], access: .role(.operator, create)),
            Operation(
                .get, "/api/alerts/summary", "Alerts in numbers",
                answers: [OperationAnswer(.ok, .reference("AlertSummary"), "The numbers, and the newest five")],
                access: .role(.viewer, summary)),
            Operation(
                .post, "/api/alerts/acknowledge-all", "Acknowledge every alert, or all of one severity",
                body: .object([.optional("severity", .nullable(.choice(Severity.self)))]), isBodyOptional: true,
                answers: [OperationAnswer(.ok, .reference("AcknowledgedAlerts"), "How many there were")],
                access: .role(.operator, acknowledgeAll)),
            Operation(
                .get, "/api/alerts/{id}", "One alert, and who was told of it", parameters: [Self.id],
                answers: [OperationAnswer(.ok, .reference("AlertDetail"), "The alert")],
                access: .role(.viewer, alert)),
            Operation(
                .delete, "/api/alerts/{id}", "Delete an alert", parameters: [Self.id],
                answers: [OperationAnswer(.ok, .message, "Deleted")], access: .role(.admin, delete)),
            Operation(
                .post, "/api/alerts/{id}/acknowledge", "Acknowledge an alert",
                details: "Its notices that are not delivered yet are not sent any more. For one that is acknowledged "
                    + "already the answer is 400.",
                parameters: [Self.id],
                body: .noFields, isBodyOptional: true,
                answers: [OperationAnswer(.ok, .reference("AcknowledgedAlert"), "Acknowledged")],
                access: .role(.operator, acknowledge)),
            Operation(
                .post, "/api/alerts/{id}/resolve", "Resolve an alert that was raised by hand",
                details:
                    "Its notices that are not delivered yet are not sent any more. What a check found is resolved by "
                    + "Lapwing when the check passes; while the trouble goes on, this answers 409: acknowledge the alert "
                    + "instead.", parameters: [Self.id],
                body: .noFields, isBodyOptional: true,
                answers: [OperationAnswer(.ok, .reference("ResolvedAlert"), "Resolved")],
                refusals: [.conflict], access: .role(.operator, resolve)),
        ]
    }

    private static let id = OperationParameter.path("id", .id, "The alert's id")

    private static let filters: [OperationParameter] =
        [
            .query("severity", .choice(Severity.self), "Only those of this severity"),
            .query("acknowledged", .boolean(), "Only those that are, or are not, acknowledged"),
            .query("status", .choice(Alert.Status.self), "Only those that fire, or are resolved"),
            .query("device_id", .id, "Only this device's"),
            .query("camera_id", .id, "Only this camera's"),
            .query("since", .moment, "Only those created at this time or later"),
            .query("until", .moment, "Only those created before this time"),
        ] + OperationParameter.paging(largest: AlertFilter.largestPage)

    // MARK: Reading

    private func alerts(_ call: Call, _ caller: Caller) async throws -> Response {
        var query = call.query
        let filter = query.alertFilter()
        try query.validate()
        let (alerts, total) = try await store.alerts(filter)
        return .json { writer in
            writer.object { writer in
                writer.field("alerts", alerts) { $0.alert($1) }
                writer.field("pagination") { writer in
                    writer.field("page", filter.page)
                    writer.field("pages", Page.count(of: total, size: filter.perPage))
                    writer.field("per_page", filter.perPage)
                    writer.field("total", total)
                }
            }
        }
    }

    private func alert(_ call: Call, _ caller: Caller) async throws -> Response {
        guard let detail = try await store.alert(try call.alertID()) else { throw APIError.notFound("Alert not found") }
        return .json { $0.alert(detail) }
    }

    private func summary(_ call: Call, _ caller: Caller) async throws -> Response {
        let answer = try await cache.answer(.alertSummary, at: caller.revisions.alerts) {
            let summary = try await store.alertSummary()
            return RenderedAnswer { $0.alertSummary(summary) }
        }
        return try answer.found("Alert not found")
    }

    // MARK: Changing

    private func create(_ call: Call, _ caller: Caller) async throws -> Response {
        let form = try AlertForm(try await call.body())
        let policy = try await dependencies.policy()
        let (alert, wroteNotices) = try await store.createAlert(
            device: form.device, severity: form.severity, message: form.message
        ) { policy.telling(of: News(.manual, form.severity, of: $0), at: $1) }
        dependencies.metrics.alertsRaised(alert.severity.rawValue).increment()
        if wroteNotices { dependencies.bus.publish(.noticesDue) }
        try await dependencies.audit(call, caller, "alert_created", "\(alert.id), \(alert.severity.rawValue)")
        return .json(.created, headers: [.location: "/api/alerts/\(alert.id)"]) { $0.alert(alert) }
    }

    private func acknowledge(_ call: Call, _ caller: Caller) async throws -> Response {
        let id = try call.alertID()
        _ = try await call.optionalBody()
        guard let alert = try await store.acknowledgeAlert(id, by: caller.user) else {
            throw APIError.notFound("Alert not found")
        }
        try await dependencies.audit(call, caller, "alert_acknowledged", "\(id)")
        return .json { writer in
            writer.object { writer in
                writer.field("id", alert.id)
                writer.field("acknowledged", alert.isAcknowledged)
                writer.field("acknowledged_at", alert.acknowledgedAt)
                writer.field("acknowledged_by", alert.acknowledgedBy)
                writer.field("msg", "Alert acknowledged")
            }
        }
    }

    private func resolve(_ call: Call, _ caller: Caller) async throws -> Response {
        let id = try call.alertID()
        _ = try await call.optionalBody()
        guard let alert = try await store.resolveAlert(id) else { throw APIError.notFound("Alert not found") }
        try await dependencies.audit(call, caller, "alert_resolved", "\(id)")
        return .json { writer in
            writer.object { writer in
                writer.field("id", alert.id)
                writer.field("status", alert.status.rawValue)
                writer.field("resolved_at", alert.resolvedAt)
                writer.field("msg", "Alert resolved")
            }
        }
    }

    private func acknowledgeAll(_ call: Call, _ caller: Caller) async throws -> Response {
        var body = try await call.optionalBody()
        let severity = body.choice("severity", of: Severity.self)
        if case .invalid = severity { try body.validate(message: "Invalid severity level") }
        let count = try await store.acknowledgeAlerts(severity: severity.value, by: caller.user)
        try await dependencies.audit(
            call, caller, "alerts_acknowledged", "\(count), \(severity.value?.rawValue ?? "of any severity")")
        return .json { writer in
            writer.object { writer in
                writer.field("msg", "Acknowledged \(count) alerts")
                writer.field("count", count)
            }
        }
    }

    private func delete(_ call: Call, _ caller: Caller) async throws -> Response {
        let id = try call.alertID()
        guard try await store.deleteAlert(id) else { throw APIError.notFound("Alert not found") }
        try await dependencies.audit(call, caller, "alert_deleted", "\(id)")
        return .message("Alert deleted successfully")
    }
}

extension Call {
    fileprivate func alertID() throws(APIError) -> ID<Alert> { try id(orElse: "Alert not found") }
}
