internal import Database
internal import Monitoring

/// What a change of configuration means for polling.
enum PollChange {
    case none
    /// Another address, other credentials or another interval: a poll in flight asked the old way, and its result is not
    /// wanted.
    case asksOtherwise
    case enabled, disabled
}

extension Transaction {
    func follow(_ change: PollChange, of fleet: Fleet, _ id: Int64, at moment: Timestamp) throws {
        switch change {
        case .none: break
        case .asksOtherwise:
            try revokeClaim(fleet, id)
            try makeDue(fleet, id, at: moment)
        case .enabled:
            // What polls by hand found meanwhile confirms nothing.
            try revokeClaim(fleet, id)
            try forgetState(fleet, id)
            try makeDue(fleet, id, at: moment)
        case .disabled:
            try revokeClaim(fleet, id)
            try forgetState(fleet, id)
            try endAlerts(fleet, id, at: moment)
        }
    }

    /// A disabled row becomes due only for a task.
    private func makeDue(_ fleet: Fleet, _ id: Int64, at moment: Timestamp) throws {
        try execute(
            """
            UPDATE \(fleet.table) SET next_poll_at = ?
            WHERE id = ? AND (enabled = 1 OR \(fleet.waitingTask))
            """, [moment, id])
    }

    private func revokeClaim(_ fleet: Fleet, _ id: Int64) throws {
        try execute("UPDATE \(fleet.table) SET claimed_by = NULL, claim_expires_at = NULL WHERE id = ?", [id])
    }

    private func forgetState(_ fleet: Fleet, _ id: Int64) throws {
        try execute("DELETE FROM check_states WHERE \(fleet.reference) = ?", [id])
        try execute(
            """
            UPDATE \(fleet.table) SET status = 'unknown', last_error = NULL,
                next_poll_at = CASE WHEN \(fleet.waitingTask) THEN next_poll_at END
            WHERE id = ?
            """, [id])
    }

    /// What is not watched any more fires no alert, and what was not told yet is not told.
    private func endAlerts(_ fleet: Fleet, _ id: Int64, at moment: Timestamp) throws {
        try cancelNotices(
            ofAlerts: "SELECT id FROM alerts WHERE \(fleet.reference) = ? AND status = 'firing'", [id])
        let ended = try execute(
            "UPDATE alerts SET status = 'resolved', resolved_at = ? WHERE \(fleet.reference) = ? AND status = 'firing'",
            [moment, id])
        if ended > 0 { try bumpRevision(of: .alerts) }
    }

    /// Deletes the row with what belongs to it alone. Its alerts stay and have ended.
    /// - Returns: whether there was one.
    func delete(_ id: Int64, from fleet: Fleet, at moment: Timestamp) throws -> Bool {
        try cancelNotices(ofAlerts: "SELECT id FROM alerts WHERE \(fleet.reference) = ?", [id])
        try execute(
            "UPDATE alerts SET status = 'resolved', resolved_at = ? WHERE \(fleet.reference) = ? AND status = 'firing'",
            [moment, id])
        try execute(
            """
            UPDATE tasks SET state = 'FAILURE', error = 'It was deleted before it was asked.', finished_at = ?
            WHERE \(fleet.reference) = ? AND finished_at IS NULL
            """, [moment, id])
        guard try execute("DELETE FROM \(fleet.table) WHERE id = ?", [id]) > 0 else { return false }
        try bumpRevision(of: fleet.revision)
        try bumpRevision(of: .alerts)
        return true
    }
}

extension Fleet {
    /// Whether a task waits for the row, as a condition.
    var waitingTask: String {
        "EXISTS (SELECT 1 FROM tasks WHERE \(reference) = \(table).id AND finished_at IS NULL)"
    }
}

/// The unique column decides whose address it is, so that two requests at once cannot both have it.
func mappingTakenAddress<Result>(in fleet: Fleet, _ body: () async throws -> Result) async throws -> Result {
    do {
        return try await body()
    } catch let error as DatabaseError where error.code == .alreadyExists(column: "\(fleet.table).address_key") {
        throw StoreError.addressTaken
    }
}
