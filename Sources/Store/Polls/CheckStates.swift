internal import Database
internal import Monitoring

extension CheckState {
    private static let names = [
        "hard", "since", "streak", "streak_since", "instability", "is_unstable", "is_reported", "busy_since",
        "outage_checks", "longest_outage",
    ]

    static var columnCount: Int { names.count }

    /// - Parameter table: `check_states`, or what it is called in the statement.
    static func columns(of table: String) -> String { names.map { "\(table).\($0)" }.joined(separator: ", ") }

    /// Those of each check, joined as `joins(of:)` does.
    static func columns(of checks: [Check]) -> String {
        checks.map { columns(of: "check_\($0)") }.joined(separator: ", ")
    }

    static func joins(of checks: [Check]) -> String {
        checks.map { check in
            """
            LEFT JOIN check_states AS check_\(check) ON check_\(check).kind = subjects.kind
                AND check_\(check).id = subjects.id AND check_\(check).name = '\(check)'
            """
        }.joined(separator: "\n")
    }

    /// `nil` where the row was joined and there is none.
    init?(_ row: inout Row) throws {
        guard let hard = try row.choiceOrNil(Hard.self) else {
            row.skip(Self.columnCount - 1)
            return nil
        }
        self.init(
            hard: hard, since: row.timestamp(), streak: Int(row.integer()),
            streakSince: row.timestampOrNil(), instability: row.real(), isUnstable: row.boolean(),
            isReported: row.boolean(), busySince: row.timestampOrNil(),
            outageChecks: Int(row.integer()), longestOutage: Int(row.integer()))
    }

    fileprivate var values: [any ValueConvertible] {
        [
            hard, since, streak, streakSince, instability, isUnstable, isReported, busySince, outageChecks,
            longestOutage,
        ]
    }

    fileprivate static func assignments() -> String { names.map { "\($0) = excluded.\($0)" }.joined(separator: ", ") }
    fileprivate static var list: String { names.joined(separator: ", ") }

    fileprivate static let kinds: [(name: String, kind: GivenRows.Kind)] = names.map { name in
        (name, name == "hard" ? .text : name == "instability" ? .real : .integer)
    }
}

extension Transaction {
    func write(_ states: [(id: Int64, check: Check, state: CheckState)], of kind: SubjectKind) throws {
        try execute(
            """
            INSERT INTO check_states (kind, id, name, \(CheckState.list))
            SELECT '\(kind)', id, name, \(CheckState.list) FROM {given} WHERE true
            ON CONFLICT (kind, id, name) DO UPDATE SET \(CheckState.assignments())
            """,
            given: GivenRows(
                [("id", .integer), ("name", .text)] + CheckState.kinds,
                states.map { [$0.id, $0.check] + $0.state.values }))
    }
}
