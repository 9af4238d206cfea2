/// What a message carries: an operation and its variable bindings (RFC 3416 §3).
package struct PDU: Sendable, Hashable {
    package enum Kind: UInt8, Sendable {
        case get = 0xA0
        case getNext = 0xA1
        case response = 0xA2
        case set = 0xA3
        /// `Trap-PDU` of SNMPv1, which has a form of its own, is not one of these.
        case getBulk = 0xA5
        case inform = 0xA6
        case trap = 0xA7
        case report = 0xA8
    }

    package var kind: Kind
    package var requestID: Int32
    /// `error-status`; in a GETBULK `non-repeaters`.
    package var firstParameter: Int32
    /// `error-index`, which counts from 1; in a GETBULK `max-repetitions`.
    package var secondParameter: Int32
    package var varBinds: [VarBind]

    package init(
        _ kind: Kind, requestID: Int32 = 0, firstParameter: Int32 = 0, secondParameter: Int32 = 0, varBinds: [VarBind]
    ) {
        self.kind = kind
        self.requestID = requestID
        self.firstParameter = firstParameter
        self.secondParameter = secondParameter
        self.varBinds = varBinds
    }

    package var errorStatus: ErrorStatus { ErrorStatus(rawValue: firstParameter) }
    package var errorIndex: Int32 { secondParameter }
}
