internal import Bus
internal import HTTPTypes
internal import Hummingbird
internal import Monitoring
internal import Store
internal import Web

/// The cameras that are watched.
struct CameraOperations: Sendable {
    let dependencies: APIDependencies
    let cache: ResponseCache

    private var store: Store { dependencies.store }

    var list: [Operation] {
        [
            Operation(
                .get, "/api/cameras", "All cameras",
                details: "Always an array. With `page` or `per_page` it is one page of them, and `Link` names its "
                    + "neighbours; `X-Total-Count` says how many there are in all.",
                parameters: Self.filters,
                answers: [
                    OperationAnswer(.ok, .array(.reference("Camera")), "The cameras", headers: OperationHeader.paging)
                ],
                access: .role(.viewer, cameras)),
            Operation(
                .post, "/api/cameras", "Add a camera",
                details:
                    "It is checked at once. A user name and a password before the `@` of `rtsp_url` are taken out of it; "
                    + "those in its path or query are kept and never told. Many cameras may share an address; 409 says "
                    + "that one has the same stream already.",
                body: .reference("NewCamera"),
                answers: [
                    OperationAnswer(
                        .created, .reference("Camera"), "The camera", headers: [.location("The camera's path")])
                ],
                refusals: [.conflict], access: .role(.operator, create)),
            Operation(
                .post, "/api/cameras/batch", "Add many cameras", details: Batch.details,
                body: .array(.reference("NewCamera")),
                answers: [OperationAnswer(.ok, Batch.schema, "What became of each")],
                access: .role(.operator, createMany)),
            Operation(
                .get, "/api/cameras/status", "How many cameras are in each state",
                answers: [OperationAnswer(.ok, .reference("StatusCounts"), "The counts")],
                access: .role(.viewer, counts)),
            Operation(
                .get, "/api/cameras/{id}", "One camera", parameters: [Self.id],
                answers: [OperationAnswer(.ok, .reference("Camera"), "The camera")], access: .role(.viewer, camera)),
            Operation(
                .put, "/api/cameras/{id}", "Change a camera",
                details: "Only the fields that are sent change; `null` gives an optional one its default. Where "
                    + "`rtsp_url` changes to another host, user name and password are dropped unless they are sent, "
                    + "too; `warnings` says so. A password that is sent is offered at once, though it may be the refused one.",
                parameters: [Self.id], body: .reference("CameraChange"),
                answers: [OperationAnswer(.ok, .reference("Camera"), "The camera")], refusals: [.conflict],
                access: .role(.operator, update)),
            Operation(
                .delete, "/api/cameras/{id}", "Delete a camera",
                details: "Its alerts stay and no longer fire.", parameters: [Self.id],
                answers: [OperationAnswer(.ok, .message, "Deleted")], access: .role(.admin, delete)),
            Operation(
                .get, "/api/cameras/{id}/stream", "Where a camera's stream is", parameters: [Self.id],
                answers: [OperationAnswer(.ok, .reference("CameraStream"), "The stream")],
                access: .role(.viewer, stream)),
            Operation(
                .post, "/api/cameras/{id}/test", "Test the connection to a camera now",
                parameters: [Self.id, TaskWait.parameter], body: .noFields, isBodyOptional: true,
                answers: [
                    OperationAnswer(.ok, .reference("CameraTest"), "The test's result, with `wait`"),
                    OperationAnswer(
                        .accepted, .reference("CameraTestTask"), "The test is under way",
                        headers: [.location("The task's path")]),
                ],
                access: .role(.operator, test)),
        ]
    }

    private static let id = OperationParameter.path("id", .id, "The camera's id")

    private static let filters: [OperationParameter] =
        [
            .query("status", .choice(Status.self), "Only those in this state"),
            .query("tag", .exactLine(0...255), "Only those with this tag"),
            .query("location", .exactLine(0...255), "Only those at this place"),
            .query("q", .exactLine(0...255), "Only those whose name or address contains this"),
            .sort(CameraSort.self),
        ] + OperationParameter.paging(largest: 1000)

    // MARK: Reading

