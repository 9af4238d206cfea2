/// What a user may do; each role contains the ones below it.
package enum Role: String, Sendable, Comparable, CaseIterable, Codable {
    case viewer, `operator`, admin

    package static func < (left: Role, right: Role) -> Bool { left.rank < right.rank }

    private var rank: Int {
        switch self {
        case .viewer: 0
        case .operator: 1
        case .admin: 2
        }
    }
}
