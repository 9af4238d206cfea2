/// What a process does. One may do all of it.
package enum ProcessRole: String, Sendable, CaseIterable {
    /// Serves the API and the dashboard.
    case api
    /// Polls, sends, and does what only one may do when it is the one.
    case worker
}

extension Set<ProcessRole> {
    package static let all = Set(ProcessRole.allCases)

    /// `api,worker`, as it is configured.
    package init?(list text: String) {
        let names = text.lowercased().split(separator: ",").map { String($0.filter { !$0.isWhitespace }) }
        let roles = names.compactMap(ProcessRole.init(rawValue:))
        guard !roles.isEmpty, roles.count == names.count else { return nil }
        self = Set(roles)
    }

    package var list: String { ProcessRole.allCases.filter(contains).map(\.rawValue).joined(separator: ",") }
}