    private func cameras(_ call: Call, _ caller: Caller) async throws -> Response {
        var query = call.query
        let filter = query.cameraFilter()
        try query.validate()
        let answer = try await cache.answer(.cameras(filter.key), at: caller.revisions.cameras.rows) {
            guard filter.pageRequested != nil else {
                let all = try await allCameras(filter)
                return all.ids.count > WholeList<Camera>.mostKept ? nil : try await all.rendered()
            }
            let (cameras, total) = try await store.cameras(filter)
            return RenderedAnswer(
                headers: .total(total, page: filter.pageRequested, path: "/api/cameras/", query: filter.query),
                expecting: cameras.count * 1024
            ) { $0.array(cameras) { $0.camera($1) } }
        }
        if let answer { return answer.response }
        return try await allCameras(filter).streamed
    }

    private func allCameras(_ filter: CameraFilter) async throws -> WholeList<Camera> {
        let (ids, store) = (try await store.cameraIDs(filter), store)
        return WholeList(
            ids: ids, headers: .total(ids.count, page: nil, path: "/api/cameras/", query: filter.query),
            read: { try await store.cameras($0) }, write: { $0.camera($1) })
    }

    private func camera(_ call: Call, _ caller: Caller) async throws -> Response {
        let id = try call.cameraID()
        let answer = try await cache.answer(.camera(id), at: caller.revisions.cameras.rows) {
            guard let camera = try await store.camera(id) else { return nil }
            return RenderedAnswer { $0.camera(camera) }
        }
        return try answer.found("Camera not found")
    }

    private func counts(_ call: Call, _ caller: Caller) async throws -> Response {
        let answer = try await cache.answer(.cameraCounts, at: caller.revisions.cameras.status) {
            let counts = try await store.cameraStatusCounts()
            return RenderedAnswer { $0.statusCounts(counts) }
        }
        return try answer.found("Camera not found")
    }

    private func stream(_ call: Call, _ caller: Caller) async throws -> Response {
        guard let camera = try await store.camera(try call.cameraID()) else {
            throw APIError.notFound("Camera not found")
        }
        return .json { $0.cameraStream(camera) }
    }

    // MARK: Changing

    private func create(_ call: Call, _ caller: Caller) async throws -> Response {
        let configuration = try CameraForm.creation(try await call.body())
        let camera = try await store.createCamera(configuration, audit: audit(call, caller, "camera_created"))
        dependencies.bus.publish(.due(.camera))
        return .json(.created, headers: [.location: "/api/cameras/\(camera.id)"]) { $0.camera(camera) }
    }

    private func createMany(_ call: Call, _ caller: Caller) async throws -> Response {
        try await Batch.create(call, CameraForm.creation) { configurations in
            defer { dependencies.bus.publish(.due(.camera)) }
            return try await store.createCameras(configurations, audit: audit(call, caller, "camera_created"))
                .map { $0.mapError { APIError($0) } }
        }
    }

    private func update(_ call: Call, _ caller: Caller) async throws -> Response {
        let id = try call.cameraID()
        let body = try await call.body()
        let form = try CameraForm.change(body)
        let updated = try await store.updateCamera(
            id, savesPassword: form.savesPassword,
            audit: audit(call, caller, "camera_changed", fields: CameraForm.fields.filter(body.contains))
        ) { try form.apply(to: &$0) }
        guard let (camera, warnings) = updated else { throw APIError.notFound("Camera not found") }
        dependencies.bus.publish(.due(.camera))
        for warning in warnings { call.warnings.add(warning) }
        return .json { $0.camera(camera) }
    }

    private func delete(_ call: Call, _ caller: Caller) async throws -> Response {
        let id = try call.cameraID()
        guard try await store.deleteCamera(id, audit: audit(call, caller, "camera_deleted")) else {
            throw APIError.notFound("Camera not found")
        }
        return .message("Camera deleted successfully")
    }

    private func test(_ call: Call, _ caller: Caller) async throws -> Response {
        let id = try call.cameraID()
        _ = try await call.optionalBody()
        let wait = try TaskWait(call, dependencies)
        return try await wait.answer(.camera(id)) {
            guard let task = try await store.requestTest(of: id) else { throw APIError.notFound("Camera not found") }
            dependencies.bus.publish(.due(.camera))
            return task
        }
    }

    private func audit(
        _ call: Call, _ caller: Caller, _ action: String, fields: [String] = []
    ) -> AuditLine.Of<Camera> {
        { camera in
            let name = "\(camera.id) \(camera.configuration.name) (\(camera.configuration.address))"
            return call.audit(caller, action, fields.isEmpty ? name : "\(name): \(fields.joined(separator: ", "))")
        }
    }
}

extension Call {
    fileprivate func cameraID() throws(APIError) -> ID<Camera> { try id(orElse: "Camera not found") }
}
