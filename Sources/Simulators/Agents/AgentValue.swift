/// What an object of a simulated agent says: the same for all agents at all times, or worked out from the agent's address
/// and how long it has counted.
package enum AgentValue: Sendable, Hashable {
    /// A whole element of BER, well-formed or not.
    case encoded([UInt8])
    case number(NumberType, NumberSource)
    case text([TextPart])

    package enum NumberType: UInt8, Sendable {
        case integer = 0x02
        case counter32 = 0x41
        case gauge32 = 0x42
        case timeTicks = 0x43
        case counter64 = 0x46
    }

    package enum NumberSource: Sendable, Hashable {
        /// `start` and `rate × seconds ÷ divisor`, exactly; 32-bit counters are the low half.
        case counting(Rate, divisor: UInt64, start: UInt64)
        /// Up and down between the two, one step a second.
        case moving(ClosedRange<Int64>, step: UInt64)
        /// One number for ever, another for each address.
        case drawn(ClosedRange<Int64>)
        /// Hundredths of a second since the agent started.
        case upTime
        /// Seconds since the agent started, and how often it did.
        case engineTime, engineBoots
        /// 1 for up or 2 for down, the latter for one port in eight, or for one that an administrator has set down.
        case operStatus(port: UInt32)
    }

    /// A number a second, drawn from a range by the address and `seed`; none at all for a port that is down.
    package struct Rate: Sendable, Hashable {
        package var range: ClosedRange<UInt64>
        package var seed: UInt32
        package var port: UInt32?

        package init(_ range: ClosedRange<UInt64>, seed: UInt32 = 0, port: UInt32? = nil) {
            self.range = range
            self.seed = seed
            self.port = port
        }
    }

    package enum TextPart: Sendable, Hashable {
        case literal([UInt8])
        /// `127.1.2.3`
        case dottedAddress
        /// `127-1-2-3`
        case dashedAddress
        /// The four bytes.
        case rawAddress
    }
}

extension AgentValue {
    package static func integer(_ number: Int64) -> AgentValue { .encoded(BER.signed(number)) }
    package static func gauge(_ number: UInt64) -> AgentValue { .encoded(BER.unsigned(BER.gauge32, number)) }
    package static func counter32(_ number: UInt64) -> AgentValue { .encoded(BER.unsigned(BER.counter32, number)) }
    package static func ticks(_ number: UInt64) -> AgentValue { .encoded(BER.unsigned(BER.timeTicks, number)) }
    package static func string(_ text: String) -> AgentValue { .encoded(BER.text(text)) }
    package static func identifier(_ arcs: [UInt32]) -> AgentValue {
        .encoded(BER.element(BER.oid, BER.contents(of: arcs)))
    }
}

/// An instance and what it says.
package struct AgentObject: Sendable {
    package var arcs: [UInt32]
    package var value: AgentValue
    /// What may be set, if anything may.
    package var writing: Writing?

    package enum Writing: Sendable, Hashable {
        case text
        case integer(ClosedRange<Int64>)
    }

    package init(_ arcs: [UInt32], _ value: AgentValue, writing: Writing? = nil) {
        self.arcs = arcs
        self.value = value
        self.writing = writing
    }
}
