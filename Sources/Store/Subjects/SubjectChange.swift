internal import Database
internal import Monitoring

/// What a change of configuration means for polling.
enum SubjectChange {
    case none
    /// Another address, other credentials or another interval: a poll in flight asked the old way, and its result is
    /// not wanted.
    case asksOtherwise
    case enabled, disabled
}

extension Transaction {
    func follow(_ change: SubjectChange, of kind: SubjectKind, _ id: Int64, at moment: Timestamp) throws {
        switch change {
        case .none: break
        case .asksOtherwise:
            try revokeClaim(kind, id)
            try makeDue(kind, id, at: moment)
        case .enabled:
            // What polls by hand found meanwhile confirms nothing.
            try revokeClaim(kind, id)
            try forgetState(kind, id)
            try makeDue(kind, id, at: moment)
        case .disabled:
            try revokeClaim(kind, id)
            try forgetState(kind, id)
            try endAlerts(kind, id, at: moment)
        }
    }

    /// A disabled one becomes due only for a task.
    private func makeDue(_ kind: SubjectKind, _ id: Int64, at moment: Timestamp) throws {
        try execute(
            """
            UPDATE queue SET due = ?
            WHERE kind = ? AND id = ? AND (
                EXISTS (SELECT 1 FROM subjects WHERE subjects.kind = queue.kind AND subjects.id = queue.id AND enabled = 1)
                OR \(isAwaited("queue"))
            )
            """, [moment, kind, id])
    }

    private func revokeClaim(_ kind: SubjectKind, _ id: Int64) throws {
        try execute(
            """
            UPDATE queue SET due = claimed_due, claimed_due = NULL, claimed_by = NULL
            WHERE kind = ? AND id = ? AND claimed_by IS NOT NULL
            """, [kind, id])
    }

    private func forgetState(_ kind: SubjectKind, _ id: Int64) throws {
        try execute("DELETE FROM check_states WHERE kind = ? AND id = ?", [kind, id])
        try execute(
            "UPDATE subjects SET status = 'unknown', last_error = NULL WHERE kind = ? AND id = ?", [kind, id])
        try execute(
            "UPDATE queue SET due = NULL WHERE kind = ? AND id = ? AND NOT \(isAwaited("queue"))", [kind, id])
        try bump(.status(kind))
    }

    /// What is not watched any more fires no alert, and what was not told yet is not told.
    private func endAlerts(_ kind: SubjectKind, _ id: Int64, at moment: Timestamp) throws {
        let firing = "subject_kind = ? AND subject_id = ? AND status = 'firing'"
        try cancelNotices(ofAlerts: "SELECT id FROM alerts WHERE \(firing)", [kind, id])
        let ended = try execute(
            "UPDATE alerts SET status = 'resolved', resolved_at = ? WHERE \(firing)", [moment, kind, id])
        if ended > 0 { try bump(.alerts) }
    }
}
