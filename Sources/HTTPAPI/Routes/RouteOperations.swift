internal import Bus
internal import HTTPTypes
internal import Hummingbird
internal import Monitoring
internal import Store
internal import Web

/// Who is told of what.
struct RouteOperations: Sendable {
    let dependencies: APIDependencies

    private var store: Store { dependencies.store }

    var list: [Operation] {
        [
            Operation(
                .get, "/api/routes", "All routes, in the order in which they are asked",
                details: "The first route that is enabled, matches an alert and whose hours hold decides alone who is "
                    + "told of it. Without one it is every receiver, by the severities of the settings.",
                answers: [OperationAnswer(.ok, .array(.reference("Route")), "The routes")],
                access: .role(.viewer, routes)),
            Operation(
                .post, "/api/routes", "Add a route", details: "Without a `position` it comes last.",
                body: .reference("NewRoute"),
                answers: [
                    OperationAnswer(
                        .created, .reference("Route"), "The route", headers: [.location("The route's path")])
                ], access: .role(.admin, create)),
            Operation(
                .get, "/api/routes/{id}", "One route", parameters: [Self.id],
                answers: [OperationAnswer(.ok, .reference("Route"), "The route")], access: .role(.viewer, route)),
            Operation(
                .put, "/api/routes/{id}", "Change a route",
                details: "Only the fields that are sent change, `match` and `hours` as a whole. With a `position` it "
                    + "moves there, and the others make room.",
                parameters: [Self.id], body: .reference("RouteChange"),
                answers: [OperationAnswer(.ok, .reference("Route"), "The route")], access: .role(.admin, update)),
            Operation(
                .delete, "/api/routes/{id}", "Delete a route", parameters: [Self.id],
                answers: [OperationAnswer(.ok, .message, "Deleted")], access: .role(.admin, delete)),
        ]
    }

    private static let id = OperationParameter.path("id", .id, "The route's id")

    // MARK: Reading

    private func routes(_ call: Call, _ caller: Caller) async throws -> Response {
        let routes = try await store.routes()
        return .json { writer in writer.array(routes) { $0.route($1) } }
    }

    private func route(_ call: Call, _ caller: Caller) async throws -> Response {
        guard let route = try await store.route(try call.routeID()) else { throw StoreError.noSuchRoute }
        return .json { $0.route(route) }
    }

    // MARK: Changing

    private func create(_ call: Call, _ caller: Caller) async throws -> Response {
        let form = try RouteForm.creation(try await call.body())
        let route = try await store.createRoute(audit: audit(call, caller, "route_created")) { form.apply(to: &$0) }
        dependencies.bus.publish(.settingsChanged)
        return .json(.created, headers: [.location: "/api/routes/\(route.id)"]) { $0.route(route) }
    }

    private func update(_ call: Call, _ caller: Caller) async throws -> Response {
        let id = try call.routeID()
        let body = try await call.body()
        let form = try RouteForm.change(body)
        let updated = try await store.updateRoute(
            id, audit: audit(call, caller, "route_changed", fields: RouteForm.names.filter(body.contains))
        ) { form.apply(to: &$0) }
        guard let route = updated else { throw StoreError.noSuchRoute }
        dependencies.bus.publish(.settingsChanged)
        return .json { $0.route(route) }
    }

    private func delete(_ call: Call, _ caller: Caller) async throws -> Response {
        guard try await store.deleteRoute(try call.routeID(), audit: audit(call, caller, "route_deleted")) else {
            throw StoreError.noSuchRoute
        }
        dependencies.bus.publish(.settingsChanged)
        return .message("Route deleted successfully")
    }

    private func audit(
        _ call: Call, _ caller: Caller, _ action: String, fields: [String] = []
    ) -> AuditLine.Of<Route> {
        { route in
            let name = "\(route.id) \(route.name)"
            return call.audit(caller, action, fields.isEmpty ? name : "\(name): \(fields.joined(separator: ", "))")
        }
    }
}

extension Call {
    fileprivate func routeID() throws(APIError) -> ID<Route> { try id(orElse: "Route not found") }
}

extension RouteOperations {
    static let schemas: [NamedSchema] = [
        NamedSchema(
            "Route", answer: ("id", .id), ("name", .text), ("position", .integer(in: 1...Int.max)),
            ("enabled", .boolean()), ("match", .match), ("receivers", .array(.id)),
            ("group_wait", .nullable(.integer(in: SettingRules.groupWait))),
            (
                "hours",
                .nullable(
                    .object([
                        .required("days", .array(.choice(WeeklyHours.Day.self))), .required("from", .text),
                        .required("to", .text),
                    ]))
            )),
        NamedSchema("NewRoute", .object([.required("name", .line(RouteForm.nameLength))] + form)),
        NamedSchema("RouteChange", .object([.optional("name", .line(RouteForm.nameLength))] + form)),
    ]

    private static let form: [Schema.Property] = [
        .optional("position", .nullable(.integer(in: RouteForm.positions)), "From 1, the first that is asked"),
        .optional("match", .nullable(.matchForm), "Which alerts; every part that is given must hold"),
        .optional(
            "receivers", .nullable(.array(.id, atMost: 200)), "Who is told; empty so that nobody is"),
        .optional(
            "group_wait", .nullable(.integer(in: SettingRules.groupWait)),
            "Seconds that a notice waits for others; `null` for the setting"),
        .optional("hours", .nullable(.object(hours)), "When it holds, by the clocks of `timezone`; `null` for always"),
        .optional("enabled", .nullable(.boolean())),
    ]

    private static let hours: [Schema.Property] = [
        .optional(
            "days", .nullable(.array(.choice(WeeklyHours.Day.self), atMost: 7)),
            "On which it begins; every day by default"),
        .required("from", .timeOfDay, "HH:MM"),
        .required("to", .timeOfDay, "HH:MM, on the next day if that is before `from`"),
    ]
}
