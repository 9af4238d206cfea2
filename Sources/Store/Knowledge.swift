internal import Database
internal import Logging
internal import Monitoring

/// Knowledge as the claims of one worker meet it: the whole text once, then its gist alone.
struct KnowledgeReader {
    private let transaction: any Transaction
    private let store: Store
    private let claim: String

    init(_ transaction: any Transaction, of claim: String, for store: Store) {
        self.transaction = transaction
        self.claim = claim
        self.store = store
    }

    /// By device. What cannot be decrypted is dropped: it is learned anew.
    func read() throws -> [Int64: KeptKnowledge] {
        var (known, unreadable) = ([Int64: KeptKnowledge](), [Int64: VaultError]())
        let rows = try rows()
        for row in rows {
            do throws(VaultError) {
                known[row.device] = KeptKnowledge(gist: row.gist, text: try open(row))
            } catch {
                unreadable[row.device] = error
            }
        }
        if rows.contains(where: { $0.sealed != nil }) { try markRead() }
        try drop(unreadable)
        return known
    }

    private struct Stored {
        let device: Int64
        let gist: String
        /// `nil` where the worker has it.
        let sealed: String?
    }

    private func rows() throws -> [Stored] {
        try transaction.query(
            """
            SELECT device_id, gist, CASE WHEN read_by = ? THEN NULL ELSE sealed END
            FROM device_knowledge JOIN devices ON devices.id = device_id WHERE devices.claimed_by = ?
            """, [Self.worker(of: claim), claim]
        ) { Stored(device: $0.integer(), gist: $0.text(), sealed: $0.textOrNil()) }
    }

    private func open(_ row: Stored) throws(VaultError) -> Secret? {
        guard let sealed = row.sealed else { return nil }
        return try store.vault.open(sealed, of: .knowledge(of: row.device))
    }

    private func markRead() throws {
        let worker = Self.worker(of: claim)
        try transaction.execute(
            """
            UPDATE device_knowledge SET read_by = ?
            WHERE read_by <> ? AND device_id IN (SELECT id FROM devices WHERE claimed_by = ?)
            """, [worker, worker, claim])
    }

    private func drop(_ unreadable: [Int64: VaultError]) throws {
        guard let reason = unreadable.values.first else { return }
        for id in unreadable.keys { try transaction.forgetKnowledge(of: id) }
        let why =
            switch reason {
            case .otherKey: "it was sealed with another SECRET_KEY"
            case .damaged: "it is damaged"
            }
        store.logger.warning(
            "What was learned of devices cannot be read, and is learned anew: \(why)",
            metadata: ["devices": "\(unreadable.keys.sorted().prefix(20))", "count": "\(unreadable.count)"])
    }

    static func worker(of claim: String) -> String {
        claim.lastIndex(of: "/").map { String(claim[..<$0]) } ?? claim
    }
}

extension Transaction {
    /// Writes what the poll under that claim learned; its worker has it.
    func keep(
        _ knowledge: KeptKnowledge, of device: Int64, under claim: String, vault: Vault, at moment: Timestamp
    ) throws {
        guard let text = knowledge.text else { return }
        try execute(
            """
            INSERT INTO device_knowledge (device_id, gist, sealed, read_by, updated_at) VALUES (?, ?, ?, ?, ?)
            ON CONFLICT (device_id) DO UPDATE SET gist = excluded.gist, sealed = excluded.sealed,
                read_by = excluded.read_by, updated_at = excluded.updated_at
            """,
            [
                device, knowledge.gist, try vault.seal(text, for: .knowledge(of: device)),
                KnowledgeReader.worker(of: claim), moment,
            ])
    }

    func forgetKnowledge(of device: Int64) throws {
        try execute("DELETE FROM device_knowledge WHERE device_id = ?", [device])
    }
}

extension Vault.Cell {
    static func knowledge(of device: Int64) -> Vault.Cell {
        Vault.Cell(table: "device_knowledge", row: String(device), column: "knowledge")
    }
}
