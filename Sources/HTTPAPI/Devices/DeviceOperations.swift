internal import Bus
internal import HTTPTypes
internal import Hummingbird
internal import Monitoring
internal import Store
internal import Web

/// The devices that are watched.
struct DeviceOperations: Sendable {
    let dependencies: APIDependencies
    let cache: ResponseCache

    private var store: Store { dependencies.store }

    var list: [Operation] {
        [
            Operation(
                .get, "/api/devices", "All devices",
                details: "Always an array. With `page` or `per_page` it is one page of them, and `Link` names its "
                    + "neighbours; `X-Total-Count` says how many there are in all.",
                parameters: Self.filters,
                answers: [
                    OperationAnswer(
                        .ok, .array(.reference("Device")), "The devices", headers: OperationHeader.paging)
                ],
                access: .role(.viewer, devices)),
            Operation(
                .post, "/api/devices", "Add a device", details: "It is polled at once.",
                body: .reference("NewDevice"),
                answers: [
                    OperationAnswer(
                        .created, .reference("Device"), "The device", headers: [.location("The device's path")])
                ],
                refusals: [.conflict], access: .role(.operator, create)),
            Operation(
                .post, "/api/devices/batch", "Add many devices", details: Batch.details,
                body: .array(.reference("NewDevice")),
                answers: [OperationAnswer(.ok, Batch.schema, "What became of each")],
                access: .role(.operator, createMany)),
            Operation(
                .get, "/api/devices/status", "How many devices are in each state",
                answers: [OperationAnswer(.ok, .reference("StatusCounts"), "The counts")],
                access: .role(.viewer, counts)),
            Operation(
                .get, "/api/devices/{id}", "One device", parameters: [Self.id],
                answers: [OperationAnswer(.ok, .reference("Device"), "The device")], access: .role(.viewer, device)),
            Operation(
                .put, "/api/devices/{id}", "Change a device",
                details: "Only the fields that are sent change; `null` gives an optional one its default. "
                    + "A community of `null` or an empty one is left as it is.",
                parameters: [Self.id], body: .reference("DeviceChange"),
                answers: [OperationAnswer(.ok, .reference("Device"), "The device")], refusals: [.conflict],
                access: .role(.operator, update)),
            Operation(
                .delete, "/api/devices/{id}", "Delete a device",
                details: "Its alerts stay and no longer fire.", parameters: [Self.id],
                answers: [OperationAnswer(.ok, .message, "Deleted")], access: .role(.admin, delete)),
            Operation(
                .post, "/api/devices/{id}/poll", "Poll a device now",
                parameters: [Self.id, TaskWait.parameter], body: .noFields, isBodyOptional: true,
                answers: [
                    OperationAnswer(.ok, .reference("DevicePoll"), "The poll's result, with `wait`"),
                    OperationAnswer(
                        .accepted, .reference("DevicePollTask"), "The poll is under way",
                        headers: [.location("The task's path")]),
                ],
                access: .role(.operator, poll)),
        ]
    }

    private static let id = OperationParameter.path("id", .id, "The device's id")

    private static let filters: [OperationParameter] =
        [
            .query("status", .choice(Status.self), "Only those in this state"),
            .query("device_type", .exactLine(0...255), "Only those of this type"),
            .query("vendor", .exactLine(0...255), "Only those of this vendor"),
            .query("tag", .exactLine(0...255), "Only those with this tag"),
            .query("q", .exactLine(0...255), "Only those whose name or address contains this"),
            .sort(DeviceSort.self),
        ] + OperationParameter.paging(largest: 1000)

    // MARK: Reading

    private func devices(_ call: Call, _ caller: Caller) async throws -> Response {
        var query = call.query
        let filter = query.deviceFilter()
        try query.validate()
        let showsSecrets = caller.seesSecrets
        let answer = try await cache.answer(
            .devices(filter.key, showsSecrets: showsSecrets), at: caller.revisions.devices.rows
        ) {
            guard filter.pageRequested != nil else {
                let all = try await allDevices(filter, showsSecrets)
                return all.ids.count > WholeList<Device>.mostKept ? nil : try await all.rendered()
            }
            let (devices, total) = try await store.devices(filter)
            return RenderedAnswer(
                headers: .total(total, page: filter.pageRequested, path: "/api/devices/", query: filter.query),
                expecting: devices.count * 1024
            ) { $0.array(devices) { $0.device($1, showsSecrets: showsSecrets) } }
        }
        if let answer { return answer.response }
        return try await allDevices(filter, showsSecrets).streamed
    }

