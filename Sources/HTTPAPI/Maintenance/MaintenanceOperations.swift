internal import Alerting
internal import Bus
internal import HTTPTypes
internal import Hummingbird
internal import Monitoring
internal import Store
internal import Web

/// Times in which people work on what is watched.
struct MaintenanceOperations: Sendable {
    let dependencies: APIDependencies

    private var store: Store { dependencies.store }

    var list: [Operation] {
        [
            Operation(
                .get, "/api/maintenance", "All maintenance windows, those that have ended last",
                answers: [OperationAnswer(.ok, .array(.reference("Maintenance")), "The windows")],
                access: .role(.viewer, windows)),
            Operation(
                .post, "/api/maintenance", "Add a maintenance window",
                details: "What happens in it to what it matches is recorded and shown, and nobody is told. What still "
                    + "fires when the last window ends, and was not acknowledged, is told then.",
                body: .reference("NewMaintenance"),
                answers: [
                    OperationAnswer(
                        .created, .reference("Maintenance"), "The window", headers: [.location("The window's path")])
                ], access: .role(.operator, create)),
            Operation(
                .post, "/api/maintenance/preview", "What a window would cover",
                body: .object([.optional("match", .nullable(.matchForm))]), isBodyOptional: true,
                answers: [OperationAnswer(.ok, .reference("MaintenancePreview"), "What it would cover")],
                access: .role(.operator, previewOfMatch)),
            Operation(
                .get, "/api/maintenance/{id}", "One maintenance window", parameters: [Self.id],
                answers: [OperationAnswer(.ok, .reference("Maintenance"), "The window")],
                access: .role(.viewer, window)),
            Operation(
                .put, "/api/maintenance/{id}", "Change a maintenance window",
                details:
                    "Only the fields that are sent change, `match` as a whole. What waits for its end waits for the "
                    + "new one, or is told at once where nothing covers it any more.",
                parameters: [Self.id], body: .reference("MaintenanceChange"),
                answers: [OperationAnswer(.ok, .reference("Maintenance"), "The window")],
                access: .role(.operator, update)),
            Operation(
                .delete, "/api/maintenance/{id}", "Delete a maintenance window",
                details: "What waits for its end is told at once if no other window covers it.",
                parameters: [Self.id], answers: [OperationAnswer(.ok, .message, "Deleted")],
                access: .role(.operator, delete)),
            Operation(
                .get, "/api/maintenance/{id}/preview", "What a window covers", parameters: [Self.id],
                answers: [OperationAnswer(.ok, .reference("MaintenancePreview"), "What it covers")],
                access: .role(.viewer, preview)),
        ]
    }

    private static let id = OperationParameter.path("id", .id, "The window's id")

    private static let review: HeldReview = { $0.step(by: $1, at: $2) }

    // MARK: Reading

    private func windows(_ call: Call, _ caller: Caller) async throws -> Response {
        let (windows, now) = (try await store.maintenanceWindows(), store.moment)
        return .json { writer in writer.array(windows) { $0.maintenance($1, at: now) } }
    }

    private func window(_ call: Call, _ caller: Caller) async throws -> Response {
        let window = try await stored(call)
        return .json { $0.maintenance(window, at: store.moment) }
    }

    private func stored(_ call: Call) async throws -> MaintenanceWindow {
        guard let window = try await store.maintenanceWindow(try call.windowID()) else { throw Self.missing }
        return window
    }

    private func preview(_ call: Call, _ caller: Caller) async throws -> Response {
        try await preview(of: try await stored(call).match)
    }

    private func previewOfMatch(_ call: Call, _ caller: Caller) async throws -> Response {
        var body = try await call.optionalBody()
        let match = body.match()
        try body.validate()
        return try await preview(of: match.value ?? Match())
    }

    private func preview(of match: Match) async throws -> Response {
        let covered = try await store.taggedSubjects().filter { match.covers($0) }
        return .json { writer in
            writer.object { writer in
                for kind in SubjectKind.allCases {
                    writer.field(named: "\(kind.rawValue)s") { $0.covered(covered.filter { $0.kind == kind }) }
                }
            }
        }
    }

