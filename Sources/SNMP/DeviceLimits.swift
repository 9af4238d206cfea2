/// What an agent can and cannot do, as learned from its refusals, its silence and its speed.
public struct DeviceLimits: Sendable, Hashable, Codable {
    /// How many variable bindings a reply may have at most; `nil` as long as nothing was refused, lost or slow.
    public var varBinds: Int?
    /// How many objects a GET may ask for at most; `nil` as long as none went unanswered for its size.
    public var objects: Int?
    /// How many columns to ask for at once at most; `nil` for any number.
    public var columns: Int?
    /// Below which identifiers it does not answer GETBULK.
    public var rootsWithoutBulk: [OID] = []
    /// Whether ``varBinds`` was learned from silence, which may have been an outage, and more may be tried again.
    var isForSilence: Bool?
    /// How many variable bindings it was last asked for in a reply.
    var usual: Int?

    /// Of so many subtrees without GETBULK it follows that the agent does not have it.
    private static let manyRoots = 3

    /// Nothing learned yet.
    public init() {}

    /// Whether it may be asked for what is below `root` by GETBULK.
    func usesBulk(for root: OID) -> Bool {
        rootsWithoutBulk.count < Self.manyRoots && !rootsWithoutBulk.contains { root.hasPrefix($0) }
    }

    mutating func hasNoBulk(for root: OID) {
        guard usesBulk(for: root) else { return }
        rootsWithoutBulk.append(root)
    }
}
