internal import Monitoring
internal import NIOConcurrencyHelpers
internal import Sockets
internal import Store
internal import Web

/// From which networks users have signed in before, by the record of sign-ins.
final class SignInHistory: Sendable {
    private struct Known {
        var networks: Set<String>
        var readAt: ContinuousClock.Instant
    }

    /// What other processes let in is known after this.
    private static let freshness = Duration.seconds(600)

    private let store: Store
    private let known = NIOLockedValueBox<[ID<User>: Known]>([:])

    init(store: Store) { self.store = store }

    func hasSignedIn(_ user: ID<User>, from peer: Peer) async throws -> Bool {
        if let networks = kept(user) { return networks.contains(peer.neighbourhood) }
        let addresses = try await store.signInAddresses(of: user)
        let networks = Set(addresses.map { IPAddress(withoutZone: $0).map { Peer($0).neighbourhood } ?? $0 })
        known.withLockedValue { $0[user] = Known(networks: networks, readAt: .now) }
        return networks.contains(peer.neighbourhood)
    }

    func record(_ user: ID<User>, from peer: Peer) {
        known.withLockedValue { known in _ = known[user]?.networks.insert(peer.neighbourhood) }
    }

    private func kept(_ user: ID<User>) -> Set<String>? {
        known.withLockedValue { known in
            known[user].flatMap { $0.readAt + Self.freshness > .now ? $0.networks : nil }
        }
    }
}
