internal import Database
internal import Logging
internal import Monitoring

/// Capabilities as the claims of one worker meet them: the whole text once, then its fingerprint alone.
struct CapabilitiesReader {
    private let transaction: any Transaction
    private let store: Store
    private let worker: String

    init(_ transaction: any Transaction, of worker: String, for store: Store) {
        self.transaction = transaction
        self.worker = worker
        self.store = store
    }

    /// Opens the sealed texts of what was claimed. What cannot be decrypted is dropped, and learned again.
    func open(_ claimed: inout [Claim<Device>]) throws {
        var (read, unreadable) = ([Int64](), [Int64: VaultError]())
        for index in claimed.indices {
            let id = claimed[index].subject.id.rawValue
            guard let sealed = claimed[index].knowledge?.text?.reveal() else { continue }
            do throws(VaultError) {
                claimed[index].knowledge?.text = try store.vault.open(sealed, of: .capabilities(of: id))
                read.append(id)
            } catch {
                claimed[index].knowledge = nil
                unreadable[id] = error
            }
        }
        try markRead(read)
        try drop(unreadable)
    }

    private func markRead(_ ids: [Int64]) throws {
        _ = try transaction.update(
            "UPDATE agent_capabilities SET read_by = given.worker FROM {given} WHERE device_id = given.id",
            given: GivenRows(["id": .integer, "worker": .text], ids.map { [$0, worker] }))
    }

    private func drop(_ unreadable: [Int64: VaultError]) throws {
        guard let reason = unreadable.values.first else { return }
        for id in unreadable.keys.sorted() { try transaction.forgetCapabilities(of: id) }
        let why =
            switch reason {
            case .otherKey: "it was sealed with another SECRET_KEY"
            case .damaged: "it is damaged"
            }
        store.logger.warning(
            "Could not read what was learned of devices; it will be learned again: \(why)",
            metadata: ["devices": "\(unreadable.keys.sorted().prefix(20))", "count": "\(unreadable.count)"])
    }
}

extension AgentCapabilities {
    /// The text is sealed still; `nil` where the row was joined and there is none.
    init?(_ row: inout Row) {
        guard let fingerprint = row.textOrNil() else {
            row.skip(1)
            return nil
        }
        self.init(fingerprint: fingerprint, text: row.textOrNil().map { Secret($0) })
    }
}

extension Transaction {
    /// Writes what polls learned; their workers have it.
    func keep(
        _ learned: [(id: Int64, capabilities: AgentCapabilities, worker: String)], vault: Vault, at moment: Timestamp
    )
        throws
    {
        let rows: [[any ValueConvertible]] = try learned.compactMap { id, capabilities, worker in
            guard let text = capabilities.text else { return nil }
            return [id, capabilities.fingerprint, try vault.seal(text, for: .capabilities(of: id)), worker, moment]
        }
        try execute(
            """
            INSERT INTO agent_capabilities (device_id, fingerprint, sealed, read_by, updated_at)
            SELECT id, fingerprint, sealed, read_by, updated_at FROM {given} WHERE true
            ON CONFLICT (device_id) DO UPDATE SET fingerprint = excluded.fingerprint, sealed = excluded.sealed,
                read_by = excluded.read_by, updated_at = excluded.updated_at
            """,
            given: GivenRows(
                ["id": .integer, "fingerprint": .text, "sealed": .text, "read_by": .text, "updated_at": .integer], rows)
        )
    }

    func forgetCapabilities(of device: Int64) throws {
        try execute("DELETE FROM agent_capabilities WHERE device_id = ?", [device])
    }
}

extension Vault.Cell {
    /// Bound to what table and column were once called.
    static func capabilities(of device: Int64) -> Vault.Cell {
        Vault.Cell(table: "device_knowledge", row: String(device), column: "knowledge")
    }
}
