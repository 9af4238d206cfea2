package import SNMP

/// What a fleet of agents is to be.
package struct FleetOptions: Sendable {
    /// 0 takes a free one.
    package var port: UInt16 = 0
    package var content: AgentContent
    package var community = "public"
    /// Of the chances of loss and jitter.
    package var seed: UInt64 = 1
    package var behaviour = AgentBehaviour()
    /// The share of addresses that never answer, 0 to 1: always the same ones.
    package var deadShare = 0.0
    package var exceptions: [(network: LoopbackNetwork, behaviour: AgentBehaviour)] = []
    /// Whether to look for requests all the time, rather than to sleep until one comes.
    package var spins = false
    /// Since when counters count and agents run, in seconds since 1970.
    package var epoch: Int64 = 1_767_225_600
    /// Whether requests are written down for ``AgentFleet/journal``.
    package var keepsJournal = false
    package var servesIPv6 = false
    /// Who is let in by v3, at all agents.
    package var users: [USMUser] = []

    package init(content: AgentContent) {
        self.content = content
    }
}

/// Addresses of 127.0.0.0/8 that begin alike, or `::1`.
package struct LoopbackNetwork: Sendable, Hashable {
    let first: UInt32
    let mask: UInt32

    /// `127.1.2.3`, `127.4.0.0/16` or `::1`; `nil` if it is no such thing, or lies beyond loopback.
    package init?(_ text: String) {
        if text == "::1" {
            (first, mask) = (AgentFleet.addressOfIPv6, .max)
            return
        }
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count <= 2, let address = Self.address(parts[0]) else { return nil }
        let length = parts.count == 2 ? Int(parts[1]) : 32
        guard let length, (8...32).contains(length), address >> 24 == 127 else { return nil }
        mask = UInt32.max << UInt32(32 - length)
        first = address & mask
    }

    func contains(_ address: UInt32) -> Bool { address & mask == first }

    static func address(_ text: some StringProtocol) -> UInt32? {
        let octets = text.split(separator: ".", omittingEmptySubsequences: false).map { UInt8($0) }
        guard octets.count == 4 else { return nil }
        return octets.reduce(UInt32?(0)) { address, octet in
            guard let address, let octet else { return nil }
            return address << 8 | UInt32(octet)
        }
    }
}
