/// The rows of a table, in the order of their index.
///
/// It asks as it is read, for several columns at once. It ends with ``SNMPError`` if the agent stops answering, refuses, or
/// goes in circles: the rows before are good, but they are not all. Read it to its end to know that it is.
public struct SNMPTable: AsyncSequence, Sendable {
    /// Why a table was cut short.
    public typealias Failure = SNMPError

    private let reader: PlanReader<TablePlan>

    init(_ columns: [OID], client: SNMPClient, target: SNMPTarget, options: WalkOptions) {
        reader = PlanReader(
            client: client, target: target,
            plan: TablePlan(columns, options: options, version: target.credentials.version),
            activity: .table(columns))
    }

    /// Starts at the beginning.
    public func makeAsyncIterator() -> AsyncIterator {
        AsyncIterator(reader: reader)
    }

    /// All rows, handed over at once: quicker than one by one where all are wanted anyway. Throws if
    /// any of them cannot be had.
    public func collect() async throws(SNMPError) -> [TableRow] {
        try await reader.all()
    }

    /// Asks for more as what came is used up.
    public struct AsyncIterator: AsyncIteratorProtocol {
        fileprivate var reader: PlanReader<TablePlan>

        /// The next row; `nil` after the last.
        public mutating func next(isolation actor: isolated (any Actor)? = #isolation) async throws(SNMPError)
            -> TableRow?
        {
            if let element = reader.pop() { return element }
            return try await reader.next()
        }
    }
}
