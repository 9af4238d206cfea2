internal import CPostgreSQL
internal import Glibc

/// One connection, used by one thread at a time. It waits for answers itself, so that a server which stops answering
/// holds nobody longer than the deadline.
final class PostgreSQLConnection {
    private let connection: OpaquePointer
    private let place: String
    /// Cleared when what the server would say next is unknown.
    private(set) var isUsable = true
    /// Whether one process of the server is at its other end as long as it lasts, and no pooler.
    private(set) var isDirect = false
    private var prepared = PreparedStatements()

    /// Connects, within the time that the URL gives.
    /// - Parameter settings: statements that set what holds for a direct connection.
    init(to url: PostgreSQLURL, settings: String? = nil) throws(DatabaseError) {
        place = url.place
        guard let connection = PQconnectdb(url.text) else {
            throw DatabaseError(PostgreSQLFailure(state: "", message: "libpq has no memory."), place: url.place)
        }
        self.connection = connection
        guard PQstatus(connection) == CONNECTION_OK else {
            throw DatabaseError(Self.refusal(String(cString: PQerrorMessage(connection))), place: place)
        }
        PQsetNoticeProcessor(connection, { _, _ in }, nil)
        if let settings { try settle(settings) }
    }

    /// A pooler makes up the number of the process that it tells its clients.
    private func settle(_ settings: String) throws(DatabaseError) {
        let deadline = ContinuousClock.now + .seconds(5)
        let process = try run("SELECT pg_backend_pid()", deadline: deadline).cells(of: 0).integer(at: 0)
        isDirect = process == Int64(PQbackendPID(connection))
        if isDirect { _ = try run(settings, deadline: deadline) }
    }

    deinit { PQfinish(connection) }

    /// libpq gives no code for a failure to connect; its sentence holds the server's.
    private static func refusal(_ message: String) -> PostgreSQLFailure {
        let mustBeMended = ["authentication failed", "does not exist", "no pg_hba.conf entry", "no password"]
        let isRefusal = mustBeMended.contains { message.contains($0) } && !message.contains("No such file")
        return PostgreSQLFailure(state: isRefusal ? "28000" : "", message: message)
    }

    /// Whether the server has not hung up meanwhile: one that says something unasked says why it goes.
    func isAlive() -> Bool {
        guard isUsable, PQstatus(connection) == CONNECTION_OK else { return false }
        var descriptor = pollfd(fd: PQsocket(connection), events: Int16(POLLIN), revents: 0)
        return poll(&descriptor, 1, 0) == 0
    }

    /// Runs statements without parameters, separated by semicolons.
    func run(_ sql: String, deadline: ContinuousClock.Instant) throws(DatabaseError) -> PostgreSQLResult {
        guard PQsendQuery(connection, sql) == 1 else { throw lost() }
        return try lastResult(deadline)
    }

    func run(
        _ statement: PostgreSQLStatement, _ parameters: PostgreSQLParameters, deadline: ContinuousClock.Instant
    ) throws(DatabaseError) -> PostgreSQLResult {
        switch isDirect && !statement.isDefinition ? prepared.use(statement.text, parameters.types) : .once {
        case .once:
            let isSent = parameters.withPointers { pointers in
                PQsendQueryParams(
                    connection, statement.text, CInt(parameters.count), parameters.types, pointers.values,
                    pointers.lengths, pointers.formats, 0)
            }
            guard isSent == 1 else { throw lost() }
            return try lastResult(deadline)
        case .ready(let name):
            try send(parameters, to: name)
            return try lastResult(deadline)
        case .new(let name):
            return try pipelined(statement, as: name, parameters.types, [parameters], deadline)[0]
        }
    }

    private func send(_ parameters: PostgreSQLParameters, to name: String) throws(DatabaseError) {
        let isSent = parameters.withPointers { pointers in
            PQsendQueryPrepared(
                connection, name, CInt(parameters.count), pointers.values, pointers.lengths, pointers.formats, 0)
        }
        guard isSent == 1 else { throw lost() }
    }

    /// Runs one statement for each row of parameters, in one round trip: prepared once, unnamed, so that it needs
    /// nothing of the connection that outlives the transaction.
    /// - Returns: how many rows each of them changed.
    func run(
        _ statement: PostgreSQLStatement, forEach rows: [PostgreSQLParameters], deadline: ContinuousClock.Instant
    ) throws(DatabaseError) -> [Int] {
        try pipelined(statement, as: "", PostgreSQLParameters.types(of: rows), rows, deadline).map(\.affectedRows)
    }

