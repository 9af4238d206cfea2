/// Whose notifications are accepted.
public struct TrapAccess: Sendable, Hashable {
    /// The communities of v1 and v2c; `nil` for any. They prove nothing: they are sent in the open.
    public var communities: [Community]?
    /// The users of v3.
    public var users: [USMUser]

    /// Of devices that send one of those communities, or as one of those users.
    public init(communities: [Community]? = nil, users: [USMUser] = []) {
        self.communities = communities
        self.users = users
    }

    func accepts(_ community: UnsafeRawBufferPointer) -> Bool {
        guard let communities else { return true }
        return communities.reduce(false) { $1.matches(community) || $0 }
    }
}
