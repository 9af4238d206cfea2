package import ICMP
package import Logging
package import Monitoring
package import SNMP

/// Polls devices: several echoes and SNMP's system group (RFC 3418) at once, each device in a few seconds whatever it does.
package struct DeviceProbe: Sendable {
    private let pinger: Pinger
    private let agents: AgentProbe
    private let resolver = HostResolver()

    package init(pinger: Pinger, snmp: SNMPClient, logger: Logger = Logger(label: "snmp")) {
        self.pinger = pinger
        agents = AgentProbe(client: snmp, logger: logger)
    }

    /// A dead device is an outcome, and so is a fault of our own.
    package func poll(_ device: Device, knowing knowledge: KeptKnowledge?) async -> DeviceOutcome {
        await poll(device.configuration, knowing: knowledge)
    }

    /// As above, for a device that is not stored.
    package func poll(_ device: DeviceConfiguration, knowing knowledge: KeptKnowledge? = nil) async -> DeviceOutcome {
        let clock = ContinuousClock()
        let start = clock.now
        let (ping, (agent, learned)) = await ask(device, knowledge)
        return DeviceOutcome(
            at: .now, duration: (clock.now - start) / .seconds(1), ping: ping, snmp: agent.result, facts: agent.facts,
            learned: learned)
    }

    private func ask(
        _ device: DeviceConfiguration, _ knowledge: KeptKnowledge?
    ) async -> (DeviceOutcome.PingResult, (Agent, KeptKnowledge?)) {
        switch await resolver.resolve(device.address) {
        case .address(let address):
            async let echoes = pinger.result(for: address)
            async let agent = agents.ask(device, at: address, knowing: knowledge)
            return (await echoes, await agent)
        case .unknown:
            let reason = "The name \(device.address) has no address: check the name, or the name service"
            return (.silent(reason), (Agent(device.snmp.version == .none ? .notConfigured : .failed(reason)), nil))
        case .failed(let reason):
            let sentence = "The name \(device.address) cannot be looked up: \(reason)"
            return (.notAsked(sentence), (Agent(.notAsked(sentence)), nil))
        }
    }
}
