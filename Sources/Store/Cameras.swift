internal import Database
package import Monitoring

package struct CameraFilter: Sendable, Equatable, Hashable {
    package var status: Status?
    package var tag: String?
    package var location: String?
    /// Name or address contains it, whatever the case.
    package var text: String?
    package var sort: CameraSort = .id
    package var isDescending = false
    /// 1-based page and its size; `nil` for all.
    package var page: Int?
    package var perPage: Int?
    package init() {}
}

package enum CameraSort: String, Sendable, CaseIterable {
    case id, name, ipAddress = "ip_address", status, location, lastSeen = "last_seen", createdAt = "created_at"
}

extension Store {
    /// Sorted and paged as `devices`.
    package func cameras(_ filter: CameraFilter) async throws -> (cameras: [Camera], total: Int) {
        let conditions = filter.conditions
        let window = Window(page: filter.page, perPage: filter.perPage)
        return try await database.read { transaction in
            let cameras = try transaction.query(
                """
                SELECT \(Camera.columns) FROM cameras\(conditions.clause) ORDER BY \(filter.order)\
                \(window == nil ? "" : Window.clause)
                """, conditions.values + (window?.values ?? [])
            ) { try Camera(&$0, vault: vault) }
            guard window != nil else { return (cameras, cameras.count) }
            return (cameras, try transaction.count(in: "cameras", conditions))
        }
    }

    package func camera(_ id: ID<Camera>) async throws -> Camera? {
        try await database.first("SELECT \(Camera.columns) FROM cameras WHERE id = ?", [id]) {
            try Camera(&$0, vault: vault)
        }
    }

    /// As `createDevice`; what others were refused less than a minute ago is not offered at once.
    /// - Throws: `StoreError.streamTaken`.
    package func createCamera(_ configuration: CameraConfiguration) async throws -> Camera {
        let moment = now()
        return try await mappingTakenStream {
            try await database.write { transaction in
                try transaction.nameStreams(vault: vault, blindKeys)
                let id = try transaction.insertCamera(configuration, at: moment)
                try transaction.writeCamera(id, configuration, replacing: nil, in: self, at: moment)
                try transaction.bumpRevision(of: .cameras)
                let camera = try transaction.storedCamera(id, vault: vault)
                if try transaction.mayInsist(camera, blindKeys, at: moment) {
                    try transaction.insist(on: id, at: moment)
                }
                return camera
            }
        }
    }

    /// As `updateDevice`. Credentials that differ are offered, and so are those that are saved again, whatever was
    /// refused before.
    /// - Parameter savesPassword: whether the password was named, though it may be the one there is.
    /// - Returns: the camera, with what `change` says of it.
    /// - Throws: `StoreError.streamTaken`, and what `change` throws.
    @discardableResult
    package func updateCamera<Note: Sendable>(
        _ id: ID<Camera>, savesPassword: Bool = false,
        _ change: @escaping @Sendable (inout CameraConfiguration) throws -> Note
    ) async throws -> (camera: Camera, note: Note)? {
        let moment = now()
        return try await mappingTakenStream {
            try await database.write { transaction in
                try transaction.nameStreams(vault: vault, blindKeys)
                guard let old = try transaction.camera(id, vault: vault) else { return nil }
                var configuration = old.configuration
                let note = try change(&configuration)
                let isOther = configuration.isOffered(otherwiseThan: old.configuration)
                let isSavedAgain = savesPassword && configuration.password != nil && !isOther
                guard configuration != old.configuration || isSavedAgain else { return (old, note) }
                try transaction.writeCamera(id, configuration, replacing: old.configuration, in: self, at: moment)
                if configuration.streamURL != old.configuration.streamURL { try transaction.forgetFacts(of: id) }
                let camera = try transaction.storedCamera(id, vault: vault)
                if try isSavedAgain || isOther && transaction.mayInsist(camera, blindKeys, at: moment) {
                    try transaction.insist(on: id, at: moment)
                }
                try transaction.follow(
                    PollChange(from: old.configuration, to: configuration, isSavedAgain: isSavedAgain),
                    of: .cameras, id.rawValue, at: moment)
                try transaction.bumpRevision(of: .cameras)
                return (camera, note)
            }
        }
    }

