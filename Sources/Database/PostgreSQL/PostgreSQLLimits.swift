/// How much is asked of the server at once, and how long it is waited for.
package struct PostgreSQLLimits: Sendable {
    /// Connections of this process.
    package var connections = 8
    /// A statement is ended by the server after this long.
    package var statement = Duration.seconds(10)
    /// A row that another transaction holds is waited for this long.
    package var lock = Duration.seconds(8)
    /// A transaction whose process stands still is ended by the server after this long, so that what it holds is free.
    package var idleTransaction = Duration.seconds(5)
    /// For a free connection.
    package var queue = Duration.seconds(10)
    /// After a failure to connect, others fail at once for this long.
    package var afterFailure = Duration.milliseconds(250)
    package init() {}

    /// Longer than the server gives a statement: then it is the server that does not answer.
    var patience: Duration { statement + .seconds(3) }
    /// A change of the schema takes as long as the tables are large.
    var patienceWithDefinitions: Duration { .seconds(3600) }

    /// - Parameter isLocal: to the transaction.
    func settings(isLocal: Bool) -> String {
        [
            "statement_timeout = \(Self.milliseconds(statement))", "lock_timeout = \(Self.milliseconds(lock))",
            "idle_in_transaction_session_timeout = \(Self.milliseconds(idleTransaction))", "jit = off",
        ].map { "SET \(isLocal ? "LOCAL " : "")\($0)" }.joined(separator: "; ")
    }

    private static func milliseconds(_ duration: Duration) -> Int { max(1, Int(duration / .milliseconds(1))) }
}
