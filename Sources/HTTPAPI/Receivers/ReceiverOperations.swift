internal import Bus
internal import HTTPTypes
internal import Hummingbird
internal import Monitoring
internal import Store
internal import Web

/// The ways to people.
struct ReceiverOperations: Sendable {
    let dependencies: APIDependencies

    private var store: Store { dependencies.store }
    private var kinds: ReceiverKinds { dependencies.receiverKinds }

    var list: [Operation] {
        [
            Operation(
                .get, "/api/receivers", "All receivers: the ways to people",
                details: "The receivers 1 and 2 take everything from the settings and are always there.",
                answers: [OperationAnswer(.ok, .array(.reference("Receiver")), "The receivers")],
                access: .role(.viewer, receivers)),
            Operation(
                .post, "/api/receivers", "Add a receiver",
                details: "Without a route it is told of what every receiver is told of.",
                body: .reference("NewReceiver"),
                answers: [
                    OperationAnswer(
                        .created, .reference("Receiver"), "The receiver", headers: [.location("The receiver's path")])
                ],
                refusals: [.conflict], access: .role(.admin, create)),
            Operation(
                .get, "/api/receivers/kinds", "The kinds of receivers, and the fields of each",
                answers: [OperationAnswer(.ok, .array(.reference("ReceiverKind")), "The kinds")],
                access: .role(.viewer, allKinds)),
            Operation(
                .get, "/api/receivers/{id}", "One receiver", parameters: [Self.id],
                answers: [OperationAnswer(.ok, .reference("Receiver"), "The receiver")],
                access: .role(.viewer, receiver)),
            Operation(
                .put, "/api/receivers/{id}", "Change a receiver",
                details:
                    "Only what is sent changes. A secret that is not sent, or is sent as `true`, is kept; where the "
                    + "address changes that it is sent to, it must be given again. What waits to be sent is tried at once.",
                parameters: [Self.id], body: .reference("ReceiverChange"),
                answers: [OperationAnswer(.ok, .reference("Receiver"), "The receiver")], refusals: [.conflict],
                access: .role(.admin, update)),
            Operation(
                .delete, "/api/receivers/{id}", "Delete a receiver",
                details: "What waits to be sent to it is cancelled; what was sent stays on record. Routes that name it "
                    + "lose it: `warnings` names them.",
                parameters: [Self.id], answers: [OperationAnswer(.ok, .message, "Deleted")], refusals: [.conflict],
                access: .role(.admin, delete)),
            Operation(
                .post, "/api/receivers/{id}/test", "Send a test message to a receiver",
                details: "Where something keeps it from sending, the answer is 400 and says what.",
                parameters: [Self.id], body: .noFields, isBodyOptional: true,
                answers: [OperationAnswer(.ok, .reference("TestMessage"), "What the server answered")],
                refusals: [.badGateway], access: .role(.admin, test)),
        ]
    }

    private static let id = OperationParameter.path("id", .id, "The receiver's id")

    /// More are not made.
    private static let most = 200

    // MARK: Reading

    private func receivers(_ call: Call, _ caller: Caller) async throws -> Response {
        let settings = try await dependencies.policy().settings
        let receivers = try await store.receivers()
        return .json { writer in writer.array(receivers) { write($1, by: settings, to: &$0) } }
    }

    private func receiver(_ call: Call, _ caller: Caller) async throws -> Response {
        guard let receiver = try await store.receiver(try call.receiverID()) else { throw Self.missing }
        return try await answer(receiver)
    }

    private func allKinds(_ call: Call, _ caller: Caller) async throws -> Response {
        .json { writer in writer.array(kinds.list) { $0.receiverKind($1) } }
    }

    private func answer(
        _ receiver: Receiver, _ status: HTTPResponse.Status = .ok, headers: HTTPFields = [:]
    ) async throws -> Response {
        let settings = try await dependencies.policy().settings
        return .json(status, headers: headers) { write(receiver, by: settings, to: &$0) }
    }