    /// Reads the URLs that no key was made of yet: those of before there were keys, or of before another `SECRET_KEY`.
    package func nameStreams() async throws {
        let isNeeded =
            try await database.first("SELECT 1 FROM cameras WHERE host_key IS NULL LIMIT 1", []) { _ in true } ?? false
        guard isNeeded else { return }
        try await database.write { try $0.nameStreams(vault: vault, blindKeys) }
    }

    /// As `deleteDevice`.
    package func deleteCamera(_ id: ID<Camera>) async throws -> Bool {
        let moment = now()
        return try await database.write { try $0.delete(id.rawValue, from: .cameras, at: moment) }
    }

    package func cameraStatusCounts() async throws -> StatusCounts {
        try await database.read { try $0.statusCounts(of: .cameras) }
    }
}

extension CameraFilter {
    fileprivate var conditions: Conditions {
        var conditions = Conditions()
        conditions.add("status = ?", ifPresent: status)
        conditions.add("id IN (SELECT subject_id FROM camera_tags WHERE tag = ?)", ifPresent: tag)
        conditions.add("location = ?", ifPresent: location)
        if let text { conditions.addContained(text) }
        return conditions
    }

    fileprivate var order: String {
        sort.column.map { orderBy($0, isDescending: isDescending) } ?? "id\(isDescending ? " DESC" : "")"
    }
}

extension CameraSort {
    fileprivate var column: String? {
        switch self {
        case .id: nil
        case .name: "name_key"
        case .ipAddress: "address_key"
        case .status: "status"
        case .location: "lower(location)"
        case .lastSeen: "last_seen"
        case .createdAt: "created_at"
        }
    }
}

extension Transaction {
    func camera(_ id: ID<Camera>, vault: Vault) throws -> Camera? {
        try first("SELECT \(Camera.columns) FROM cameras WHERE id = ?", [id]) { try Camera(&$0, vault: vault) }
    }

    fileprivate func storedCamera(_ id: ID<Camera>, vault: Vault) throws -> Camera {
        guard let camera = try camera(id, vault: vault) else { throw StoreError.noSuchCamera }
        return camera
    }

    /// Takes an id; what else there is to write needs it.
    fileprivate func insertCamera(_ configuration: CameraConfiguration, at moment: Timestamp) throws -> ID<Camera> {
        let id = try first(
            """
            INSERT INTO cameras (
                name, name_key, address, address_key, rtsp_url, tags, enabled, created_at, updated_at, next_poll_at
            ) VALUES (?, '', ?, ?, '', '', ?, ?, ?, ?) RETURNING id
            """,
            [
                configuration.name, configuration.address, String.uuid(), configuration.isEnabled, moment, moment,
                configuration.isEnabled ? moment : nil,
            ]
        ) { $0.id(Camera.self) }
        guard let id else { throw StoreError.noSuchCamera }
        try execute("UPDATE cameras SET poll_phase = ? WHERE id = ?", [PollSlots.phase(of: id.rawValue), id])
        return id
    }

    fileprivate func writeCamera(
        _ id: ID<Camera>, _ new: CameraConfiguration, replacing old: CameraConfiguration?, in store: Store,
        at moment: Timestamp
    ) throws {
        let cells = SealedCells(of: id.rawValue, in: .cameras, vault: store.vault)
        let place = StreamPlace(new.streamURL)
        let isMoved = old.map { StreamPlace($0.streamURL) != place } ?? true
        let stored = try first("SELECT password, secret_url FROM cameras WHERE id = ?", [id]) {
            (password: $0.textOrNil(), url: $0.textOrNil())
        }
        let password = try cells.seal(
            new.password, was: old?.password, stored: stored?.password, CameraConfiguration.passwordColumn)
        let secretURL = try cells.seal(
            new.secretURL, was: old?.secretURL, stored: stored?.url, CameraConfiguration.secretURLColumn)
        try execute(
            """
            UPDATE cameras SET
                name = ?, name_key = ?, address = ?, address_key = ?, rtsp_url = ?, secret_url = ?, username = ?,
                password = ?, location = ?, poll_interval = ?, timeout = ?, tags = ?, enabled = ?, updated_at = ?,
                host_key = ?, stream_key = CASE WHEN ? = 1 THEN ? ELSE stream_key END
            WHERE id = ?
            """,
            [
                new.name, new.name.lowercased(), new.address, "\(AddressKey(new.address).text) \(id)", new.rtspURL,
                secretURL, new.username, password, new.location, new.pollInterval, new.timeout, try new.tags.json(),
                new.isEnabled, moment, place.hostKey(of: id), isMoved ? 1 : 0, place.map(store.blindKeys.stream), id,
            ])
        if new.tags != old?.tags ?? [] { try setTags(new.tags, of: id.rawValue, in: .cameras) }
    }

