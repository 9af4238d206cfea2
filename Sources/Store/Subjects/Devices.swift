internal import Database
package import Monitoring

package struct DeviceFilter: Sendable, Equatable, Hashable {
    package var status: Status?
    package var deviceType: String?
    package var vendor: String?
    package var tag: String?
    /// Name or address contains it, whatever the case.
    package var text: String?
    package var sort: DeviceSort = .id
    package var isDescending = false
    /// 1-based page and its size; `nil` for all.
    package var page: Int?
    package var perPage: Int?
    package init() {}
}

package enum DeviceSort: String, Sendable, CaseIterable {
    case id, name, ipAddress = "ip_address", status, vendor, deviceType = "device_type", lastSeen = "last_seen",
        createdAt = "created_at"
}

extension Store {
    /// Rows that have nothing in the column that sorts come last, either way; equal ones in the order of their ids.
    /// - Returns: one page, or all, and how many there are in all.
    package func devices(_ filter: DeviceFilter) async throws -> (devices: [Device], total: Int) {
        let (devices, total): ([Device], Int) = try await list(filter.list)
        return (devices, total)
    }

    /// The ids of all that `devices` lists, whatever the page, in their order.
    package func deviceIDs(_ filter: DeviceFilter) async throws -> [ID<Device>] {
        try await ids(in: filter.list, of: Device.self)
    }

    /// Those of them that there are, in the order of `ids`.
    package func devices(_ ids: [ID<Device>]) async throws -> [Device] { try await page(ids) }

    package func device(_ id: ID<Device>) async throws -> Device? { try await find(id) }

    /// The new device is due at once. The address is compared in its canonical form, together with the SNMP port:
    /// neither case nor another way of writing an IPv6 address makes another device.
    /// - Throws: `StoreError.addressTaken`, `.noSuchParent`.
    package func createDevice(
        _ configuration: DeviceConfiguration, audit: AuditLine.Of<Device>? = nil
    ) async throws -> Device {
        try await createDevices([configuration], audit: audit)[0].get()
    }

    /// Creates many in one transaction.
    /// - Returns: what became of each, in their order.
    package func createDevices(
        _ configurations: [DeviceConfiguration], audit: AuditLine.Of<Device>? = nil
    ) async throws -> [Result<Device, StoreError>] {
        let moment = now()
        return try await database.write(.shared) { transaction in
            let numbers = try transaction.nextNumbers(configurations.count, in: "devices")
            let parents = try transaction.known(Set(configurations.compactMap(\.parentID)))
            let new = zip(numbers, configurations).filter { $1.parentID.map(parents.contains) ?? true }
                .map { NewRow<Device>(id: ID($0), configuration: $1) }
            let devices = try transaction.insertDevices(new, vault: vault, at: moment)
            try transaction.insertSubjects(
                devices.map { ($0.id.rawValue, $0.configuration) }, of: .device, at: moment)
            if let audit { for device in devices { try transaction.insert(audit(device), at: moment) } }
            if !devices.isEmpty { try transaction.bump(.configuration(.device), .status(.device)) }
            let created = Dictionary(uniqueKeysWithValues: devices.map { ($0.id.rawValue, $0) })
            return zip(numbers, configurations).map { number, configuration in
                if let device = created[number] { return .success(device) }
                let hasParent = configuration.parentID.map(parents.contains) ?? true
                return .failure(hasParent ? .addressTaken : .noSuchParent)
            }
        }
    }

    /// Reads, lets `change` edit, and writes in one transaction. A changed address, credential, parent or interval
    /// makes the device due at once, and a poll of the old configuration in flight is not saved: its claim is taken
    /// away. What was learned under another address or credential is forgotten. Disabling it makes its status unknown
    /// and ends its alerts.
    /// - Throws: `StoreError.addressTaken`, `.noSuchParent`, `.parentCycle`, and what `change` throws.
    package func updateDevice(
        _ id: ID<Device>, audit: AuditLine.Of<Device>? = nil,
        _ change: @escaping @Sendable (inout DeviceConfiguration) throws -> Void
    ) async throws -> Device? {
        let moment = now()
        return try await mappingTaken("devices.address_key", to: .addressTaken) {
            try await database.write { transaction in
                guard let old: Device = try transaction.find(id, vault: vault) else { return nil }
                var configuration = old.configuration
                try change(&configuration)
                guard configuration != old.configuration else {
                    try transaction.insert(audit?(old), at: moment)
                    return old
                }
                if let parent = configuration.parentID, parent != old.configuration.parentID {
                    try transaction.requireParent(parent, of: id)
                }
                try transaction.update(id, configuration, replacing: old.configuration, vault: vault, at: moment)
                if configuration.isAskedOtherwise(than: old.configuration) {
                    try transaction.forgetCapabilities(of: id.rawValue)
                }
                if old.configuration.isEnabled, !configuration.isEnabled {
                    try transaction.makeUnreachableChildrenDue(of: id, at: moment)
                }
                try transaction.bump(.configuration(.device))
                try transaction.follow(
                    SubjectChange(from: old.configuration, to: configuration), of: .device, id.rawValue, at: moment)
                let device = try transaction.stored(id, vault: vault)
                try transaction.insert(audit?(device), at: moment)
                return device
            }
        }
    }

