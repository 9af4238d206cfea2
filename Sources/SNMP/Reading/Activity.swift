/// What is being read, for error messages.
enum Activity: Sendable {
    case walk(OID)
    case table([OID])
}

extension Activity: CustomStringConvertible {
    /// `walk of ifTable`, `table of ifDescr and 3 more columns`.
    var description: String {
        switch self {
        case .walk(let root): "walk of \(root.name)"
        case .table(let columns):
            switch columns.count {
            case 0: "table of no columns"
            case 1: "table of \(columns[0].name)"
            default: "table of \(columns[0].name) and \(columns.count - 1) more columns"
            }
        }
    }
}
