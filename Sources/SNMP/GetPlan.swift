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
    /// The answer, if it came whole at once, as it nearly always does.
    private var whole: [VarBind]?
    private var values: [SNMPValue?] = []
    /// Stretches of `oids` that are still to be asked, a request each.
    private var stretches: [ArraySlice<Int>]
    private var current: ArraySlice<Int> = []

    /// How many objects one request may ask for at first, and how many bytes it and its reply may be expected to take, so that
    /// both fit into a packet of Ethernet.
    private static let maximumCount = 48
    private static let maximumSize = 1_400

    init(_ oids: [OID], tolerance: Tolerance = .missing) {
        self.oids = oids
        self.tolerance = tolerance
        stretches = Self.stretches(of: oids)
    }

    private static func stretches(of oids: [OID]) -> [ArraySlice<Int>] {
        let all = Array(oids.indices)
        var stretches: [ArraySlice<Int>] = []
        var start = 0
        var size = 0
        for position in all {
            // A value takes ten bytes on the average, and headers take six.
            let more = oids[position].byteCount + 16
            if position > start, position - start == maximumCount || size + more > maximumSize {
                stretches.append(all[start..<position])
                (start, size) = (position, 0)
            }
            size += more
        }
        return start < all.count ? stretches + [all[start...]] : stretches
    }

    enum Step: Equatable {
        case ask([OID])
        case done([VarBind])
    }

    mutating func next() -> Step {
        if let whole { return .done(whole) }
        guard !stretches.isEmpty else {
            return .done(zip(oids, values).map { VarBind($0, $1 ?? .noSuchInstance) })
        }
        current = stretches.removeFirst()
        return .ask(current.count == oids.count ? oids : current.map { oids[$0] })
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
        guard answers(pdu.varBinds) else {
            try split(or: .unexpected("it is about other objects", current.first.map { oids[$0] }))
            return
        }
        if current.count == oids.count {
            whole = pdu.varBinds
        } else {
            for (varBind, position) in zip(pdu.varBinds, current) { set(varBind.value, at: position) }
        }
    }

    private func answers(_ varBinds: [VarBind]) -> Bool {
        guard varBinds.count == current.count else { return false }
        for (varBind, position) in zip(varBinds, current) where varBind.oid != oids[position] { return false }
        return true
    }

    private mutating func set(_ value: SNMPValue, at position: Int) {
        if values.isEmpty { values = Array(repeating: nil, count: oids.count) }
        values[position] = value
    }

    private mutating func refused(_ status: ErrorStatus, index: Int32) throws(Fault) {
        guard status != .tooBig else {
            try split(or: .refused(status, nil))
            return
        }
        let offset = current.count == 1 ? 0 : Int(index) - 1
        guard (0..<current.count).contains(offset) else {
            try split(or: .refused(status, nil))
            return
        }
        let position = current[current.startIndex + offset]
        guard status == .noSuchName || tolerance == .any else { throw .refused(status, oids[position]) }
        set(.noSuchInstance, at: position)
        let rest = current.filter { $0 != position }
        if !rest.isEmpty { stretches.insert(rest[...], at: 0) }
    }

    private mutating func split(or fault: Fault) throws(Fault) {
        guard current.count > 1 else {
            guard tolerance == .any, let position = current.first else { throw fault }
            set(.noSuchInstance, at: position)
            return
        }
        let middle = current.startIndex + current.count / 2
        stretches.insert(contentsOf: [current[..<middle], current[middle...]], at: 0)
    }
}
