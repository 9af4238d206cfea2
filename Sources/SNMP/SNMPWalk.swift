/// The instances below an identifier with their values, in the order in which the agent sends them.
///
/// It asks as it is read. It ends with ``SNMPError`` if the agent stops answering, refuses, or goes in circles: what came
/// before is good, but it is not all. Read it to its end to know that it is.
public struct SNMPWalk: AsyncSequence, Sendable {
    /// Why a walk was cut short.
    public typealias Failure = SNMPError

    private let reader: PlanReader<WalkPlan>

    init(_ root: OID, after last: OID?, client: SNMPClient, target: SNMPTarget, options: WalkOptions) {
        reader = PlanReader(
            client: client, target: target,
            plan: WalkPlan(root, after: last, options: options, version: target.credentials.version),
            activity: .walk(root))
    }

    /// Starts at the beginning.
    public func makeAsyncIterator() -> AsyncIterator {
        AsyncIterator(reader: reader)
    }

    /// All instances, handed over at once: quicker than one by one where all are wanted anyway. Throws if
    /// any of them cannot be had.
    public func collect() async throws(SNMPError) -> [VarBind] {
        try await reader.all()
    }

    /// Asks for more as what came is used up.
    public struct AsyncIterator: AsyncIteratorProtocol {
        fileprivate var reader: PlanReader<WalkPlan>

        /// The next instance; `nil` at the end of the subtree.
        public mutating func next(isolation actor: isolated (any Actor)? = #isolation) async throws(SNMPError)
            -> VarBind?
        {
            if let element = reader.pop() { return element }
            return try await reader.next()
        }
    }
}