    /// Alerts of the device stay, with its name, and no longer fire; its pending notices are cancelled, and tasks that
    /// wait for it fail.
    package func deleteDevice(_ id: ID<Device>, audit: AuditLine.Of<Device>? = nil) async throws -> Bool {
        let moment = now()
        return try await database.write { transaction in
            guard let device: Device = try transaction.find(id, vault: vault) else { return false }
            try transaction.makeUnreachableChildrenDue(of: id, at: moment)
            try transaction.insert(audit?(device), at: moment)
            return try transaction.delete(id.rawValue, .device, at: moment)
        }
    }

    package func deviceStatusCounts() async throws -> StatusCounts {
        try await database.read { try $0.statusCounts(of: .device) }
    }
}

extension DeviceFilter {
    fileprivate var list: SubjectList {
        var conditions = Conditions()
        conditions.add("subjects.status = ?", ifPresent: status)
        conditions.add("devices.device_type = ?", ifPresent: deviceType)
        conditions.add("devices.vendor = ?", ifPresent: vendor)
        conditions.add(tag: tag, of: .device)
        if let text { conditions.addContained(text) }
        return SubjectList(
            conditions: conditions, order: orderBy(sort.column, of: .device, isDescending: isDescending),
            window: Window(page: page, perPage: perPage), isOfState: status != nil)
    }
}

extension DeviceSort {
    fileprivate var column: String? {
        switch self {
        case .id: nil
        case .name: "devices.name_key"
        case .ipAddress: "devices.address_key"
        case .status: "subjects.status"
        case .vendor: "lower(devices.vendor)"
        case .deviceType: "lower(devices.device_type)"
        case .lastSeen: "subjects.last_seen"
        case .createdAt: "devices.created_at"
        }
    }
}

extension Transaction {
    fileprivate func known(_ ids: Set<ID<Device>>) throws -> Set<ID<Device>> {
        Set(
            try query(
                "SELECT devices.id FROM {given} JOIN devices ON devices.id = given.id",
                given: GivenRows(["id": .integer], ids.map { [$0] })
            ) { $0.id() })
    }

    fileprivate func requireParent(_ parent: ID<Device>, of child: ID<Device>) throws {
        guard try !known([parent]).isEmpty else { throw StoreError.noSuchParent }
        let isBelow = try exists(
            """
            WITH RECURSIVE ancestors (id) AS (
                VALUES (CAST(? AS BIGINT))
                UNION
                SELECT parent_id FROM devices JOIN ancestors ON devices.id = ancestors.id WHERE parent_id IS NOT NULL
            )
            SELECT 1 FROM ancestors WHERE id = ?
            """, [parent, child])
        if isBelow { throw StoreError.parentCycle }
    }

    /// - Returns: those whose address was not taken, as they are stored.
    fileprivate func insertDevices(
        _ new: [NewRow<Device>], vault: Vault, at moment: Timestamp
    ) throws -> [Device] {
        let rows = try new.map { row in
            try DeviceRow(row.configuration, sealed: sealSecrets(of: row.configuration.snmp, in: row.id, vault: vault))
                .values + [moment, moment, row.id]
        }
        let names = DeviceRow.columns.map(\.name).joined(separator: ", ")
        let inserted = Set(
            try query(
                """
                INSERT INTO devices (\(names), created_at, updated_at, id)
                SELECT \(names), created_at, updated_at, id FROM {given} WHERE true
                ON CONFLICT (address_key) DO NOTHING RETURNING id
                """,
                given: GivenRows(
                    DeviceRow.columns + [("created_at", .integer), ("updated_at", .integer), ("id", .integer)], rows)
            ) { $0.id(Device.self) })
        return new.filter { inserted.contains($0.id) }.map { row in
            Device(id: row.id, configuration: row.configuration, createdAt: moment, updatedAt: moment)
        }
    }

