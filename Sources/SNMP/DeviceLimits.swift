/// What an agent can and cannot do, as learned from its refusals and its silence.
struct DeviceLimits: Sendable, Hashable {
    /// How many variable bindings to ask for in a reply at most; `nil` as long as nothing was refused.
    var varBinds: Int?
    /// How many columns to ask for at once at most.
    var columns: Int?
    /// Whether it answers GETBULK at all.
    var usesBulk = true
}
