/// What a child's verdict needs to know of the device it hangs behind.
package struct Parent: Sendable, Equatable {
    package var name: String
    package var reachability: CheckState
    /// When it was last asked; `nil` where it never was.
    package var polledAt: Timestamp?

    package init(name: String, reachability: CheckState, polledAt: Timestamp?) {
        self.name = name
        self.reachability = reachability
        self.polledAt = polledAt
    }
}
