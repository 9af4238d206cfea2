internal import Database
internal import Foundation
package import Monitoring

extension Store {
    /// In the order of their ids.
    package func receivers() async throws -> [Receiver] {
        try await database.read { try $0.receivers(vault: vault) }
    }

    package func receiver(_ id: ID<Receiver>) async throws -> Receiver? {
        try await database.read { try $0.receiver(id, vault: vault) }
    }

    /// - Parameter change: is given a receiver of this kind without name and fields.
    /// - Throws: `StoreError.nameTaken`, and what `change` throws.
    package func createReceiver(
        kind: String, audit: AuditLine.Of<Receiver>? = nil,
        _ change: @escaping @Sendable (inout Receiver) throws -> Void
    ) async throws -> Receiver {
        let moment = now()
        return try await mappingTaken("receivers.name_key", to: .nameTaken) {
            try await database.write { transaction in
                let id = ID<Receiver>(try transaction.nextNumbers(1, in: "receivers")[0])
                var receiver = Receiver(id: id, kind: kind, name: "", createdAt: moment, updatedAt: moment)
                try change(&receiver)
                let row = try ReceiverRow(receiver, vault: vault)
                try transaction.execute(
                    """
                    INSERT INTO receivers (id, kind, name, name_key, enabled, fields, secrets, created_at, updated_at)
                    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
                    """, [id, kind] + row.values + [moment, moment])
                try transaction.insert(audit?(receiver), at: moment)
                try transaction.bump(.policy)
                return receiver
            }
        }
    }

    /// A secret that did not change, or cannot be read, stays as it is stored.
    /// - Returns: `nil` where there is none.
    /// - Throws: `StoreError.nameTaken`, and what `change` throws.
    package func updateReceiver(
        _ id: ID<Receiver>, audit: AuditLine.Of<Receiver>? = nil,
        _ change: @escaping @Sendable (inout Receiver) throws -> Void
    ) async throws -> Receiver? {
        let moment = now()
        return try await mappingTaken("receivers.name_key", to: .nameTaken) {
            try await database.write { transaction in
                guard let old = try transaction.receiver(id, vault: vault) else { return nil }
                var receiver = old
                try change(&receiver)
                receiver.updatedAt = moment
                let row = try ReceiverRow(
                    receiver, replacing: old, stored: try transaction.sealedFields(of: id), vault: vault)
                try transaction.execute(
                    """
                    UPDATE receivers SET name = ?, name_key = ?, enabled = ?, fields = ?, secrets = ?, updated_at = ?
                    WHERE id = ?
                    """, row.values + [moment, id])
                try transaction.insert(audit?(receiver), at: moment)
                try transaction.bump(.policy)
                return receiver
            }
        }
    }

    /// Cancels what waits for it, and takes it out of the routes that name it. What was sent keeps its name.
    /// - Returns: the names of these routes; `nil` where there is no such receiver.
    /// - Throws: `StoreError.receiverOfSettings`.
    package func deleteReceiver(
        _ id: ID<Receiver>, audit: AuditLine.Of<Receiver>? = nil
    ) async throws -> [String]? {
        let moment = now()
        return try await database.write { transaction in
            guard let receiver = try transaction.receiver(id, vault: vault) else { return nil }
            if receiver.isOfSettings { throw StoreError.receiverOfSettings }
            try transaction.execute(
                """
                UPDATE notices SET state = 'cancelled', next_attempt_at = NULL, last_error = 'The receiver was deleted'
                WHERE receiver_id = ? AND state = 'pending'
                """, [id])
            let routes = try transaction.removeFromRoutes(id, at: moment)
            try transaction.execute("DELETE FROM receivers WHERE id = ?", [id])
            try transaction.insert(audit?(receiver), at: moment)
            try transaction.bump(.policy, .alerts)
            return routes
        }
    }
}

extension Transaction {
    func receivers(vault: Vault) throws -> [Receiver] {
        try query("SELECT \(Receiver.columns) FROM receivers ORDER BY id") { try Receiver(&$0, vault: vault) }
    }

    func receiver(_ id: ID<Receiver>, vault: Vault) throws -> Receiver? {
        try first("SELECT \(Receiver.columns) FROM receivers WHERE id = ?", [id]) { try Receiver(&$0, vault: vault) }
    }

    fileprivate func sealedFields(of id: ID<Receiver>) throws -> [String: String] {
        try first("SELECT secrets FROM receivers WHERE id = ?", [id]) { try Receiver.texts(json: $0.text()) } ?? [:]
    }
}

extension Receiver {
    fileprivate static let columns = "id, kind, name, enabled, fields, secrets, created_at, updated_at"

    fileprivate init(_ row: inout Row, vault: Vault) throws {
        let (id, kind, name) = (row.id(Receiver.self), row.text(), row.text())
        let isEnabled = row.boolean()
        var fields = try Self.texts(json: row.text()).mapValues(ReceiverValue.plain)
        var unreadable: [String: String] = [:]
        for (field, sealed) in try Self.texts(json: row.text()) {
            do throws(VaultError) {
                fields[field] = .secret(try vault.open(sealed, of: .receiver(id, field)))
            } catch {
                unreadable[field] = error.description
            }
        }
        self.init(
            id: id, kind: kind, name: name, isEnabled: isEnabled, fields: fields, unreadable: unreadable,
            createdAt: row.timestamp(), updatedAt: row.timestamp())
    }

    fileprivate static func texts(json: String) throws -> [String: String] {
        try JSONDecoder().decode([String: String].self, from: Data(json.utf8))
    }
}

/// What is stored of a receiver, beside its kind and times.
private struct ReceiverRow {
    /// Name, name key, enabled, fields, secrets.
    let values: [any ValueConvertible]

    /// - Parameter stored: the sealed texts of `old`.
    init(
        _ receiver: Receiver, replacing old: Receiver? = nil, stored: [String: String] = [:], vault: Vault
    ) throws {
        var (plain, sealed): ([String: String], [String: String]) = ([:], [:])
        for field in receiver.unreadable.keys { sealed[field] = stored[field] }
        for (field, value) in receiver.fields {
            switch value {
            case .plain(let text): plain[field] = text
            case .secret(let secret):
                let isSame = old?.fields[field] == value
                sealed[field] =
                    isSame ? stored[field] : try vault.seal(secret, for: .receiver(receiver.id, field))
            }
        }
        values = [
            receiver.name, receiver.name.lowercased(), receiver.isEnabled, try Self.json(plain), try Self.json(sealed),
        ]
    }

    private static func json(_ texts: [String: String]) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(texts), as: UTF8.self)
    }
}

extension Vault.Cell {
    fileprivate static func receiver(_ id: ID<Receiver>, _ field: String) -> Self {
        Self(table: "receivers", row: "\(id)", column: field)
    }
}
