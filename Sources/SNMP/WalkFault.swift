/// What cuts a walk short.
enum WalkFault: Error, Equatable {
    case refused(ErrorStatus, OID?)
    /// The agent sent this instance out of order, or twice.
    case notIncreasing(OID)
    case tooMany(Int)

    func seen(of target: SNMPTarget) -> SNMPError {
        switch self {
        case .refused(let status, let oid): .refused(target, status, oid)
        case .notIncreasing(let oid): .notIncreasing(target, oid)
        case .tooMany(let limit): .tooManyRows(target, limit)
        }
    }
}
