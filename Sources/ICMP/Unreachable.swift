/// What the network said of an echo that it could not deliver (RFC 792, RFC 4443 §3).
public struct Unreachable: Hashable, Sendable {
    /// What stands in the way.
    public enum Reason: Hashable, Sendable {
        /// No route to the network.
        case network
        /// The last router, or this host, got no answer to its search for the address on the link (ARP, NDP).
        case host
        /// A rule of a router or firewall forbids it.
        case prohibited
        /// The host or the network is there and does not speak ICMP, or the port is closed.
        case protocolOrPort
        /// The packet went around in circles or took too long.
        case timeExceeded
        /// A packet as small as ours is too big for a link on the way.
        case tooBig
        /// Another reason, by the type and code of its message.
        case other(type: UInt8, code: UInt8)
    }

    /// The type of the ICMP message: 3, 4, 11 or 12 of RFC 792, 1 to 4 of RFC 4443.
    public let type: UInt8
    /// The code of the ICMP message, which means something with its type alone.
    public let code: UInt8
    /// The protocol whose types and codes these are.
    public let family: IPAddress.Family
    /// Who says so: a router on the way, this host itself, or the target; `nil` where the kernel does not tell.
    public let reporter: IPAddress?

    /// A report by a router or host with the type and code of its message.
    public init(type: UInt8, code: UInt8, family: IPAddress.Family, reporter: IPAddress?) {
        self.type = type
        self.code = code
        self.family = family
        self.reporter = reporter
    }

    /// What stands in the way.
    public var reason: Reason { Reason(type: type, code: code, family: family) }
}

extension Unreachable.Reason {
    /// The reason behind the type and code of an ICMP error message.
    init(type: UInt8, code: UInt8, family: IPAddress.Family) {
        self =
            switch family {
            case .v4: Self.v4(type: type, code: code)
            case .v6: Self.v6(type: type, code: code)
            }
    }

    private static func v4(type: UInt8, code: UInt8) -> Self {
        switch (type, code) {
        case (3, 0), (3, 6), (3, 11): .network
        case (3, 1), (3, 7), (3, 8), (3, 12): .host
        case (3, 2), (3, 3): .protocolOrPort
        case (3, 4): .tooBig
        case (3, 9), (3, 10), (3, 13): .prohibited
        case (11, _): .timeExceeded
        default: .other(type: type, code: code)
        }
    }

    private static func v6(type: UInt8, code: UInt8) -> Self {
        switch (type, code) {
        case (1, 0): .network
        case (1, 1), (1, 5), (1, 6): .prohibited
        case (1, 3): .host
        case (1, 4), (4, 1): .protocolOrPort
        case (2, _): .tooBig
        case (3, _): .timeExceeded
        default: .other(type: type, code: code)
        }
    }
}

extension Unreachable: CustomStringConvertible {
    /// Words that fit into a sentence: `192.0.2.1 reports that the host is unreachable`.
    public var description: String {
        "\(reporter.map(String.init(describing:)) ?? "the network") reports that \(reason)"
    }
}

extension Unreachable.Reason: CustomStringConvertible {
    /// Words that fit after "that": `the host is unreachable`.
    public var description: String {
        switch self {
        case .network: "the network is unreachable"
        case .host: "the host is unreachable"
        case .prohibited: "a firewall or router prohibits it"
        case .protocolOrPort: "the protocol or port is unreachable"
        case .timeExceeded: "the packet's time to live ran out on the way"
        case .tooBig: "the packet is too big for a link on the way"
        case .other(let type, let code): "it failed with ICMP type \(type), code \(code)"
        }
    }
}
