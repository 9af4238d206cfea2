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
        let (cameras, total): ([Camera], Int) = try await list(filter.list)
        return (cameras, total)
    }

    /// As `deviceIDs`.
    package func cameraIDs(_ filter: CameraFilter) async throws -> [ID<Camera>] {
        try await ids(in: filter.list, of: Camera.self)
    }

    package func cameras(_ ids: [ID<Camera>]) async throws -> [Camera] { try await page(ids) }

    package func camera(_ id: ID<Camera>) async throws -> Camera? { try await find(id) }

    /// As `createDevice`; what others were refused less than a minute ago is not offered at once.
    /// - Throws: `StoreError.streamTaken`.
    package func createCamera(
        _ configuration: CameraConfiguration, audit: AuditLine.Of<Camera>? = nil
    ) async throws -> Camera {
        try await createCameras([configuration], audit: audit)[0].get()
    }

    /// As `createDevices`.
    package func createCameras(
        _ configurations: [CameraConfiguration], audit: AuditLine.Of<Camera>? = nil
    ) async throws -> [Result<Camera, StoreError>] {
        let moment = now()
        try await nameStreams()
        return try await database.write(.shared) { transaction in
            let numbers = try transaction.nextNumbers(configurations.count, in: "cameras")
            let new = zip(numbers, configurations).map { NewRow<Camera>(id: ID($0), configuration: $1) }
            let cameras = try transaction.insertCameras(new, in: self, at: moment)
            try transaction.insertSubjects(
                cameras.map { ($0.id.rawValue, $0.configuration) }, of: .camera, at: moment)
            for camera in cameras where try transaction.mayInsist(camera, blindKeys, at: moment) {
                try transaction.insist(on: camera.id, at: moment)
            }
            if let audit { for camera in cameras { try transaction.insert(audit(camera), at: moment) } }
            if !cameras.isEmpty { try transaction.bump(.configuration(.camera), .status(.camera)) }
            let created = Dictionary(uniqueKeysWithValues: cameras.map { ($0.id.rawValue, $0) })
            return numbers.map { number in created[number].map { .success($0) } ?? .failure(.streamTaken) }
        }
    }

    /// As `updateDevice`. Credentials that differ are offered, and so are those that are saved again, whatever was
    /// refused before.
    /// - Parameter savesPassword: whether the password was named, though it may be the one there is.
    /// - Returns: the camera, with what `change` says of it.
    /// - Throws: `StoreError.streamTaken`, and what `change` throws.
    @discardableResult
    package func updateCamera<Note: Sendable>(
        _ id: ID<Camera>, savesPassword: Bool = false, audit: AuditLine.Of<Camera>? = nil,
        _ change: @escaping @Sendable (inout CameraConfiguration) throws -> Note
    ) async throws -> (camera: Camera, note: Note)? {
        let moment = now()
        return try await mappingTaken("cameras.stream_key", to: .streamTaken) {
            try await database.write { transaction in
                try transaction.nameStreams(vault: vault, blindKeys)
                guard let old: Camera = try transaction.find(id, vault: vault) else { return nil }
                var configuration = old.configuration
                let note = try change(&configuration)
                let isOther = configuration.isOffered(otherwiseThan: old.configuration)
                let isSavedAgain = savesPassword && configuration.password != nil && !isOther
                guard configuration != old.configuration || isSavedAgain else {
                    try transaction.insert(audit?(old), at: moment)
                    return (old, note)
                }
                try transaction.update(id, configuration, replacing: old.configuration, in: self, at: moment)
                if configuration.streamURL != old.configuration.streamURL { try transaction.forgetFacts(of: id) }
                let camera = try transaction.stored(id, vault: vault)
                if try isSavedAgain || isOther && transaction.mayInsist(camera, blindKeys, at: moment) {
                    try transaction.insist(on: id, at: moment)
                }
                try transaction.insert(audit?(camera), at: moment)
                try transaction.bump(.configuration(.camera))
                try transaction.follow(
                    SubjectChange(from: old.configuration, to: configuration, isSavedAgain: isSavedAgain),
                    of: .camera, id.rawValue, at: moment)
                return (camera, note)
            }
        }
    }

    /// Reads the URLs that no key was made of yet: those of before another `SECRET_KEY`.
    package func nameStreams() async throws {
        let isNeeded =
            try await database.first("SELECT 1 FROM cameras WHERE host_key IS NULL LIMIT 1", []) { _ in true } ?? false
        guard isNeeded else { return }
        try await database.write { try $0.nameStreams(vault: vault, blindKeys) }
    }

    /// As `deleteDevice`.
    package func deleteCamera(_ id: ID<Camera>, audit: AuditLine.Of<Camera>? = nil) async throws -> Bool {
        let moment = now()
        return try await database.write { transaction in
            guard let camera: Camera = try transaction.find(id, vault: vault) else { return false }
            try transaction.insert(audit?(camera), at: moment)
            return try transaction.delete(id.rawValue, .camera, at: moment)
        }
    }

    package func cameraStatusCounts() async throws -> StatusCounts {
        try await database.read { try $0.statusCounts(of: .camera) }
    }
}

