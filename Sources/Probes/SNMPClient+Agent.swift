internal import ICMP
internal import Monitoring
internal import SNMP

/// What a device's SNMP agent said, or why it said nothing.
struct Agent: Sendable {
    var result: DeviceOutcome.SNMPResult
    var facts = DeviceFacts()

    init(_ result: DeviceOutcome.SNMPResult, facts: DeviceFacts = DeviceFacts()) {
        self.result = result
        self.facts = facts
    }
}

extension SNMPClient {
    func agent(at target: SNMPTarget) async -> Agent {
        let clock = ContinuousClock()
        let start = clock.now
        do throws(SNMPError) {
            let group = try await system(of: target)
            let latency = group.roundTrip ?? clock.now - start
            return Agent(.answered(latency: latency / .milliseconds(1)), facts: DeviceFacts(group))
        } catch {
            return Agent(error.concernsDevice ? .failed(error.advice(for: target)) : .notAsked(error.description))
        }
    }
}

extension DeviceFacts {
    init(_ group: SystemGroup) {
        self.init(
            sysName: DeviceText(group.name)?.text, sysDescr: DeviceText(group.descr, atMost: DeviceText.long)?.text,
            location: DeviceText(group.location)?.text, uptime: group.upTime.map { Int64($0 / 100) })
    }
}

extension SNMPError {
    /// The failure with what to look at.
    fileprivate func advice(for target: SNMPTarget) -> String {
        switch (code, target.credentials) {
        case (.noAnswer, .v3), (.unreachable, .v3):
            "SNMP does not answer: \(self). Check that SNMPv3 is enabled on the device, and its access list"
        case (.noAnswer, _), (.unreachable, _):
            "SNMP does not answer: \(self). Check the community, the SNMP version and the device's access list"
        // The sentence says what to correct.
        case (.insecure, _): "\(self)"
        default: "SNMP fails: \(self)"
        }
    }
}
