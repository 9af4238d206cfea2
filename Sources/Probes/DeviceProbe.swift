package import ICMP
package import Logging
package import Monitoring
package import SNMP

/// Polls devices: several echoes and SNMP's system group (RFC 3418) at once, each device in a few seconds whatever it
/// does.
///
/// A device whose name has several addresses is down only if none of them answers; ping and SNMP may use different
/// ones.
package struct DeviceProbe: Sendable {
    private let pinger: Pinger
    private let agents: AgentProbe
    private let names: AddressBook

    /// - Parameter names: may be shared with other probes.
    package init(
        pinger: Pinger, snmp: SNMPClient, names: AddressBook = AddressBook(), logger: Logger = Logger(label: "snmp")
    ) {
        self.pinger = pinger
        self.names = names
        agents = AgentProbe(client: snmp, logger: logger)
    }

    /// A dead device is an outcome, and so is a fault of our own.
    package func poll(_ device: Device, knowing knowledge: AgentCapabilities?) async -> DeviceOutcome {
        let history = History(
            knowledge: knowledge, addresses: device.facts.addresses, wasSeen: device.lastSeen != nil)
        return await poll(device.configuration, history)
    }

    /// As above, for a device that is not stored.
    package func poll(_ device: DeviceConfiguration, knowing knowledge: AgentCapabilities? = nil) async -> DeviceOutcome
    {
        await poll(device, History(knowledge: knowledge))
    }

    /// What is known of a device from earlier polls.
    private struct History {
        var knowledge: AgentCapabilities?
        var addresses: KnownAddresses?
        var wasSeen = false
    }

    private func poll(_ device: DeviceConfiguration, _ history: History) async -> DeviceOutcome {
        let clock = ContinuousClock()
        let start = clock.now
        var outcome = await ask(device, history)
        outcome.at = .now
        outcome.duration = (clock.now - start) / .seconds(1)
        outcome.facts.addresses = names.known(of: device.address)
        return outcome
    }

    private func ask(_ device: DeviceConfiguration, _ history: History) async -> DeviceOutcome {
        switch await names.find(device.address, known: history.addresses) {
        case .addresses: return await askAddresses(of: device, history.knowledge)
        case .lastKnown(_, let note):
            var outcome = await askAddresses(of: device, history.knowledge)
            outcome.note = note
            return outcome
        case .unknown(let wasKnown) where wasKnown || history.wasSeen:
            let reason = "The name \(device.address) has no address any more: check the name, or the name service"
            return DeviceOutcome(device, ping: .silent(reason), snmp: .failed(reason))
        case .unknown:
            let reason = "The name \(device.address) has no address: check the name, or the name service"
            return DeviceOutcome(device, ping: .notAsked(reason), snmp: .notAsked(reason))
        case .failed(let reason):
            return DeviceOutcome(device, ping: .notAsked(reason), snmp: .notAsked(reason))
        }
    }

    private func askAddresses(of device: DeviceConfiguration, _ knowledge: AgentCapabilities?) async -> DeviceOutcome {
        async let ping = ping(device.address)
        async let asked = askAgent(of: device, knowledge)
        let (echoes, agent) = (await ping, await asked.advised(after: await ping))
        return DeviceOutcome(
            at: .now, duration: 0, ping: echoes, snmp: agent.result, facts: agent.facts, learned: agent.learned)
    }

    private func ping(_ host: String) async -> DeviceOutcome.PingResult {
        let trial = await AddressTrial(at: names.addresses(of: host, for: .ping)) { await pinger.result(for: $0) }
        guard let attempt = trial.decisive(usual: { names.hasAnswered(host, at: $0, by: .ping) }) else {
            return .notAsked("\(host) has no address")
        }
        if attempt.result.standing == .answered { names.answered(host, at: attempt.address, by: .ping) }
        guard case .silent(let reason) = attempt.result else { return attempt.result }
        return .silent(reason + trial.silentBeside(attempt))
    }

    private func askAgent(of device: DeviceConfiguration, _ knowledge: AgentCapabilities?) async -> Agent {
        if let agent = agents.unaskable(device) { return agent }
        let host = device.address
        let trial = await AddressTrial(at: names.addresses(of: host, for: .snmp)) {
            await agents.ask(device, at: $0, knowing: knowledge)
        }
        guard let attempt = trial.decisive(usual: { names.hasAnswered(host, at: $0, by: .snmp) }) else {
            return Agent(.notAsked("\(host) has no address"))
        }
        var agent = attempt.result
        if case .answered = agent.result { names.answered(host, at: attempt.address, by: .snmp) }
        if case .failed(let reason) = agent.result { agent.result = .failed(reason + trial.silentBeside(attempt)) }
        return agent
    }
}

extension DeviceOutcome {
    /// Of a device that was asked by nothing.
    fileprivate init(_ device: DeviceConfiguration, ping: PingResult, snmp: SNMPResult) {
        self.init(at: .now, duration: 0, ping: ping, snmp: device.snmp.version == .none ? .notConfigured : snmp)
    }
}

extension DeviceOutcome.PingResult: AttemptResult {
    package var standing: AttemptStanding {
        switch self {
        case .answered: .answered
        case .silent: .silent
        case .notAsked: .notAsked
        }
    }
}

extension Agent: AttemptResult {
    package var standing: AttemptStanding {
        switch result {
        case .answered: .answered
        case .refused: .refused
        case .failed: .silent
        case .notAsked, .notConfigured: .notAsked
        }
    }
}
