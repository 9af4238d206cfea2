internal import Bus
internal import HTTPTypes
internal import Hummingbird
internal import Monitoring
internal import Store
internal import Web

/// What an admin can change while Lapwing runs.
struct SettingsOperations: Sendable {
    let dependencies: APIDependencies
    let cache: ResponseCache

    private var store: Store { dependencies.store }

    var list: [Operation] {
        [
            Operation(
                .get, "/api/settings", "The settings in force, and where each comes from",
                details: "Secrets are never told, only whether they are set.",
                answers: [OperationAnswer(.ok, .reference("Settings"), "The settings")],
                access: .role(.admin, settings)),
            Operation(
                .put, "/api/settings", "Change settings",
                details: "Only the fields that are sent change. `null` goes back to what the configuration says, an "
                    + "empty text takes away what it says. Where `smtp_server` is set here, only credentials that are "
                    + "set here are sent to it. Those that were set here go when the server, its port or its encryption "
                    + "does, unless new ones come with the change; `warnings` says so.",
                body: .reference("SettingsChange"),
                answers: [OperationAnswer(.ok, .reference("Settings"), "The settings")],
                access: .role(.admin, change)),
            Operation(
                .post, "/api/settings/test-email", "Send a test email",
                details: "Where email is not set up, the answer is 400 and says what is missing.",
                body: .noFields, isBodyOptional: true,
                answers: [OperationAnswer(.ok, .reference("TestMessage"), "What the server answered")],
                refusals: [.badGateway], access: .role(.admin, testEmail)),
            Operation(
                .post, "/api/settings/test-slack", "Send a test message to the chat",
                details: "Where no webhook is set, the answer is 400 and says so.",
                body: .noFields, isBodyOptional: true,
                answers: [OperationAnswer(.ok, .reference("TestMessage"), "What the server answered")],
                refusals: [.badGateway], access: .role(.admin, testSlack)),
            Operation(
                .post, "/api/settings/restart-polling", "Compute the time of every poll again", body: .noFields,
                isBodyOptional: true, answers: [OperationAnswer(.ok, .message, "Done")],
                access: .role(.admin, restartPolling)),
            Operation(
                .post, "/api/settings/clear-cache", "Forget what is kept in memory to answer faster",
                body: .noFields, isBodyOptional: true, answers: [OperationAnswer(.ok, .message, "Done")],
                access: .role(.admin, clearCache)),
        ]
    }

    // MARK: Values

    private func settings(_ call: Call, _ caller: Caller) async throws -> Response { try await inForce() }

    private func change(_ call: Call, _ caller: Caller) async throws -> Response {
        let form = try SettingsForm(try await call.body())
        if !form.changes.isEmpty {
            let configured = dependencies.configuration.settings
            let change = try await store.changeSettings(secret: SettingName.secret) { overrides in
                let change = SettingsChange(form.changes, to: overrides, of: configured)
                return (change.all, change)
            }
            dependencies.bus.publish(.settingsChanged)
            try await dependencies.audit(
                call, caller, "settings_changed", change.all.keys.sorted().joined(separator: ", "))
            for warning in change.warnings { call.warnings.add(warning) }
        }
        return try await inForce()
    }

    private func inForce() async throws -> Response {
        let current = try await dependencies.settingsInForce()
        return .json { $0.settings(current) }
    }

    // MARK: Test messages

    private func testEmail(_ call: Call, _ caller: Caller) async throws -> Response {
        _ = try await call.optionalBody()
        return try await answer(of: Receiver.emailOfSettings, "Test email sent", call, caller)
    }

    private func testSlack(_ call: Call, _ caller: Caller) async throws -> Response {
        _ = try await call.optionalBody()
        return try await answer(of: Receiver.slackOfSettings, "Test message sent", call, caller)
    }

    private func answer(
        of id: ID<Receiver>, _ sentence: String, _ call: Call, _ caller: Caller
    ) async throws -> Response {
        let answer = try await dependencies.sendTest(to: id, call, caller)
        return .json { writer in
            writer.object { writer in
                writer.field("msg", sentence)
                writer.field("answer", answer)
            }
        }
    }

    // MARK: Actions

    private func restartPolling(_ call: Call, _ caller: Caller) async throws -> Response {
        _ = try await call.optionalBody()
        try await dependencies.restartPolling()
        try await dependencies.audit(call, caller, "polling_restarted", "")
        return .message("Polling restarted")
    }

    private func clearCache(_ call: Call, _ caller: Caller) async throws -> Response {
        _ = try await call.optionalBody()
        cache.removeAll()
        try await dependencies.clearCache()
        return .message("Cache cleared")
    }
}