    /// Prepares a statement and runs it for each row, in one round trip, however far away the server is.
    /// - Parameter name: kept from then on, whatever becomes of the rows; an empty one is not.
    /// - Returns: the result of each row.
    private func pipelined(
        _ statement: PostgreSQLStatement, as name: String, _ types: [Oid], _ rows: [PostgreSQLParameters],
        _ deadline: ContinuousClock.Instant
    ) throws(DatabaseError) -> [PostgreSQLResult] {
        guard PQenterPipelineMode(connection) == 1,
            PQsendPrepare(connection, name, statement.text, CInt(types.count), types) == 1
        else { throw lost() }
        for row in rows { try send(row, to: name) }
        guard PQpipelineSync(connection) == 1 else { throw lost() }
        var (results, failure) = ([PostgreSQLResult](), PostgreSQLFailure?.none)
        for index in 0...rows.count {
            let result = try pipelinedResult(deadline)
            failure = failure ?? result.failure
            if index > 0 { results.append(result) }
            if index == 0, failure == nil, !name.isEmpty { prepared.isReady(statement.text, types, name) }
        }
        _ = try nextResult(deadline)
        guard PQexitPipelineMode(connection) == 1 else { throw lost() }
        if let failure { throw refusal(failure) }
        return results
    }

    /// Copies lines into a table.
    /// - Parameter lines: in `COPY`'s text format.
    func copy(_ statement: String, lines: [UInt8], deadline: ContinuousClock.Instant) throws(DatabaseError) {
        guard PQsendQuery(connection, statement) == 1 else { throw lost() }
        guard let start = try nextResult(deadline) else { throw lost() }
        guard start.status == PGRES_COPY_IN else {
            while try nextResult(deadline) != nil {}
            throw DatabaseError(start.failure ?? PostgreSQLFailure(state: "", message: "No COPY."), place: place)
        }
        let isSent = lines.withUnsafeBytes { memory in
            PQputCopyData(connection, memory.baseAddress?.assumingMemoryBound(to: CChar.self), CInt(memory.count))
        }
        guard isSent == 1, PQputCopyEnd(connection, nil) == 1 else { throw lost() }
        _ = try lastResult(deadline)
    }

    /// Every statement of the pipeline has one result and a `nil` after it; the sync has a result alone.
    private func pipelinedResult(_ deadline: ContinuousClock.Instant) throws(DatabaseError) -> PostgreSQLResult {
        guard let result = try nextResult(deadline) else { throw lost() }
        guard try nextResult(deadline) == nil else { throw lost() }
        return result
    }

    /// The first failure, or else the last result.
    private func lastResult(_ deadline: ContinuousClock.Instant) throws(DatabaseError) -> PostgreSQLResult {
        var (last, failure) = (PostgreSQLResult?.none, PostgreSQLFailure?.none)
        while let result = try nextResult(deadline) {
            failure = failure ?? result.failure
            last = result
        }
        if let failure { throw refusal(failure) }
        guard let last else { throw lost() }
        return last
    }

    private func refusal(_ failure: PostgreSQLFailure) -> DatabaseError {
        if PQstatus(connection) != CONNECTION_OK || failure.state == "25006" { isUsable = false }
        if PreparedStatements.isLost(failure.state) { prepared.forget() }
        return DatabaseError(failure, place: place)
    }

    private func nextResult(_ deadline: ContinuousClock.Instant) throws(DatabaseError) -> PostgreSQLResult? {
        while PQisBusy(connection) == 1 {
            guard try isReadable(before: deadline) else {
                isUsable = false
                throw DatabaseError(
                    PostgreSQLFailure(state: "", message: "It did not answer in time."), place: place)
            }
            guard PQconsumeInput(connection) == 1 else { throw lost() }
        }
        return PQgetResult(connection).map { PostgreSQLResult($0) }
    }

    private func isReadable(before deadline: ContinuousClock.Instant) throws(DatabaseError) -> Bool {
        while true {
            let rest = deadline - .now
            guard rest > .zero else { return false }
            var descriptor = pollfd(fd: PQsocket(connection), events: Int16(POLLIN), revents: 0)
            let ready = poll(&descriptor, 1, CInt(min(rest / .milliseconds(1) + 1, 1_000_000)))
            if ready > 0 { return true }
            if ready < 0, errno != EINTR { throw lost() }
        }
    }

    private func lost() -> DatabaseError {
        isUsable = false
        let message = String(cString: PQerrorMessage(connection))
        return DatabaseError(
            PostgreSQLFailure(state: "", message: message.isEmpty ? "The connection was lost." : message), place: place)
    }
}