    private func allDevices(_ filter: DeviceFilter, _ showsSecrets: Bool) async throws -> WholeList<Device> {
        let (ids, store) = (try await store.deviceIDs(filter), store)
        return WholeList(
            ids: ids, headers: .total(ids.count, page: nil, path: "/api/devices/", query: filter.query),
            read: { try await store.devices($0) }, write: { $0.device($1, showsSecrets: showsSecrets) })
    }

    private func device(_ call: Call, _ caller: Caller) async throws -> Response {
        let id = try call.deviceID()
        let showsSecrets = caller.seesSecrets
        let answer = try await cache.answer(.device(id, showsSecrets: showsSecrets), at: caller.revisions.devices.rows)
        {
            guard let device = try await store.device(id) else { return nil }
            return RenderedAnswer { $0.device(device, showsSecrets: showsSecrets) }
        }
        return try answer.found("Device not found")
    }

    private func counts(_ call: Call, _ caller: Caller) async throws -> Response {
        let answer = try await cache.answer(.deviceCounts, at: caller.revisions.devices.status) {
            let counts = try await store.deviceStatusCounts()
            return RenderedAnswer { $0.statusCounts(counts) }
        }
        return try answer.found("Device not found")
    }

    // MARK: Changing

    private func create(_ call: Call, _ caller: Caller) async throws -> Response {
        let configuration = try DeviceForm.creation(try await call.body())
        let device = try await Self.namingConflicts {
            try await store.createDevice(configuration, audit: audit(call, caller, "device_created"))
        }
        dependencies.bus.publish(.due(.device))
        return .json(.created, headers: [.location: "/api/devices/\(device.id)"]) {
            $0.device(device, showsSecrets: caller.seesSecrets)
        }
    }

    private func createMany(_ call: Call, _ caller: Caller) async throws -> Response {
        try await Batch.create(call, DeviceForm.creation) { configurations in
            defer { dependencies.bus.publish(.due(.device)) }
            return try await store.createDevices(configurations, audit: audit(call, caller, "device_created"))
                .map { $0.mapError { $0 == .addressTaken ? Self.taken : APIError($0) } }
        }
    }

    private func update(_ call: Call, _ caller: Caller) async throws -> Response {
        let id = try call.deviceID()
        let body = try await call.body()
        let form = try DeviceForm.change(body)
        let updated = try await Self.namingConflicts {
            try await store.updateDevice(
                id, audit: audit(call, caller, "device_changed", fields: DeviceForm.fields.filter(body.contains))
            ) { try form.apply(to: &$0) }
        }
        guard let device = updated else { throw APIError.notFound("Device not found") }
        dependencies.bus.publish(.due(.device))
        return .json { $0.device(device, showsSecrets: caller.seesSecrets) }
    }

    private func delete(_ call: Call, _ caller: Caller) async throws -> Response {
        let id = try call.deviceID()
        guard try await store.deleteDevice(id, audit: audit(call, caller, "device_deleted")) else {
            throw APIError.notFound("Device not found")
        }
        return .message("Device deleted successfully")
    }

    private func poll(_ call: Call, _ caller: Caller) async throws -> Response {
        let id = try call.deviceID()
        _ = try await call.optionalBody()
        let wait = try TaskWait(call, dependencies)
        return try await wait.answer(.device(id)) {
            guard let task = try await store.requestPoll(of: id) else { throw APIError.notFound("Device not found") }
            dependencies.bus.publish(.due(.device))
            return task
        }
    }

    private static func namingConflicts<Result>(_ change: () async throws -> Result) async throws -> Result {
        do { return try await change() } catch StoreError.addressTaken { throw taken }
    }

    private static var taken: APIError {
        let sentence = "Device with this IP already exists"
        return .conflict(sentence, [FieldError("ip_address", sentence)])
    }

    private func audit(
        _ call: Call, _ caller: Caller, _ action: String, fields: [String] = []
    ) -> AuditLine.Of<Device> {
        { device in
            let name = "\(device.id) \(device.configuration.name) (\(device.configuration.address))"
            return call.audit(caller, action, fields.isEmpty ? name : "\(name): \(fields.joined(separator: ", "))")
        }
    }
}

extension Call {
    fileprivate func deviceID() throws(APIError) -> ID<Device> { try id(orElse: "Device not found") }
}

extension Caller {
    /// Communities are for those who configure devices.
    var seesSecrets: Bool { user.role >= .operator }
}