    /// Those of another stream.
    fileprivate func forgetFacts(of id: ID<Camera>) throws {
        try execute(
            "UPDATE cameras SET codec = NULL, width = NULL, height = NULL, fps = NULL, bitrate = NULL WHERE id = ?",
            [id])
    }

    /// The credentials are offered although they were refused before.
    fileprivate func insist(on id: ID<Camera>, at moment: Timestamp) throws {
        try execute("UPDATE cameras SET insists_since = ? WHERE id = ?", [moment, id])
    }

    /// Not where another camera was refused with them less than a minute ago: somebody is saving them for one channel
    /// of a recorder after the other.
    fileprivate func mayInsist(_ camera: Camera, _ blindKeys: BlindKeys, at moment: Timestamp) throws -> Bool {
        guard let login = CameraLogin(of: camera) else { return false }
        let known = try knowledge(of: blindKeys.logins(login))
        return [known.endpoint, known.host].allSatisfy { record in
            guard let record, record.camera != camera.id, let refusedAt = record.refusedAt else { return true }
            return !(Duration.zero..<Duration.seconds(60)).contains(moment - refusedAt)
        }
    }

    /// One that has the stream of another keeps it, and has no key.
    fileprivate func nameStreams(vault: Vault, _ blindKeys: BlindKeys) throws {
        let cameras = try query("SELECT \(Camera.columns) FROM cameras WHERE host_key IS NULL ORDER BY id", []) {
            try Camera(&$0, vault: vault)
        }
        for camera in cameras {
            let place = StreamPlace(camera.configuration.streamURL)
            let key = place.map(blindKeys.stream)
            let isTaken = try key.map { try exists("SELECT 1 FROM cameras WHERE stream_key = ?", [$0]) } ?? false
            try execute(
                "UPDATE cameras SET host_key = ?, stream_key = ? WHERE id = ?",
                [place.hostKey(of: camera.id), isTaken ? nil : key, camera.id])
        }
    }

    /// They are of a key that is no more.
    func forgetStreamKeys() throws { try execute("UPDATE cameras SET host_key = NULL, stream_key = NULL") }
}

extension StreamPlace? {
    /// A camera whose URL cannot be read is alone at its host.
    fileprivate func hostKey(of id: ID<Camera>) -> String { self?.hostKey ?? "camera \(id)" }
}

/// The unique column decides whose stream it is, so that two requests at once cannot both have it.
private func mappingTakenStream<Result>(_ body: () async throws -> Result) async throws -> Result {
    do {
        return try await body()
    } catch let error as DatabaseError where error.code == .alreadyExists(column: "cameras.stream_key") {
        throw StoreError.streamTaken
    }
}

extension CameraConfiguration {
    static let passwordColumn = "password"
    static let secretURLColumn = "secret_url"

    fileprivate func isOffered(otherwiseThan old: CameraConfiguration) -> Bool {
        streamURL != old.streamURL || username != old.username || password != old.password
    }
}

extension PollChange {
    fileprivate init(from old: CameraConfiguration, to new: CameraConfiguration, isSavedAgain: Bool) {
        if old.isEnabled != new.isEnabled {
            self = new.isEnabled ? .enabled : .disabled
        } else if isSavedAgain || new.isOffered(otherwiseThan: old) || new.address != old.address
            || new.pollInterval != old.pollInterval || new.timeout != old.timeout
        {
            self = .asksOtherwise
        } else {
            self = .none
        }
    }
}