    fileprivate func update(
        _ id: ID<Device>, _ new: DeviceConfiguration, replacing old: DeviceConfiguration, vault: Vault,
        at moment: Timestamp
    ) throws {
        let sealed = try sealSecrets(of: new.snmp, replacing: old.snmp, in: id, vault: vault)
        let assignments = DeviceRow.columns.map { "\($0.name) = ?" }.joined(separator: ", ")
        try execute(
            "UPDATE devices SET \(assignments), updated_at = ? WHERE id = ?",
            DeviceRow(new, sealed: sealed).values + [moment, id])
        try writeSchedule(of: id.rawValue, .device, new, replacing: old)
    }

    private func sealSecrets(
        of new: SNMPAccess, replacing old: SNMPAccess? = nil, in id: ID<Device>, vault: Vault
    ) throws -> SealedAccess {
        let cells = SealedCells(of: id.rawValue, in: .device, vault: vault)
        let stored = try old.flatMap { _ in
            try first("SELECT snmp_community, v3_auth_password, v3_priv_password FROM devices WHERE id = ?", [id]) {
                SealedAccess(community: $0.text(), authPassword: $0.textOrNil(), privPassword: $0.textOrNil())
            }
        }
        let keys = new.v3 == nil ? nil : stored
        typealias Column = SNMPAccess.Column
        return SealedAccess(
            community: try cells.seal(
                new.community, was: old?.community, stored: stored?.community, Column.community),
            authPassword: try cells.seal(
                new.v3?.authPassword, was: old?.v3?.authPassword, stored: keys?.authPassword, Column.authPassword),
            privPassword: try cells.seal(
                new.v3?.privPassword, was: old?.v3?.privPassword, stored: keys?.privPassword, Column.privPassword))
    }

    /// Children that are down behind this device are asked again: it says nothing of them any more.
    fileprivate func makeUnreachableChildrenDue(of parent: ID<Device>, at moment: Timestamp) throws {
        try execute(
            """
            UPDATE queue SET due = ?
            WHERE kind = 'device' AND claimed_by IS NULL AND id IN (
                SELECT devices.id FROM devices \(Device.joined(to: "devices.id"))
                WHERE parent_id = ? AND enabled = 1
                    AND devices.id IN (SELECT id FROM check_states WHERE kind = 'device' AND hard = 'unreachable')
            )
            """, [moment, parent])
    }
}

/// What people wrote of a device, as its row holds it.
private struct DeviceRow {
    static let columns: [(name: String, kind: GivenRows.Kind)] = [
        ("name", .text), ("name_key", .text), ("address", .text), ("address_key", .text), ("vendor", .text),
        ("device_type", .text), ("snmp_version", .text), ("snmp_port", .integer), ("snmp_community", .text),
        ("v3_username", .text), ("v3_auth_protocol", .text), ("v3_auth_password", .text), ("v3_priv_protocol", .text),
        ("v3_priv_password", .text), ("v3_context", .text), ("snmp_timeout", .real), ("snmp_retries", .integer),
        ("meta", .text), ("parent_id", .integer), ("tags", .text),
    ]

    let values: [any ValueConvertible]

    init(_ device: DeviceConfiguration, sealed: SealedAccess) throws {
        let (snmp, v3) = (device.snmp, device.snmp.v3)
        values = [
            device.name, device.name.lowercased(), device.address,
            AddressKey(device.address, port: snmp.port).text, device.vendor, device.deviceType, snmp.version, snmp.port,
            sealed.community, v3?.username, v3?.authProtocol, sealed.authPassword, v3?.privProtocol,
            sealed.privPassword, v3?.context, snmp.timeout, snmp.retries, device.meta, device.parentID,
            try device.tags.json(),
        ]
    }
}

/// Secrets of a device as stored.
private struct SealedAccess {
    var community: String?
    var authPassword: String?
    var privPassword: String?
}

extension SubjectChange {
    fileprivate init(from old: DeviceConfiguration, to new: DeviceConfiguration) {
        if old.isEnabled != new.isEnabled {
            self = new.isEnabled ? .enabled : .disabled
        } else if new.isAskedOtherwise(than: old) || old.pollInterval != new.pollInterval
            || old.parentID != new.parentID
        {
            self = .asksOtherwise
        } else {
            self = .none
        }
    }
}

extension DeviceConfiguration {
    /// Whether somebody else may answer now, or to somebody else.
    fileprivate func isAskedOtherwise(than old: DeviceConfiguration) -> Bool {
        address != old.address || snmp != old.snmp
    }
}
