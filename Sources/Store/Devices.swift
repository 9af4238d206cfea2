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
        let conditions = filter.conditions
        let window = Window(page: filter.page, perPage: filter.perPage)
        return try await database.read { transaction in
            let devices = try transaction.query(
                """
                SELECT \(Device.columns) FROM devices\(conditions.clause) ORDER BY \(filter.order)\
                \(window == nil ? "" : Window.clause)
                """, conditions.values + (window?.values ?? [])
            ) { try Device(&$0, vault: vault) }
            guard window != nil else { return (devices, devices.count) }
            return (devices, try transaction.count(in: "devices", conditions))
        }
    }

    package func device(_ id: ID<Device>) async throws -> Device? {
        try await database.first("SELECT \(Device.columns) FROM devices WHERE id = ?", [id]) {
            try Device(&$0, vault: vault)
        }
    }

    /// The new device is due at once. The address is compared in its canonical form, together with the SNMP port: neither
    /// case nor another way of writing an IPv6 address makes another device.
    /// - Throws: `StoreError.addressTaken`, `.noSuchParent`.
    package func createDevice(_ configuration: DeviceConfiguration) async throws -> Device {
        let moment = now()
        return try await database.write { transaction in
            if let parent = configuration.parentID { try transaction.requireParent(parent) }
            let id = try transaction.insertDevice(configuration, at: moment)
            try transaction.writeDevice(id, configuration, replacing: nil, vault: vault, at: moment)
            try transaction.bumpRevision(of: .devices)
            return try transaction.storedDevice(id, vault: vault)
        }
    }

    /// Reads, lets `change` edit, and writes in one transaction. A changed address, credential, parent or interval makes
    /// the device due at once, and a poll of the old configuration in flight is not saved: its claim is taken away.
    /// What was learned under another address or credential is forgotten.
    /// Disabling it makes its status unknown and ends its alerts.
    /// - Throws: `StoreError.addressTaken`, `.noSuchParent`, `.parentCycle`, and what `change` throws.
    package func updateDevice(
        _ id: ID<Device>, _ change: @escaping @Sendable (inout DeviceConfiguration) throws -> Void
    ) async throws -> Device? {
        let moment = now()
        return try await mappingTakenAddress(in: .devices) {
            try await database.write { transaction in
                guard let old = try transaction.device(id, vault: vault) else { return nil }
                var configuration = old.configuration
                try change(&configuration)
                guard configuration != old.configuration else { return old }
                if let parent = configuration.parentID, parent != old.configuration.parentID {
                    try transaction.requireParent(parent, of: id)
                }
                try transaction.writeDevice(
                    id, configuration, replacing: old.configuration, vault: vault, at: moment)
                if configuration.isAskedOtherwise(than: old.configuration) {
                    try transaction.forgetKnowledge(of: id.rawValue)
                }
                try transaction.follow(
                    PollChange(from: old.configuration, to: configuration), of: .devices, id.rawValue, at: moment)
                if old.configuration.isEnabled, !configuration.isEnabled {
                    try transaction.makeUnreachableChildrenDue(of: id, at: moment)
                }
                try transaction.bumpRevision(of: .devices)
                return try transaction.storedDevice(id, vault: vault)
            }
        }
    }

    /// Alerts of the device stay, with its name, and no longer fire; its pending notices are cancelled, and tasks that
    /// wait for it fail.
    package func deleteDevice(_ id: ID<Device>) async throws -> Bool {
        let moment = now()
        return try await database.write { transaction in
            try transaction.makeUnreachableChildrenDue(of: id, at: moment)
            return try transaction.delete(id.rawValue, from: .devices, at: moment)
        }
    }

    package func deviceStatusCounts() async throws -> StatusCounts {
        try await database.read { try $0.statusCounts(of: .devices) }
    }
}

extension DeviceFilter {
    fileprivate var conditions: Conditions {
        var conditions = Conditions()
        conditions.add("status = ?", ifPresent: status)
        conditions.add("device_type = ?", ifPresent: deviceType)
        conditions.add("vendor = ?", ifPresent: vendor)
        conditions.add("id IN (SELECT subject_id FROM device_tags WHERE tag = ?)", ifPresent: tag)
        if let text { conditions.addContained(text) }
        return conditions
    }

    fileprivate var order: String {
        sort.column.map { orderBy($0, isDescending: isDescending) } ?? "id\(isDescending ? " DESC" : "")"
    }
}

