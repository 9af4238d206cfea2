/// What one poll of a device found. A dead device is data here, not an error.
package struct DeviceOutcome: PollOutcome {
    /// When the poll ended.
    package var at: Timestamp
    /// Seconds the whole poll took.
    package var duration: Double
    package var ping: PingResult
    package var snmp: SNMPResult
    package var facts: DeviceFacts
    /// What was learned of how to ask it, if it is new and to be kept.
    package var learned: AgentCapabilities?
    /// What to know of how it was asked, though it was, in a sentence: by an address that may be out of date.
    package var note: String?

    package init(
        at: Timestamp, duration: Double, ping: PingResult, snmp: SNMPResult, facts: DeviceFacts = DeviceFacts(),
        learned: AgentCapabilities? = nil, note: String? = nil
    ) {
        self.at = at
        self.duration = duration
        self.ping = ping
        self.snmp = snmp
        self.facts = facts
        self.learned = learned
        self.note = note
    }

    package var beganAt: Timestamp { at - .seconds(duration) }

    package var fault: String? {
        if case .notAsked(let reason) = ping { return reason }
        if case .notAsked(let reason) = snmp { return reason }
        return nil
    }

    package mutating func disbelieve(_ reason: String) { (ping, snmp) = (.notAsked(reason), .notAsked(reason)) }

    package enum PingResult: Sendable, Equatable {
        /// Milliseconds, mean of the echoes that came back; loss from 0 to 1.
        case answered(latency: Double, loss: Double)
        case silent(String)
        /// Lapwing itself could not ask: no permission, no route of its own, no socket. Says nothing of the device.
        case notAsked(String)
    }

    package enum SNMPResult: Sendable, Equatable {
        /// Milliseconds from request to reply.
        case answered(latency: Double)
        /// It does not answer. A sentence for the operator.
        case failed(String)
        /// It answers, and not what it was asked for: it lives, and refuses or is faulty. A sentence for the operator.
        case refused(String)
        /// `snmp_version: none`.
        case notConfigured
        case notAsked(String)
    }
}
