internal import ICMP
internal import Logging
internal import Monitoring
internal import SNMP
internal import Sockets

/// Asks devices over SNMP, with what was learned of them before.
struct AgentProbe: Sendable {
    private let client: SNMPClient
    private let keys = MasterKeyRing()
    private let logger: Logger

    init(client: SNMPClient, logger: Logger) {
        self.client = client
        self.logger = logger
    }

    /// What is to be said of a device that cannot be asked, at whatever address; `nil` if it can.
    func unaskable(_ device: DeviceConfiguration) -> Agent? {
        if device.snmp.version == .none { return Agent(.notConfigured) }
        return device.snmp.unreadable.map { Agent(.failed($0)) }
    }

    /// - Returns: what it said, with what is to be kept of it if that is other than `knowledge`.
    func ask(
        _ device: DeviceConfiguration, at address: IPAddress, knowing knowledge: AgentCapabilities?
    ) async -> Agent {
        let kept = knowledge?.text.flatMap { read($0, of: device) }
        if let keys = kept?.keys, let user = device.snmp.v3 { self.keys.take(keys, for: user) }
        let access: Access
        do throws(SNMPv3FieldError) {
            access = try await self.access(to: device.snmp)
        } catch {
            return Agent(.failed(error.description))
        }
        let target = SNMPTarget(device.snmp, at: address, credentials: access.credentials)
        if let kept { try? await client.remember(kept.device, of: target) }
        var agent = await client.agent(at: target, within: device.snmp.longestAsking)
        guard case .answered = agent.result, let learned = try? await client.knowledge(of: target) else {
            return agent
        }
        let isUnreadable = knowledge?.text != nil && kept == nil
        let known = isUnreadable ? nil : knowledge?.fingerprint
        agent.learned = news(LearnedAccess(learned, keys: access.keys), since: known ?? "")
        return agent
    }

    private struct Access {
        let credentials: Credentials
        var keys: MasterKeys?
    }

    private func access(to snmp: SNMPAccess) async throws(SNMPv3FieldError) -> Access {
        let community = Community(snmp.community.reveal())
        switch snmp.version {
        case .v1: return Access(credentials: .v1(community))
        case .none, .v2c: return Access(credentials: .v2c(community))
        case .v3:
            guard let user = snmp.v3 else { throw SNMPv3FieldError("username", "is missing") }
            let entry = try await keys.entry(for: user)
            return Access(credentials: .v3(entry.user, context: user.context ?? ""), keys: entry.keys)
        }
    }

    private func read(_ text: Secret, of device: DeviceConfiguration) -> LearnedAccess? {
        do {
            return try LearnedAccess(text)
        } catch {
            // Not the error: it may quote what it could not read.
            logger.warning(
                "What was learned of \(device.name) (\(device.address)) is damaged; it will be learned again")
            return nil
        }
    }

    private func news(_ learned: LearnedAccess, since fingerprint: String) -> AgentCapabilities? {
        guard learned.fingerprint != fingerprint else { return nil }
        return (try? learned.text()).map { AgentCapabilities(fingerprint: learned.fingerprint, text: $0) }
    }
}

extension SNMPTarget {
    fileprivate init(_ access: SNMPAccess, at address: IPAddress, credentials: Credentials) {
        self.init(
            address.description, port: UInt16(clamping: access.port), credentials: credentials,
            timeout: .seconds(access.timeout ?? SNMPAccess.defaultTimeout),
            retries: access.retries ?? SNMPAccess.defaultRetries)
    }
}
