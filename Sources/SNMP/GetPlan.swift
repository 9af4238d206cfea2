/// Gets all of some objects by as few requests as the agent allows.
///
/// An agent of v1 refuses a whole request because of one missing object, another cannot fit the reply into a message, a third
/// answers with too few. The objects asked at once become fewer until the faulty one stands alone.
struct GetPlan {
    /// What a failure of a single object means.
    enum Tolerance {
        /// Missing objects become a value; any other failure ends the plan.
        case missing
        /// An object that cannot be had for any reason becomes `noSuchInstance`.
        case any
    }

    private let oids: [OID]
    private let tolerance: Tolerance
    private var values: [SNMPValue?]
    /// Positions in `oids` that are still to be asked, a request each.
    private var batches: [[Int]]
    private var current: [Int] = []

    /// How many objects one request may ask for at first.
    private static let batchSize = 48

    init(_ oids: [OID], tolerance: Tolerance = .missing) {
        self.oids = oids
        self.tolerance = tolerance
        values = Array(repeating: nil, count: oids.count)
        batches = stride(from: 0, to: oids.count, by: Self.batchSize).map { start in
            Array(start..<min(start + Self.batchSize, oids.count))
        }
    }

    enum Step: Equatable {
        case ask([OID])
        case done([VarBind])
    }

    mutating func next() -> Step {
        guard !batches.isEmpty else {
            return .done(zip(oids, values).map { VarBind($0, $1 ?? .noSuchInstance) })
        }
        current = batches.removeFirst()
        return .ask(current.map { oids[$0] })
    }

    enum Fault: Error, Equatable {
        case refused(ErrorStatus, OID?)
        case unexpected(String, OID?)

        func seen(of target: SNMPTarget) -> SNMPError {
            switch self {
            case .refused(let status, let oid): .refused(target, status, oid)
            case .unexpected(let what, let oid): .unexpectedReply(target, what, oid: oid)
            }
        }
    }

    /// Takes the reply to what ``next()`` said to ask.
    mutating func received(_ pdu: PDU) throws(Fault) {
        guard pdu.errorStatus == .noError else {
            try refused(pdu.errorStatus, index: pdu.errorIndex)
            return
        }
        guard pdu.varBinds.count == current.count, zip(pdu.varBinds, current).allSatisfy({ $0.oid == oids[$1] }) else {
            try split(or: .unexpected("it is about other objects", oids[current[0]]))
            return
        }
        for (varBind, position) in zip(pdu.varBinds, current) { values[position] = varBind.value }
    }

    private mutating func refused(_ status: ErrorStatus, index: Int32) throws(Fault) {
        guard status != .tooBig else {
            try split(or: .refused(status, nil))
            return
        }
        let offset = Int(index) - 1
        guard current.indices.contains(offset) || current.count == 1 else {
            try split(or: .refused(status, nil))
            return
        }
        let position = current[current.count == 1 ? 0 : offset]
        guard status == .noSuchName || tolerance == .any else { throw .refused(status, oids[position]) }
        values[position] = .noSuchInstance
        let rest = current.filter { $0 != position }
        if !rest.isEmpty { batches.insert(rest, at: 0) }
    }

    private mutating func split(or fault: Fault) throws(Fault) {
        guard current.count > 1 else {
            guard tolerance == .any else { throw fault }
            values[current[0]] = .noSuchInstance
            return
        }
        let middle = current.count / 2
        batches.insert(contentsOf: [Array(current[..<middle]), Array(current[middle...])], at: 0)
    }
}