    private func write(_ receiver: Receiver, by settings: Settings, to writer: inout JSONWriter) {
        writer.receiver(
            receiver, of: kinds.kind(receiver.kind), problem: dependencies.problem(of: receiver, by: settings))
    }

    // MARK: Changing

    private func create(_ call: Call, _ caller: Caller) async throws -> Response {
        let form = try ReceiverForm.creation(try await call.body(), kinds: kinds)
        guard try await store.receivers().count < Self.most else {
            throw APIError.conflict("There are \(Self.most) receivers, which is the most")
        }
        let kind = form.kind.value ?? ""
        let known = kinds.kind(kind)
        let receiver = try await store.createReceiver(
            kind: kind, audit: audit(call, caller, "receiver_created")
        ) { try form.apply(to: &$0, of: known) }
        dependencies.bus.publish(.settingsChanged)
        return try await answer(receiver, .created, headers: [.location: "/api/receivers/\(receiver.id)"])
    }

    private func update(_ call: Call, _ caller: Caller) async throws -> Response {
        let id = try call.receiverID()
        let body = try await call.body()
        let (form, kinds) = (try ReceiverForm.change(body), kinds)
        let updated = try await store.updateReceiver(
            id, audit: audit(call, caller, "receiver_changed", fields: ReceiverForm.names.filter(body.contains))
        ) { try form.apply(to: &$0, of: kinds.kind($0.kind)) }
        guard let receiver = updated else { throw Self.missing }
        dependencies.bus.publish(.settingsChanged)
        return try await answer(receiver)
    }

    private func delete(_ call: Call, _ caller: Caller) async throws -> Response {
        let id = try call.receiverID()
        guard let routes = try await store.deleteReceiver(id, audit: audit(call, caller, "receiver_deleted")) else {
            throw Self.missing
        }
        for route in routes { call.warnings.add("The route “\(route)” named this receiver and does not any more") }
        dependencies.bus.publish(.settingsChanged)
        return .message("Receiver deleted successfully")
    }

    private func test(_ call: Call, _ caller: Caller) async throws -> Response {
        let id = try call.receiverID()
        _ = try await call.optionalBody()
        let answer = try await dependencies.sendTest(to: id, call, caller)
        return .json { writer in
            writer.object { writer in
                writer.field("msg", "Test message sent")
                writer.field("answer", answer)
            }
        }
    }

    private func audit(
        _ call: Call, _ caller: Caller, _ action: String, fields: [String] = []
    ) -> AuditLine.Of<Receiver> {
        { receiver in
            let name = "\(receiver.id) \(receiver.name) (\(receiver.kind))"
            return call.audit(caller, action, fields.isEmpty ? name : "\(name): \(fields.joined(separator: ", "))")
        }
    }

    static let missing = APIError.notFound("Receiver not found")
}

extension Call {
    fileprivate func receiverID() throws(APIError) -> ID<Receiver> { try id(orElse: "Receiver not found") }
}

extension APIDependencies {
    /// What keeps a receiver from sending.
    func problem(of receiver: Receiver, by settings: Settings) -> String? {
        receiver.unreadable.values.min() ?? receiverKinds.problem(receiver, settings)
    }

    /// - Returns: what the server answered.
    /// - Throws: `APIError.notFound`, `.invalid` where something keeps it from sending, `.badGateway`.
    func sendTest(to id: ID<Receiver>, _ call: Call, _ caller: Caller) async throws -> String {
        guard let receiver = try await store.receiver(id) else { throw ReceiverOperations.missing }
        if let reason = problem(of: receiver, by: try await policy().settings) { throw APIError.invalid(reason) }
        try await audit(call, caller, "test_message_sent", receiver.name)
        do { return try await sendTest(receiver) } catch { throw APIError.badGateway("\(error)") }
    }
}