    // MARK: Changing

    private func create(_ call: Call, _ caller: Caller) async throws -> Response {
        let form = try MaintenanceForm.creation(try await call.body())
        let window = try await store.createMaintenanceWindow(
            by: caller.user.username, audit: audit(call, caller, "maintenance_created"), review: Self.review
        ) { try form.apply(to: &$0) }
        announce()
        return .json(.created, headers: [.location: "/api/maintenance/\(window.id)"]) {
            $0.maintenance(window, at: store.moment)
        }
    }

    private func update(_ call: Call, _ caller: Caller) async throws -> Response {
        let id = try call.windowID()
        let body = try await call.body()
        let form = try MaintenanceForm.change(body)
        let updated = try await store.updateMaintenanceWindow(
            id,
            audit: audit(call, caller, "maintenance_changed", fields: MaintenanceForm.names.filter(body.contains)),
            review: Self.review
        ) { try form.apply(to: &$0) }
        guard let window = updated else { throw Self.missing }
        announce()
        return .json { $0.maintenance(window, at: store.moment) }
    }

    private func delete(_ call: Call, _ caller: Caller) async throws -> Response {
        let isDeleted = try await store.deleteMaintenanceWindow(
            try call.windowID(), audit: audit(call, caller, "maintenance_deleted"), review: Self.review)
        guard isDeleted else { throw Self.missing }
        announce()
        return .message("Maintenance window deleted successfully")
    }

    /// Workers decide by it from now on, and what waited may be free.
    private func announce() {
        dependencies.bus.publish(.settingsChanged)
        dependencies.bus.publish(.noticesDue)
    }

    private func audit(
        _ call: Call, _ caller: Caller, _ action: String, fields: [String] = []
    ) -> AuditLine.Of<MaintenanceWindow> {
        { window in
            let name = "\(window.id) \(window.name)"
            return call.audit(caller, action, fields.isEmpty ? name : "\(name): \(fields.joined(separator: ", "))")
        }
    }

    private static let missing = APIError.notFound("Maintenance window not found")
}

extension Call {
    fileprivate func windowID() throws(APIError) -> ID<MaintenanceWindow> {
        try id(orElse: "Maintenance window not found")
    }
}

extension JSONWriter {
    private static let mostShown = 100

    fileprivate mutating func covered(_ subjects: [TaggedSubject]) {
        object { writer in
            writer.field("count", subjects.count)
            writer.field("first", subjects.prefix(Self.mostShown)) { writer, subject in
                writer.object { writer in
                    writer.field("id", subject.id)
                    writer.field("name", subject.name)
                }
            }
        }
    }
}

extension MaintenanceOperations {
    static let schemas: [NamedSchema] = [
        NamedSchema(
            "Maintenance", answer: ("id", .id), ("name", .text), ("starts_at", .timestamp), ("ends_at", .timestamp),
            ("state", .choice(MaintenanceWindow.State.self)), ("match", .match), ("comment", .nullable(.text)),
            ("created_by", .text), ("created_at", .timestamp)),
        NamedSchema(
            "NewMaintenance",
            .object([
                .required("name", .line(MaintenanceForm.nameLength)),
                .optional("starts_at", .nullable(.moment), "At once by default"),
                .required("ends_at", .moment), match, comment,
            ])),
        NamedSchema(
            "MaintenanceChange",
            .object([
                .optional("name", .line(MaintenanceForm.nameLength)), .optional("starts_at", .moment),
                .optional("ends_at", .moment), match, comment,
            ])),
        NamedSchema(
            "MaintenancePreview", .object(SubjectKind.allCases.map { .required("\($0.rawValue)s", covered) })),
    ]

    private static let match = Schema.Property.optional(
        "match", .nullable(.matchForm), "What it covers; every part that is given must hold")
    private static let comment = Schema.Property.optional("comment", .nullable(.lines(MaintenanceForm.commentLength)))

    private static let covered = Schema.object([
        .required("count", .count),
        .required(
            "first", .array(.object([.required("id", .id), .required("name", .text)]), atMost: 100),
            "The first hundred, by id"),
    ])
}
