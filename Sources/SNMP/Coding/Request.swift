/// What is asked of an agent: an operation, and the objects it is about.
struct Request: Sendable, Hashable {
    enum Operation: Sendable, Hashable {
        case get
        case getNext
        case getBulk(nonRepeaters: Int32, maxRepetitions: Int32)
        case set
    }

    let operation: Operation
    /// `null` in place of the values, unless they are to be set.
    let varBinds: [VarBind]

    var oids: [OID] { varBinds.map(\.oid) }

    static func get(_ oids: [OID]) -> Request { Request(operation: .get, oids) }
    static func getNext(_ oids: [OID]) -> Request { Request(operation: .getNext, oids) }
    static func set(_ varBinds: [VarBind]) -> Request { Request(operation: .set, varBinds: varBinds) }

    /// Numbers below zero count as zero.
    static func getBulk(_ oids: [OID], nonRepeaters: Int = 0, maxRepetitions: Int) -> Request {
        Request(
            operation: .getBulk(
                nonRepeaters: Int32(clamping: max(0, nonRepeaters)),
                maxRepetitions: Int32(clamping: max(0, maxRepetitions))),
            oids)
    }

    private init(operation: Operation, _ oids: [OID]) {
        self.init(operation: operation, varBinds: oids.map { VarBind($0) })
    }

    private init(operation: Operation, varBinds: [VarBind]) {
        self.operation = operation
        self.varBinds = varBinds
    }

    /// The most variable bindings that a conforming reply has.
    var expectedCount: Int {
        guard case .getBulk(let nonRepeaters, let maxRepetitions) = operation else { return varBinds.count }
        let single = min(Int(nonRepeaters), varBinds.count)
        let (repeated, overflow) = (varBinds.count - single).multipliedReportingOverflow(by: Int(maxRepetitions))
        return overflow ? .max : single + repeated
    }
}
