internal import Database
internal import Monitoring

extension Device: StoredSubject {
    static let columns = """
        devices.id, devices.name, devices.address, devices.vendor, devices.device_type, devices.snmp_version, \
        devices.snmp_port, devices.snmp_community, devices.v3_username, devices.v3_auth_protocol, \
        devices.v3_auth_password, devices.v3_priv_protocol, devices.v3_priv_password, devices.v3_context, \
        devices.snmp_timeout, devices.snmp_retries, devices.meta, subjects.poll_interval, devices.parent_id, \
        devices.tags, subjects.enabled, subjects.status, subjects.last_seen, subjects.last_error, devices.model, \
        devices.sys_name, devices.sys_descr, devices.location, subjects.uptime, devices.known_addresses, \
        devices.created_at, devices.updated_at
        """

    /// Secrets that cannot be decrypted are told in `snmp.unreadable`, and to clients in `lastError`.
    init(_ row: inout Row, vault: Vault) throws {
        let id = row.id(Device.self)
        self.init(
            id: id, configuration: try DeviceConfiguration(&row, id: id, vault: vault), status: try row.choice(),
            lastSeen: row.timestampOrNil(), lastError: row.textOrNil(), facts: DeviceFacts(&row),
            createdAt: row.timestamp(), updatedAt: row.timestamp())
        if let reason = configuration.snmp.unreadable { lastError = reason }
    }
}

extension DeviceConfiguration {
    fileprivate init(_ row: inout Row, id: ID<Device>, vault: Vault) throws {
        self.init(
            name: row.text(), address: row.text(), vendor: row.textOrNil(), deviceType: row.textOrNil(),
            snmp: try SNMPAccess(&row, secrets: SealedCells(of: id.rawValue, in: .device, vault: vault)),
            meta: row.text(), pollInterval: row.integerOrNil().map(Int.init), parentID: row.idOrNil(),
            tags: try [String](json: row.text()), isEnabled: row.boolean())
    }
}

extension SNMPAccess {
    fileprivate init(_ row: inout Row, secrets: SealedCells) throws {
        var secrets = secrets
        self.init(
            version: try row.choice(), port: Int(row.integer()),
            community: secrets.open(row.text(), Column.community) ?? Secret(""),
            v3: SNMPv3Credentials(&row, secrets: &secrets), timeout: row.realOrNil(),
            retries: row.integerOrNil().map(Int.init))
        unreadable = secrets.failure
    }

    enum Column {
        static let community = "snmp_community"
        static let authPassword = "v3_auth_password"
        static let privPassword = "v3_priv_password"
    }
}

extension SNMPv3Credentials {
    /// `nil` where there is no user; its columns are read all the same.
    fileprivate init?(_ row: inout Row, secrets: inout SealedCells) {
        let username = row.textOrNil()
        let credentials = SNMPv3Credentials(
            username: username ?? "", authProtocol: row.textOrNil(),
            authPassword: secrets.open(row.textOrNil(), SNMPAccess.Column.authPassword),
            privProtocol: row.textOrNil(),
            privPassword: secrets.open(row.textOrNil(), SNMPAccess.Column.privPassword), context: row.textOrNil())
        guard username != nil else { return nil }
        self = credentials
    }
}

extension DeviceFacts {
    fileprivate init(_ row: inout Row) {
        self.init(
            model: row.textOrNil(), sysName: row.textOrNil(), sysDescr: row.textOrNil(), location: row.textOrNil(),
            uptime: row.integerOrNil(), addresses: row.textOrNil().flatMap { KnownAddresses($0) })
    }
}
