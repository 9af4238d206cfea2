/// How to walk.
public struct WalkOptions: Sendable, Hashable {
    /// How many variable bindings to ask for in one reply: 1 and up; `nil` for as many as fill a packet of Ethernet, about 50.
    /// When the agent cannot fit them it sends fewer, and the walk takes more requests.
    public var maxVarBinds: Int?
    /// Whether GETBULK may be used. Agents of v1 are never asked for it.
    public var usesBulk: Bool
    /// Whether a walk goes on if an agent does not send its instances in order, as long as none comes twice. Costs memory
    /// for each instance. Does not apply to tables of several columns.
    public var toleratesDisorder: Bool
    /// Whether rows of a table are read with the agent's `sysUpTime`, from the same reply.
    public var readsUpTime: Bool
    /// For how long a subtree in which nothing was found is taken to be empty still, and not asked for. Of a hundred tables that
    /// are worth a look most devices have twenty.
    public var emptinessLasts: Duration
    /// After how many variable bindings, or rows of a table, to stop with ``SNMPError/Code/tooManyRows``.
    public var limit: Int

    /// Options that suit nearly all agents.
    public init(
        maxVarBinds: Int? = nil, usesBulk: Bool = true, toleratesDisorder: Bool = false, readsUpTime: Bool = true,
        emptinessLasts: Duration = .zero, limit: Int = 1_000_000
    ) {
        self.maxVarBinds = maxVarBinds
        self.usesBulk = usesBulk
        self.toleratesDisorder = toleratesDisorder
        self.readsUpTime = readsUpTime
        self.emptinessLasts = emptinessLasts
        self.limit = limit
    }
}
