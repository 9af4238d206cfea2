internal import Database
internal import Monitoring

extension CheckState {
    static let columns = """
        check_states.hard, check_states.since, check_states.streak, check_states.streak_since, check_states.instability, \
        check_states.is_unstable, check_states.is_reported, check_states.busy_since, \
        check_states.outage_checks, check_states.longest_outage
        """

    /// `nil` where the row was joined and there is none.
    init?(_ row: inout Row) throws {
        guard let hard = try row.choiceOrNil(Hard.self) else { return nil }
        self.init(
            hard: hard, since: row.timestamp(), streak: Int(row.integer()),
            streakSince: row.timestampOrNil(), instability: row.real(), isUnstable: row.boolean(),
            isReported: row.boolean(), busySince: row.timestampOrNil(),
            outageChecks: Int(row.integer()), longestOutage: Int(row.integer()))
    }
}

extension Transaction {
    /// The memory of the checks of what was claimed, by id.
    func checks(in fleet: Fleet, claimedBy claim: String) throws -> [Int64: [Check: CheckState]] {
        var checks: [Int64: [Check: CheckState]] = [:]
        let rows = try query(
            """
            SELECT \(fleet.table).id, check_states.name, \(CheckState.columns)
            FROM \(fleet.table) JOIN check_states ON check_states.\(fleet.reference) = \(fleet.table).id
            WHERE claimed_by = ?
            """, [claim]
        ) { row in (row.integer(), try row.choice(Check.self), try CheckState(&row)) }
        for (id, check, state) in rows { checks[id, default: [:]][check] = state }
        return checks
    }

    func write(_ state: CheckState, of check: Check, _ id: Int64, in fleet: Fleet) throws {
        try execute(
            """
            INSERT INTO check_states (
                \(fleet.reference), name, hard, since, streak, streak_since, instability, is_unstable, is_reported,
                busy_since, outage_checks, longest_outage
            ) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (\(fleet.reference), name) DO UPDATE SET
                hard = excluded.hard, since = excluded.since, streak = excluded.streak,
                streak_since = excluded.streak_since, instability = excluded.instability, is_unstable = excluded.is_unstable,
                is_reported = excluded.is_reported,
                busy_since = excluded.busy_since, outage_checks = excluded.outage_checks,
                longest_outage = excluded.longest_outage
            """,
            [
                id, check, state.hard, state.since, state.streak, state.streakSince, state.instability,
                state.isUnstable, state.isReported, state.busySince,
                state.outageChecks, state.longestOutage,
            ])
    }
}
