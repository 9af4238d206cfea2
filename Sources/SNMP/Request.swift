/// What is asked of an agent: an operation that reads, and the objects it is about.
struct Request: Sendable, Hashable {
    enum Operation: Sendable, Hashable {
        case get
        case getNext
        case getBulk(nonRepeaters: Int32, maxRepetitions: Int32)
    }

    let operation: Operation
    let oids: [OID]

    static func get(_ oids: [OID]) -> Request { Request(operation: .get, oids: oids) }
    static func getNext(_ oids: [OID]) -> Request { Request(operation: .getNext, oids: oids) }

    /// Numbers below zero count as zero.
    static func getBulk(_ oids: [OID], nonRepeaters: Int = 0, maxRepetitions: Int) -> Request {
        Request(
            operation: .getBulk(
                nonRepeaters: Int32(clamping: max(0, nonRepeaters)),
                maxRepetitions: Int32(clamping: max(0, maxRepetitions))),
            oids: oids)
    }

    /// The most variable bindings that a conforming reply has.
    var expectedCount: Int {
        guard case .getBulk(let nonRepeaters, let maxRepetitions) = operation else { return oids.count }
        let single = min(Int(nonRepeaters), oids.count)
        let (repeated, overflow) = (oids.count - single).multipliedReportingOverflow(by: Int(maxRepetitions))
        return overflow ? .max : single + repeated
    }
}

extension PDU {
    /// Throws if the agent refused what was asked.
    func throwError(of target: SNMPTarget, asked: [OID]) throws(SNMPError) {
        guard errorStatus != .noError else { return }
        let position = Int(errorIndex) - 1
        throw .refused(target, errorStatus, asked.indices.contains(position) ? asked[position] : nil)
    }
}
