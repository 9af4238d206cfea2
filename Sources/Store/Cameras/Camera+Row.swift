internal import Database
internal import Monitoring

extension Camera: StoredSubject {
    static let columns = """
        cameras.id, cameras.name, cameras.address, cameras.rtsp_url, cameras.secret_url, cameras.username, \
        cameras.password, cameras.location, subjects.poll_interval, cameras.timeout, cameras.tags, subjects.enabled, \
        subjects.status, subjects.last_seen, subjects.last_error, cameras.last_snapshot, cameras.codec, cameras.width, \
        cameras.height, cameras.fps, cameras.bitrate, cameras.known_addresses, cameras.created_at, cameras.updated_at
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
        var secrets = SealedCells(of: id.rawValue, in: .camera, vault: vault)
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
