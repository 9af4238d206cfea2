/// Which connections are open, by who holds them.
///
/// While there is room everybody may have as many as they like. When there is none, a newcomer takes the place of one
/// that does nothing and belongs to the network that holds the most, as long as that network still holds more than the
/// newcomer's does: nobody can keep others out by holding on. Within a network the same goes for its addresses.
struct ConnectionShares {
    typealias Connection = Int

    enum Admission: Equatable {
        case admitted(Connection)
        /// The other one must be closed.
        case admittedInPlace(Connection, of: Connection)
        /// - Parameter isFirst: whether there was room since the last time that one was refused, so that it is worth a
        ///   line of log.
        case refused(isFirst: Bool)
    }

    private struct Network {
        var count = 0
        var addresses: [Peer: Set<Connection>] = [:]
    }

    private struct Place {
        let network: String
        let peer: Peer
    }

    private let limit: Int
    private var networks: [String: Network] = [:]
    private var places: [Connection: Place] = [:]
    private var last = 0
    private var isFull = false

    init(limit: Int) { self.limit = limit }

    var count: Int { places.count }

    /// - Parameters:
    ///   - isTrusted: whether a peer speaks for many others, so that what it holds is not one client's.
    ///   - isIdle: whether a connection may be closed without anybody losing an answer.
    mutating func admit(
        _ peer: Peer, isTrusted: (Peer) -> Bool = { _ in false }, isIdle: (Connection) -> Bool = { _ in true }
    ) -> Admission {
        guard places.count >= limit else { return .admitted(add(peer)) }
        guard let victim = victim(for: peer, isTrusted, isIdle) else {
            defer { isFull = true }
            return .refused(isFirst: !isFull)
        }
        remove(victim)
        return .admittedInPlace(add(peer), of: victim)
    }

    /// Room counts as regained when a tenth is free: at the brink each connection would be news.
    mutating func release(_ connection: Connection) {
        remove(connection)
        if places.count <= limit - max(1, limit / 10) { isFull = false }
    }

    private mutating func add(_ peer: Peer) -> Connection {
        last += 1
        let network = peer.neighbourhood
        places[last] = Place(network: network, peer: peer)
        networks[network, default: Network()].count += 1
        networks[network]?.addresses[peer, default: []].insert(last)
        return last
    }

    private mutating func remove(_ connection: Connection) {
        guard let place = places.removeValue(forKey: connection) else { return }
        networks[place.network]?.count -= 1
        networks[place.network]?.addresses[place.peer]?.remove(connection)
        if networks[place.network]?.addresses[place.peer]?.isEmpty == true {
            networks[place.network]?.addresses[place.peer] = nil
        }
        if networks[place.network]?.count == 0 { networks[place.network] = nil }
    }

    // MARK: Taking from the rich

    /// How many networks, and addresses of each, are looked through for a newcomer.
    private static let mostAsked = 8

    /// The oldest idle connection of whoever has the most of those that have more than the newcomer will.
    private func victim(
        for peer: Peer, _ isTrusted: (Peer) -> Bool, _ isIdle: (Connection) -> Bool
    ) -> Connection? {
        let name = peer.neighbourhood
        let own = networks[name] ?? Network()
        let richer = networks.filter { $0.key != name && $0.value.count > own.count + 1 }
            .sorted { $0.value.count > $1.value.count }
        for (_, network) in richer.prefix(Self.mostAsked) {
            if let idle = idle(in: network, isTrusted, isIdle, holdingMoreThan: 0) { return idle }
        }
        return idle(in: own, isTrusted, isIdle, holdingMoreThan: (own.addresses[peer]?.count ?? 0) + 1)
    }

    private func idle(
        in network: Network, _ isTrusted: (Peer) -> Bool, _ isIdle: (Connection) -> Bool, holdingMoreThan count: Int
    ) -> Connection? {
        let holders = network.addresses.filter { $0.value.count > count && !isTrusted($0.key) }
            .sorted { $0.value.count > $1.value.count }
        for (_, connections) in holders.prefix(Self.mostAsked) {
            if let oldest = connections.filter(isIdle).min() { return oldest }
        }
        return nil
    }
}
