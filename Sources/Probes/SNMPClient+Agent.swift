internal import ICMP
internal import Monitoring
internal import SNMP

/// What a device's SNMP agent said, or why it said nothing.
struct Agent: Sendable {
    var result: DeviceOutcome.SNMPResult
    var facts = DeviceFacts()
    /// What was learned of how to ask it, if it is new and to be kept.
    var learned: AgentCapabilities?
    /// What to look at if the device itself answers.
    var advice: String?

    init(_ result: DeviceOutcome.SNMPResult, facts: DeviceFacts = DeviceFacts(), advice: String? = nil) {
        self.result = result
        self.facts = facts
        self.advice = advice
    }

    /// With the advice, unless the device is silent altogether: then its community and its access list are not at
    /// fault.
    func advised(after ping: DeviceOutcome.PingResult) -> Agent {
        if case .silent = ping { return self }
        guard case .failed(let reason) = result, let advice else { return self }
        var advised = self
        advised.result = .failed("\(reason). \(advice)")
        return advised
    }
}

extension SNMPClient {
    /// - Parameter limit: for all the requests that it takes. An agent that answers each of them late is too slow.
    func agent(at target: SNMPTarget, within limit: Duration) async -> Agent {
        await withTaskGroup(of: Agent?.self) { group in
            group.addTask { await self.agent(at: target) }
            group.addTask {
                try? await Task.sleep(for: limit)
                return nil
            }
            defer { group.cancelAll() }
            if let agent = await group.next(), let agent { return agent }
            if Task.isCancelled { return Agent(.notAsked("The request to \(target) was cancelled")) }
            return Agent(
                .refused("SNMP is too slow: \(target) takes several requests, and did not answer all in \(limit)"))
        }
    }

    private func agent(at target: SNMPTarget) async -> Agent {
        let clock = ContinuousClock()
        let start = clock.now
        do throws(SNMPError) {
            let group = try await system(of: target)
            guard !group.isEmpty else { return Agent(.refused(Self.nothingShown(target))) }
            let latency = group.roundTrip ?? clock.now - start
            return Agent(.answered(latency: latency / .milliseconds(1)), facts: DeviceFacts(group))
        } catch {
            guard error.concernsDevice else { return Agent(.notAsked(error.description)) }
            let finding = error.finding(by: target.credentials)
            return Agent(error.showsLife ? .refused(finding) : .failed(finding), advice: error.advice(for: target))
        }
    }

    private static func nothingShown(_ target: SNMPTarget) -> String {
        "SNMP refuses: \(target) answers, but shows nothing of its system group (1.3.6.1.2.1.1). Check what the "
            + "\(target.credentials.asker) may see on the device"
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
    /// What it says of the device.
    fileprivate func finding(by credentials: Credentials) -> String {
        switch code {
        case .noAnswer, .unreachable: "SNMP does not answer: \(self)"
        case .tooLate: "SNMP is too slow: \(self). Give the device a longer snmp_timeout"
        case .refused: "SNMP refuses: \(self)\(refusal(of: credentials))"
        // The sentence says what to correct.
        case .insecure: "\(self)"
        default: "SNMP fails: \(self)"
        }
    }

    /// What to look at where the device answers otherwise.
    fileprivate func advice(for target: SNMPTarget) -> String? {
        switch (code, target.credentials) {
        case (.noAnswer, .v3(_, let context)) where !context.isEmpty:
            "Check first that the device has the context “\(context)”, then that SNMPv3 is enabled on it, and its access list"
        case (.noAnswer, .v3), (.unreachable, .v3):
            "Check that SNMPv3 is enabled on the device, and its access list"
        case (.noAnswer, _), (.unreachable, _): "Check the community, the SNMP version and the device's access list"
        default: nil
        }
    }

    /// What to look at on a device that refuses.
    private func refusal(of credentials: Credentials) -> String {
        switch errorStatus {
        case .authorizationError, .noAccess, .readOnly:
            ". Check on the device what the \(credentials.asker) may see"
        case .tooBig: ". The agent cannot send even one value"
        default: ". The agent is faulty, or cannot read its own values"
        }
    }
}

extension Credentials {
    /// Whoever asks, for the middle of a sentence.
    fileprivate var asker: String {
        switch self {
        case .v1, .v2c: "community"
        case .v3(let user, _): "user “\(user.name)” at the security level \(user.level)"
        }
    }
}