extension DeviceSort {
    fileprivate var column: String? {
        switch self {
        case .id: nil
        case .name: "name_key"
        case .ipAddress: "address_key"
        case .status: "status"
        case .vendor: "lower(vendor)"
        case .deviceType: "lower(device_type)"
        case .lastSeen: "last_seen"
        case .createdAt: "created_at"
        }
    }
}

extension Transaction {
    func device(_ id: ID<Device>, vault: Vault) throws -> Device? {
        try first("SELECT \(Device.columns) FROM devices WHERE id = ?", [id]) { try Device(&$0, vault: vault) }
    }

    fileprivate func storedDevice(_ id: ID<Device>, vault: Vault) throws -> Device {
        guard let device = try device(id, vault: vault) else { throw StoreError.noSuchDevice }
        return device
    }

    fileprivate func requireParent(_ parent: ID<Device>, of child: ID<Device>? = nil) throws {
        guard try exists("SELECT 1 FROM devices WHERE id = ?", [parent]) else { throw StoreError.noSuchParent }
        guard let child else { return }
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

    /// Takes the address; what else there is to write needs the id.
    fileprivate func insertDevice(_ configuration: DeviceConfiguration, at moment: Timestamp) throws -> ID<Device> {
        let id = try first(
            """
            INSERT INTO devices (
                name, name_key, address, address_key, snmp_version, snmp_port, snmp_community, meta, tags, enabled,
                created_at, updated_at, next_poll_at
            ) VALUES (?, '', ?, ?, '2c', 0, '', '', '', ?, ?, ?, ?)
            ON CONFLICT (address_key) DO NOTHING RETURNING id
            """,
            [
                configuration.name, configuration.address,
                AddressKey(configuration.address, port: configuration.snmp.port).text, configuration.isEnabled, moment,
                moment, configuration.isEnabled ? moment : nil,
            ]
        ) { $0.id(Device.self) }
        guard let id else { throw StoreError.addressTaken }
        try execute("UPDATE devices SET poll_phase = ? WHERE id = ?", [PollSlots.phase(of: id.rawValue), id])
        return id
    }

    fileprivate func writeDevice(
        _ id: ID<Device>, _ new: DeviceConfiguration, replacing old: DeviceConfiguration?, vault: Vault,
        at moment: Timestamp
    ) throws {
        let sealed = try sealSecrets(of: new.snmp, replacing: old?.snmp, in: id, vault: vault)
        try execute(
            """
            UPDATE devices SET
                name = ?, name_key = ?, address = ?, address_key = ?, vendor = ?, device_type = ?, snmp_version = ?,
                snmp_port = ?, snmp_community = ?, v3_username = ?, v3_auth_protocol = ?, v3_auth_password = ?,
                v3_priv_protocol = ?, v3_priv_password = ?, v3_context = ?, snmp_timeout = ?, snmp_retries = ?,
                poll_allowance = ?, meta = ?, poll_interval = ?, parent_id = ?, tags = ?, enabled = ?, updated_at = ?
            WHERE id = ?
            """,
            [
                new.name, new.name.lowercased(), new.address, AddressKey(new.address, port: new.snmp.port).text,
                new.vendor, new.deviceType, new.snmp.version, new.snmp.port, sealed.community, new.snmp.v3?.username,
                new.snmp.v3?.authProtocol, sealed.authPassword, new.snmp.v3?.privProtocol, sealed.privPassword,
                new.snmp.v3?.context, new.snmp.timeout, new.snmp.retries,
                Int64(new.snmp.allowance / .milliseconds(1)), new.meta, new.pollInterval, new.parentID,
                try new.tags.json(), new.isEnabled, moment, id,
            ])
        if new.tags != old?.tags ?? [] { try setTags(new.tags, of: id.rawValue, in: .devices) }
    }

    private func sealSecrets(
        of new: SNMPAccess, replacing old: SNMPAccess?, in id: ID<Device>, vault: Vault
    ) throws -> SealedAccess {
        let cells = SealedCells(of: id.rawValue, in: .devices, vault: vault)
        let stored = try first(
            "SELECT snmp_community, v3_auth_password, v3_priv_password FROM devices WHERE id = ?", [id]
        ) { SealedAccess(community: $0.text(), authPassword: $0.textOrNil(), privPassword: $0.textOrNil()) }
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
            UPDATE devices SET next_poll_at = ?
            WHERE parent_id = ? AND enabled = 1
                AND id IN (SELECT device_id FROM check_states WHERE hard = 'unreachable')
            """, [moment, parent])
    }
}

/// Secrets of a device as stored.
private struct SealedAccess {
    var community: String?
    var authPassword: String?
    var privPassword: String?
}

extension PollChange {
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
