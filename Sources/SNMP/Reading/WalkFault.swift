/// What cuts a walk short.
enum WalkFault: Error, Equatable {
    /// What follows this instance cannot be had.
    case refused(ErrorStatus, after: OID)
    /// The agent sent this instance out of order, or twice.
    case notIncreasing(OID)
    case tooMany(Int)
    /// The reply cannot be read to its end.
    case malformed(BERFault)

    func seen(of target: SNMPTarget) -> SNMPError {
        switch self {
        case .refused(let status, let oid): .refusedToGoOn(target, status, after: oid)
        case .notIncreasing(let oid): .notIncreasing(target, oid)
        case .tooMany(let limit): .tooManyRows(target, limit)
        case .malformed(let fault): .malformedReply(target, fault)
        }
    }
}
