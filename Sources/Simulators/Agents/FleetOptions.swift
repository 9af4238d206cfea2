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
    package var exceptions: [(network: AgentNetwork, behaviour: AgentBehaviour)] = []
    /// Whether to look for requests all the time, rather than to sleep until one comes.
    package var spins = false
    /// Since when counters count and agents run, in seconds since 1970.
    package var epoch: Int64 = 1_767_225_600
    /// Whether requests are written down for ``AgentFleet/journal``.
    package var keepsJournal = false
    package var servesIPv6 = false
    /// A network to play besides loopback, behind an interface of its own, pings and all.
    package var network: AgentNetwork?
    /// Who is let in by v3, at all agents.
    package var users: [USMUser] = []

    package init(content: AgentContent) {
        self.content = content
    }
}

/// Addresses of IPv4 that begin alike, or `::1`.
package struct AgentNetwork: Sendable, Hashable {
    let first: UInt32
    let mask: UInt32

    /// `127.1.2.3`, `127.4.0.0/16`, `198.18.0.0/24` or `::1`; `nil` if it is no such thing.
    package init?(_ text: String) {
        if text == "::1" {
            (first, mask) = (AgentFleet.addressOfIPv6, .max)
            return
        }
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count <= 2, let address = Self.address(parts[0]) else { return nil }
        let length = parts.count == 2 ? Int(parts[1]) : 32
        guard let length, (8...32).contains(length) else { return nil }
        mask = UInt32.max << UInt32(32 - length)
        first = address & mask
    }

    /// One address.
    init(_ address: UInt32) { (first, mask) = (address, .max) }

    package var isLoopback: Bool { first >> 24 == 127 || first == AgentFleet.addressOfIPv6 }

    /// Bits that its addresses have in common.
    package var length: Int { mask.nonzeroBitCount }

    /// The last address but that for all, which is not played: packets to the others come from it.
    var own: UInt32 { (first | ~mask) - 1 }

    package var ownAddress: String { Self.text(own) }

    package func contains(_ other: AgentNetwork) -> Bool { other.length >= length && contains(other.first) }

    func contains(_ address: UInt32) -> Bool { address & mask == first }

    /// The addresses from this one on that devices have: none ends in 0 or 255.
    package func addresses(_ count: Int) -> [String] {
        var addresses: [String] = []
        var next = first
        while addresses.count < count {
            if ![0, 255].contains(next & 0xFF) { addresses.append(Self.text(next)) }
            next &+= 1
        }
        return addresses
    }

    static func text(_ address: UInt32) -> String {
        [24, 16, 8, 0].map { String(UInt8(truncatingIfNeeded: address >> UInt32($0))) }.joined(separator: ".")
    }

    static func address(_ text: some StringProtocol) -> UInt32? {
        let octets = text.split(separator: ".", omittingEmptySubsequences: false).map { UInt8($0) }
        guard octets.count == 4 else { return nil }
        return octets.reduce(UInt32?(0)) { address, octet in
            guard let address, let octet else { return nil }
            return address << 8 | UInt32(octet)
        }
    }
}

extension AgentNetwork: CustomStringConvertible {
    package var description: String { length == 32 ? Self.text(first) : "\(Self.text(first))/\(length)" }
}