extension CameraFilter {
    fileprivate var list: SubjectList {
        var conditions = Conditions()
        conditions.add("subjects.status = ?", ifPresent: status)
        conditions.add(tag: tag, of: .camera)
        conditions.add("cameras.location = ?", ifPresent: location)
        if let text { conditions.addContained(text) }
        return SubjectList(
            conditions: conditions, order: orderBy(sort.column, of: .camera, isDescending: isDescending),
            window: Window(page: page, perPage: perPage), isOfState: status != nil)
    }
}

extension CameraSort {
    fileprivate var column: String? {
        switch self {
        case .id: nil
        case .name: "cameras.name_key"
        case .ipAddress: "cameras.address_key"
        case .status: "subjects.status"
        case .location: "lower(cameras.location)"
        case .lastSeen: "subjects.last_seen"
        case .createdAt: "cameras.created_at"
        }
    }
}

extension Transaction {
    /// - Returns: those whose stream was not taken.
    fileprivate func insertCameras(_ new: [NewRow<Camera>], in store: Store, at moment: Timestamp) throws -> [Camera] {
        let rows = try new.map { row in
            let cells = SealedCells(of: row.id.rawValue, in: .camera, vault: store.vault)
            let place = StreamPlace(row.configuration.streamURL)
            let values = try CameraRow(
                row.id, row.configuration, at: place,
                password: cells.seal(row.configuration.password, CameraConfiguration.passwordColumn),
                secretURL: cells.seal(row.configuration.secretURL, CameraConfiguration.secretURLColumn)
            ).values
            return values + [place.map(store.blindKeys.stream), moment, moment, row.id]
        }
        let names = CameraRow.columns.map(\.name).joined(separator: ", ")
        let inserted = Set(
            try query(
                """
                INSERT INTO cameras (\(names), stream_key, created_at, updated_at, id)
                SELECT \(names), stream_key, created_at, updated_at, id FROM {given} WHERE true
                ON CONFLICT (stream_key) DO NOTHING RETURNING id
                """,
                given: GivenRows(
                    CameraRow.columns + [
                        ("stream_key", .text), ("created_at", .integer), ("updated_at", .integer), ("id", .integer),
                    ], rows)
            ) { $0.id(Camera.self) })
        return new.filter { inserted.contains($0.id) }.map { row in
            Camera(id: row.id, configuration: row.configuration, createdAt: moment, updatedAt: moment)
        }
    }

    fileprivate func update(
        _ id: ID<Camera>, _ new: CameraConfiguration, replacing old: CameraConfiguration, in store: Store,
        at moment: Timestamp
    ) throws {
        let cells = SealedCells(of: id.rawValue, in: .camera, vault: store.vault)
        let place = StreamPlace(new.streamURL)
        let stored = try first("SELECT password, secret_url FROM cameras WHERE id = ?", [id]) {
            (password: $0.textOrNil(), url: $0.textOrNil())
        }
        let values = try CameraRow(
            id, new, at: place,
            password: cells.seal(
                new.password, was: old.password, stored: stored?.password, CameraConfiguration.passwordColumn),
            secretURL: cells.seal(
                new.secretURL, was: old.secretURL, stored: stored?.url, CameraConfiguration.secretURLColumn)
        ).values
        let assignments = CameraRow.columns.map { "\($0.name) = ?" }.joined(separator: ", ")
        let isMoved = StreamPlace(old.streamURL) != place
        try execute(
            """
            UPDATE cameras SET \(assignments), updated_at = ?, stream_key = CASE WHEN ? = 1 THEN ? ELSE stream_key END
            WHERE id = ?
            """, values + [moment, isMoved ? 1 : 0, place.map(store.blindKeys.stream), id])
        try writeSchedule(of: id.rawValue, .camera, new, replacing: old)
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
        let cameras = try query(
            "SELECT \(Camera.columns) FROM \(Camera.source) WHERE host_key IS NULL ORDER BY cameras.id"
        ) { try Camera(&$0, vault: vault) }
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

/// What people wrote of a camera, as its row holds it; without the key of its stream.
private struct CameraRow {
    static let columns: [(name: String, kind: GivenRows.Kind)] = [
        ("name", .text), ("name_key", .text), ("address", .text), ("address_key", .text), ("rtsp_url", .text),
        ("secret_url", .text), ("username", .text), ("password", .text), ("location", .text), ("timeout", .integer),
        ("tags", .text), ("host_key", .text),
    ]

    let values: [any ValueConvertible]

    init(
        _ id: ID<Camera>, _ camera: CameraConfiguration, at place: StreamPlace?, password: String?, secretURL: String?
    ) throws {
        values = [
            camera.name, camera.name.lowercased(), camera.address, AddressKey(camera.address).text, camera.rtspURL,
            secretURL, camera.username, password, camera.location, camera.timeout, try camera.tags.json(),
            place.hostKey(of: id),
        ]
    }
}

extension CameraConfiguration {
    static let passwordColumn = "password"
    static let secretURLColumn = "secret_url"

    fileprivate func isOffered(otherwiseThan old: CameraConfiguration) -> Bool {
        streamURL != old.streamURL || username != old.username || password != old.password
    }
}

extension SubjectChange {
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
