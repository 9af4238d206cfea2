package import Monitoring
internal import NIOConcurrencyHelpers
package import RTSP
package import Sockets

/// Finds the addresses behind the names of devices and cameras, and remembers them: where the name service fails, what is
/// watched is asked at the addresses it had last. Holds up no task's thread, and nobody for longer than its limit.
///
/// A service that says that there is no such name has not failed: what it said before is not used then.
package final class AddressBook: Sendable {
    enum Answer: Sendable, Equatable {
        /// The one to ask first at the front.
        case addresses([IPAddress])
        /// As they were when the name was last looked up; why it cannot be now, in a sentence.
        case lastKnown([IPAddress], String)
        /// There is no such name. Whether it had an address before.
        case unknown(wasKnown: Bool)
        /// Nobody can be asked; why, in a sentence.
        case failed(String)
    }

    /// By what a host is asked: which of its addresses answers may differ.
    enum Way: Sendable {
        case ping, snmp
    }

    fileprivate struct Host {
        var addresses: [IPAddress] = []
        var answered: [Way: IPAddress] = [:]
        /// Why it was asked at addresses that may be out of date, where it was.
        var note: String?

        /// Those that answered are asked first.
        func ordered(for way: Way?) -> [IPAddress] {
            let answered = way.map { [self.answered[$0]] } ?? [self.answered[.ping], self.answered[.snmp]]
            guard let first = answered.compactMap({ $0 }).first, addresses.contains(first) else { return addresses }
            return [first] + addresses.filter { $0 != first }
        }
    }

    /// So many addresses of a name are asked.
    fileprivate static let mostAddresses = 6
    fileprivate static let mostHosts = 65_536

    private let hosts = NIOLockedValueBox<[String: Host]>([:])
    private let resolver: HostResolver
    private let limit: Duration

    /// - Parameter limit: how long a look-up is waited for; a quarter of it if an address is known, and the last look-up
    ///   of the name failed or took long.
    package init(limit: Duration = .seconds(3), resolver: HostResolver = .system) {
        self.limit = limit
        self.resolver = resolver
    }

    /// - Parameter known: what was kept of it in an earlier life.
    func find(_ host: String, known: KnownAddresses? = nil) async -> Answer {
        if let obstacle = Self.obstacle(of: host) { return .failed(obstacle) }
        if let address = IPAddress(host) { return .addresses([address]) }
        let name = host.lowercased()
        if let known { recall(known) }
        let isKnown = hosts.withLockedValue { $0[name]?.addresses.isEmpty == false }
        switch await lookUp(name, isKnown && resolver.isTroubled(name) ? limit / 4 : limit) {
        case .addresses:
            hosts.withLockedValue { $0[name]?.note = nil }
            return .addresses(addresses(of: name))
        case .unknown:
            hosts.withLockedValue { $0[name]?.note = nil }
            return .unknown(wasKnown: isKnown)
        case .failed(let reason):
            let sentence = "The name \(host) cannot be looked up (\(reason))"
            let last = addresses(of: name)
            guard let first = last.first else { return .failed(sentence) }
            let note = "\(sentence): polled at its last known address \(first)"
            hosts.withLockedValue { $0[name]?.note = note }
            return .lastKnown(last, note)
        }
    }

    /// The addresses of a host that was found, the one that answered last that way at the front.
    func addresses(of host: String, for way: Way? = nil) -> [IPAddress] {
        if let address = IPAddress(host) { return [address] }
        return hosts.withLockedValue { $0[host.lowercased()]?.ordered(for: way) ?? [] }
    }

    /// Whether that address of the host has answered that way before.
    func hasAnswered(_ host: String, at address: IPAddress, by way: Way) -> Bool {
        hosts.withLockedValue { $0[host.lowercased()]?.answered[way] == address }
    }

    /// Which address is asked first from now on.
    func answered(_ host: String, at address: IPAddress, by way: Way) {
        hosts.withLockedValue { $0[host.lowercased()]?.answered[way] = address }
    }

    /// Why a host was last asked at addresses that may be out of date, in a sentence; `nil` if it was not.
    func note(of host: String) -> String? { hosts.withLockedValue { $0[host.lowercased()]?.note } }

    /// What to keep of a host for the next life; `nil` where nothing is known, or it is an address itself.
    package func known(of host: String) -> KnownAddresses? {
        let addresses = hosts.withLockedValue { $0[host.lowercased()]?.ordered(for: nil) ?? [] }
        return addresses.isEmpty ? nil : KnownAddresses(of: host.lowercased(), addresses.map(\.description))
    }

    /// Takes back what was kept, unless more is known by now.
    package func recall(_ known: KnownAddresses) {
        let addresses = known.list.compactMap { IPAddress($0) }
        hosts.withLockedValue { hosts in
            if hosts.count >= Self.mostHosts { hosts.removeAll() }
            if hosts[known.host, default: Host()].addresses.isEmpty {
                hosts[known.host, default: Host()].addresses = addresses
            }
        }
    }

    /// An address whose interface is missing, or not named, is no name.
    private static func obstacle(of host: String) -> String? {
        if let address = IPAddress(host), address.isLinkLocal, !host.contains("%") {
            return "\(host) is link-local: name the interface it is reached by, as in \(host)%eth0"
        }
        let parts = host.split(separator: "%", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2, IPAddress(String(parts[0])) != nil else { return nil }
        return "This machine has no network interface “\(parts[1])” to reach \(parts[0]) by"
    }

    /// An answer counts, however late it comes.
    private func lookUp(_ name: String, _ limit: Duration) async -> HostResolver.Answer {
        await resolver.lookUp(name, within: limit) { answer in
            self.hosts.withLockedValue { $0.take(answer, of: name) }
        }
    }
}

extension AddressBook {
    /// For cameras: addresses that may be out of date are tried like others, and told by ``note(of:)``.
    package var forCameras: RTSPHostLookup {
        RTSPHostLookup { host in
            switch await self.find(host) {
            case .addresses(let addresses), .lastKnown(let addresses, _): .addresses(addresses)
            case .unknown: .unknown
            case .failed(let reason): .failed(reason)
            }
        }
    }
}

extension [String: AddressBook.Host] {
    fileprivate mutating func take(_ answer: HostResolver.Answer, of name: String) {
        guard case .addresses(let addresses) = answer else { return }
        if count >= AddressBook.mostHosts { removeAll() }
        self[name, default: AddressBook.Host()].addresses = Array(addresses.prefix(AddressBook.mostAddresses))
    }
}
