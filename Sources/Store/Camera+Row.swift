internal import Database
internal import Monitoring

extension Camera {
    static let columns = """
        cameras.id, name, address, rtsp_url, secret_url, username, password, location, poll_interval, timeout, tags, enabled, \
        status, last_seen, last_error, last_snapshot, codec, width, height, fps, bitrate, known_addresses, created_at, \
        updated_at
        """

    /// A password that cannot be decrypted is told in `configuration.unreadable`, and to clients in `lastError`.
    init(_ row: inout Row, vault: Vault) throws {
        let id = row.id(Camera.self)
        self.init(
            id: id, configuration: try CameraConfiguration(&row, id: id, vault: vault), status: try row.choice(),
            lastSeen: row.timestampOrNil(), lastError: row.textOrNil(), lastSnapshot: row.textOrNil(),
            facts: CameraFacts(&row), createdAt: row.timestamp(), updatedAt: row.timestamp())
        if let reason = configuration.unreadable { lastError = reason }
    }
}

extension CameraConfiguration {
    fileprivate init(_ row: inout Row, id: ID<Camera>, vault: Vault) throws {
        var secrets = SealedCells(of: id.rawValue, in: .cameras, vault: vault)
        self.init(
            name: row.text(), address: row.text(), rtspURL: row.text(),
            secretURL: secrets.open(row.textOrNil(), Self.secretURLColumn), username: row.textOrNil(),
            password: secrets.open(row.textOrNil(), Self.passwordColumn), location: row.textOrNil(),
            pollInterval: row.integerOrNil().map(Int.init), timeout: row.integerOrNil().map(Int.init),
            tags: try [String](json: row.text()), isEnabled: row.boolean())
        unreadable = secrets.failure
    }
}

extension CameraFacts {
    fileprivate init(_ row: inout Row) {
        self.init(
            codec: row.textOrNil(), width: row.integerOrNil().map(Int.init), height: row.integerOrNil().map(Int.init),
            fps: row.realOrNil(), bitrate: row.integerOrNil().map(Int.init),
            addresses: row.textOrNil().flatMap { KnownAddresses($0) })
    }
}
