internal import Database
package import Monitoring

/// The right to do what only one process may do at a time.
package struct Lease: Sendable, Equatable {
    package let name: String
    package let holder: String
    /// Greater than that of every holder before.
    package let token: Int64
}

/// A lease as it is stored, whoever has it.
package struct LeaseRecord: Sendable, Equatable {
    /// `nil` where it was given back.
    package let holder: String?
    package let token: Int64
    /// By the wall clock of the holder: it differs after each renewal, and tells no other machine when the lease ends.
    package let expiresAt: Timestamp
}

extension Store {
    /// - Returns: `nil` where nobody has ever had it.
    package func leaseRecord(of name: String) async throws -> LeaseRecord? {
        try await database.first("SELECT holder, token, expires_at FROM leases WHERE name = ?", [name]) {
            LeaseRecord(&$0)
        }
    }

    /// Takes the lease if it still is as it was `seen`. When it may be taken from another is for the caller to decide.
    /// - Parameter holder: unlike any other process's; not empty.
    /// - Returns: `nil` where somebody was faster, or its holder renewed it.
    package func acquireLease(
        _ name: String, for holder: String, seen: LeaseRecord?, lifetime: Duration
    ) async throws -> Lease? {
        let expiresAt = now() + lifetime
        return try await database.write(.shared) { transaction in
            let token = (seen?.token ?? 0) + 1
            let changed =
                if let seen {
                    try transaction.execute(
                        """
                        UPDATE leases SET holder = ?, token = ?, expires_at = ?
                        WHERE name = ? AND holder = ? AND token = ? AND expires_at = ?
                        """, [holder, token, expiresAt, name, seen.holder ?? "", seen.token, seen.expiresAt])
                } else {
                    try transaction.execute(
                        """
                        INSERT INTO leases (name, holder, token, expires_at) VALUES (?, ?, ?, ?)
                        ON CONFLICT (name) DO NOTHING
                        """, [name, holder, token, expiresAt])
                }
            return changed > 0 ? Lease(name: name, holder: holder, token: token) : nil
        }
    }

    /// - Throws: `StoreError.leaseLost` where somebody else took it.
    package func renewLease(_ lease: Lease, lifetime: Duration) async throws {
        let expiresAt = now() + lifetime
        try await write(under: lease, .shared) { transaction in
            try transaction.execute(
                """
                UPDATE leases SET expires_at = CASE WHEN expires_at < ? THEN ? ELSE expires_at + 1 END WHERE name = ?
                """, [expiresAt, expiresAt, lease.name])
        }
    }

    /// Gives it back, so that another can take it at once. One that was lost stays with who has it.
    package func releaseLease(_ lease: Lease) async throws {
        _ = try await database.write(.shared) { transaction in
            try transaction.execute(
                "UPDATE leases SET holder = '' WHERE name = ? AND holder = ? AND token = ?",
                [lease.name, lease.holder, lease.token])
        }
    }

    /// Writes only while the lease is the holder's, and keeps it so until what was written is committed.
    /// - Throws: `StoreError.leaseLost` where somebody else took it; nothing is written then.
    @discardableResult
    func write<Result: Sendable>(
        under lease: Lease, _ lock: WriteLock = .exclusive,
        _ body: @escaping @Sendable (any Transaction) throws -> Result
    ) async throws -> Result {
        try await database.write(lock) { transaction in
            // The update locks the row, on every engine.
            let isHeld = try transaction.execute(
                "UPDATE leases SET token = token WHERE name = ? AND holder = ? AND token = ?",
                [lease.name, lease.holder, lease.token])
            guard isHeld > 0 else { throw StoreError.leaseLost }
            return try body(transaction)
        }
    }
}

extension LeaseRecord {
    fileprivate init(_ row: inout Row) {
        let holder = row.text()
        self.init(holder: holder.isEmpty ? nil : holder, token: row.integer(), expiresAt: row.timestamp())
    }
}
