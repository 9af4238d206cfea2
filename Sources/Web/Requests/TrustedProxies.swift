package import HTTPTypes
package import Sockets

/// The reverse proxies whose word is taken on who their clients are.
package struct TrustedProxies: Sendable, Hashable {
    private let networks: [IPNetwork]

    package static let none = TrustedProxies(networks: [])

    private init(networks: [IPNetwork]) { self.networks = networks }

    /// Reads addresses and networks with commas between, such as `127.0.0.1, 10.0.0.0/8, fd00::/8`.
    package init?(_ text: String) {
        var networks: [IPNetwork] = []
        for item in text.split(separator: ",") where !item.allSatisfy(\.isWhitespace) {
            guard let network = IPNetwork(String(item).trimmed) else { return nil }
            networks.append(network)
        }
        self.networks = networks
    }

    package func contains(_ address: IPAddress) -> Bool { networks.contains { $0.contains(address) } }

    /// Who asked, where the connection is from `peer`.
    ///
    /// Each proxy appends whom it heard from to `X-Forwarded-For`, so the list is read from its end for as long as the
    /// address is that of a trusted proxy; what stands before the first other one is hearsay. A list that cannot be
    /// read that far says nothing, and all that is known for certain is the peer.
    package func client(of peer: Peer, _ headers: HTTPFields) -> Peer {
        guard let proxy = peer.ipAddress, contains(proxy) else { return peer }
        var farthest = peer
        let hops = headers[values: .xForwardedFor].flatMap {
            $0.split(separator: ",", omittingEmptySubsequences: false)
        }
        for hop in hops.reversed() {
            guard let address = IPAddress(hop: hop) else { return peer }
            farthest = Peer(address)
            if !contains(address) { break }
        }
        return farthest
    }
}

extension IPAddress {
    /// As proxies write it: an address, perhaps with a port, in which case an IPv6 address is in brackets.
    fileprivate init?(hop: Substring) {
        let text = String(hop).trimmed
        if let address = IPAddress(withoutZone: text) {
            self = address
        } else if let authority = text.wholeMatch(of: /\[([0-9A-Fa-f:.]+)\](?::[0-9]{1,5})?|([0-9.]+):[0-9]{1,5}/)?
            .output,
            let host = authority.1 ?? authority.2, let address = IPAddress(withoutZone: host)
        {
            self = address
        } else {
            return nil
        }
    }
}

extension HTTPField.Name {
    package static let xForwardedFor = named("X-Forwarded-For")
}
