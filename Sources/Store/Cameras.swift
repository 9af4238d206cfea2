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

    /// As `createDevice`.
    /// - Throws: `StoreError.addressTaken`.
    package func createCamera(_ configuration: CameraConfiguration) async throws -> Camera {
        let moment = now()
        return try await database.write { transaction in
            let id = try transaction.insertCamera(configuration, at: moment)
            try transaction.writeCamera(id, configuration, replacing: nil, vault: vault, at: moment)
            try transaction.bumpRevision(of: .cameras)
            return try transaction.storedCamera(id, vault: vault)
        }
    }

    /// As `updateDevice`; new credentials, address or URL also lift the ban on offering them.
    /// - Throws: `StoreError.addressTaken`, and what `change` throws.
    package func updateCamera(
        _ id: ID<Camera>, _ change: @escaping @Sendable (inout CameraConfiguration) throws -> Void
    ) async throws -> Camera? {
        let moment = now()
        return try await mappingTakenAddress(in: .cameras) {
            try await database.write { transaction in
                guard let old = try transaction.camera(id, vault: vault) else { return nil }
                var configuration = old.configuration
                try change(&configuration)
                guard configuration != old.configuration else { return old }
                try transaction.writeCamera(
                    id, configuration, replacing: old.configuration, vault: vault, at: moment)
                if configuration.streamURL != old.configuration.streamURL { try transaction.forgetFacts(of: id) }
                if configuration.isOffered(otherwiseThan: old.configuration) {
                    try transaction.liftBanOnCredentials(of: id)
                }
                try transaction.follow(
                    PollChange(from: old.configuration, to: configuration), of: .cameras, id.rawValue, at: moment)
                try transaction.bumpRevision(of: .cameras)
                return try transaction.storedCamera(id, vault: vault)
            }
        }
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

    /// Takes the address; what else there is to write needs the id.
    fileprivate func insertCamera(_ configuration: CameraConfiguration, at moment: Timestamp) throws -> ID<Camera> {
        let id = try first(
            """
            INSERT INTO cameras (
                name, name_key, address, address_key, rtsp_url, tags, enabled, created_at, updated_at, next_poll_at
            ) VALUES (?, '', ?, ?, '', '', ?, ?, ?, ?)
            ON CONFLICT (address_key) DO NOTHING RETURNING id
            """,
            [
                configuration.name, configuration.address, AddressKey(configuration.address).text,
                configuration.isEnabled, moment, moment, configuration.isEnabled ? moment : nil,
            ]
        ) { $0.id(Camera.self) }
        guard let id else { throw StoreError.addressTaken }
        try execute("UPDATE cameras SET poll_phase = ? WHERE id = ?", [PollSlots.phase(of: id.rawValue), id])
        return id
    }

    fileprivate func writeCamera(
        _ id: ID<Camera>, _ new: CameraConfiguration, replacing old: CameraConfiguration?, vault: Vault,
        at moment: Timestamp
    ) throws {
        let cells = SealedCells(of: id.rawValue, in: .cameras, vault: vault)
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
                password = ?, location = ?, poll_interval = ?, tags = ?, enabled = ?, updated_at = ?
            WHERE id = ?
            """,
            [
                new.name, new.name.lowercased(), new.address, AddressKey(new.address).text, new.rtspURL, secretURL,
                new.username, password, new.location, new.pollInterval, try new.tags.json(), new.isEnabled, moment, id,
            ])
        if new.tags != old?.tags ?? [] { try setTags(new.tags, of: id.rawValue, in: .cameras) }
    }

    /// Those of another stream.
    fileprivate func forgetFacts(of id: ID<Camera>) throws {
        try execute(
            "UPDATE cameras SET codec = NULL, width = NULL, height = NULL, fps = NULL, bitrate = NULL WHERE id = ?",
            [id])
    }

    fileprivate func liftBanOnCredentials(of id: ID<Camera>) throws {
        try execute("UPDATE check_states SET has_rejected_credentials = 0 WHERE camera_id = ?", [id])
    }
}

extension CameraConfiguration {
    static let passwordColumn = "password"
    static let secretURLColumn = "secret_url"

    fileprivate func isOffered(otherwiseThan old: CameraConfiguration) -> Bool {
        address != old.address || streamURL != old.streamURL || username != old.username || password != old.password
    }
}

extension PollChange {
    fileprivate init(from old: CameraConfiguration, to new: CameraConfiguration) {
        if old.isEnabled != new.isEnabled {
            self = new.isEnabled ? .enabled : .disabled
        } else if new.isOffered(otherwiseThan: old) || new.pollInterval != old.pollInterval {
            self = .asksOtherwise
        } else {
            self = .none
        }
    }
}
