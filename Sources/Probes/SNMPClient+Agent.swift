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
    private static let timeout = Duration.seconds(1)
    private static let retries = 2

    func agent(at address: IPAddress, of device: DeviceConfiguration) async -> Agent {
        if device.snmp.version != .none, let reason = device.snmp.unreadable { return Agent(.failed(reason)) }
        let community = Community(device.snmp.community.reveal())
        let credentials: Credentials
        switch device.snmp.version {
        case .none: return Agent(.notConfigured)
        case .v3:
            return Agent(
                .failed(
                    "SNMP version 3 is not supported by this version of Lapwing: the device is watched by ping alone"))
        case .v1: credentials = .v1(community)
        case .v2c: credentials = .v2c(community)
        }
        let target = SNMPTarget(
            address.description, port: UInt16(clamping: device.snmp.port), credentials: credentials,
            timeout: Self.timeout, retries: Self.retries)
        let clock = ContinuousClock()
        let start = clock.now
        do throws(SNMPError) {
            let group = try await system(of: target)
            let latency = group.roundTrip ?? clock.now - start
            return Agent(.answered(latency: latency / .milliseconds(1)), facts: DeviceFacts(group))
        } catch {
            return Agent(error.concernsDevice ? .failed(error.advice) : .notAsked(error.description))
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
    fileprivate var advice: String {
        switch code {
        case .noAnswer, .unreachable:
            "SNMP does not answer: \(self). Check the community, the SNMP version and the device's access list"
        default: "SNMP fails: \(self)"
        }
    }
}
