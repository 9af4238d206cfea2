internal import Web

/// For whom a password is hashed.
struct HashingClaim: Sendable, Hashable {
    var peer: Peer
    /// Whether it is somebody we know: a caller with a token, or a user who has signed in from this network before.
    var isKnown: Bool
}

/// Who waits for a password to be hashed, and who is next.
///
/// Those we know go first. Then goes whose network, and within it whose address, had the least done lately: a flood from
/// many addresses delays itself, and not somebody who comes once.
struct HashingQueue {
    typealias Ticket = Int

    enum Admission: Equatable {
        case waiting(Ticket)
        /// The other one is turned away.
        case waitingInPlace(Ticket, of: Ticket)
        case refused
    }

    private struct Waiting {
        let ticket: Ticket
        let claim: HashingClaim
    }

    /// The lower, the sooner.
    private struct Rank: Comparable {
        let stranger: Int
        /// What was done lately for the network, and what waits there before this one.
        var network: Int
        let address: Int

        static func < (one: Rank, other: Rank) -> Bool {
            (one.stranger, one.network, one.address) < (other.stranger, other.network, other.address)
        }
    }

    private let limit: Int
    /// In the order in which they came.
    private var waiting: [Waiting] = []
    private var done: RecentWork
    private var lastTicket = 0

    init(limit: Int, now: ContinuousClock.Instant) {
        self.limit = limit
        done = RecentWork(now: now)
    }

    var count: Int { waiting.count }

    mutating func enter(_ claim: HashingClaim, now: ContinuousClock.Instant) -> Admission {
        done.forget(before: now)
        lastTicket += 1
        waiting.append(Waiting(ticket: lastTicket, claim: claim))
        guard waiting.count > limit else { return .waiting(lastTicket) }
        let ranks = ranks()
        let worst = ranks.indices.reduce(0) { ranks[$1] >= ranks[$0] ? $1 : $0 }
        let turnedAway = waiting.remove(at: worst).ticket
        return turnedAway == lastTicket ? .refused : .waitingInPlace(lastTicket, of: turnedAway)
    }

    /// Takes out whoever is next.
    mutating func next(now: ContinuousClock.Instant) -> Ticket? {
        done.forget(before: now)
        let ranks = ranks()
        guard let best = ranks.indices.min(by: { ranks[$0] < ranks[$1] }) else { return nil }
        let chosen = waiting.remove(at: best)
        done.add(chosen.claim.peer)
        return chosen.ticket
    }

    /// Counts work that did not have to wait.
    mutating func began(_ claim: HashingClaim, now: ContinuousClock.Instant) {
        done.forget(before: now)
        done.add(claim.peer)
    }

    /// Within a network the addresses take turns, and so do the networks.
    private func ranks() -> [Rank] {
        var ranks = addressRanks()
        var before = RecentWork.Tally()
        for index in ranks.indices.sorted(by: { (ranks[$0], $0) < (ranks[$1], $1) }) {
            let peer = waiting[index].claim.peer
            ranks[index].network = done.ofNetwork(peer) + before.ofNetwork(peer)
            before.add(peer)
        }
        return ranks
    }

    private func addressRanks() -> [Rank] {
        var before = RecentWork.Tally()
        return waiting.map { waiting in
            let peer = waiting.claim.peer
            defer { before.add(peer) }
            return Rank(
                stranger: waiting.claim.isKnown ? 0 : 1, network: 0,
                address: done.ofAddress(peer) + before.ofAddress(peer))
        }
    }
}

/// How much was done for whom in the last half to whole minute.
private struct RecentWork {
    struct Tally {
        private var networks: [String: Int] = [:]
        private var addresses: [Peer: Int] = [:]

        mutating func add(_ peer: Peer) {
            networks[peer.neighbourhood, default: 0] += 1
            addresses[peer, default: 0] += 1
        }

        func ofNetwork(_ peer: Peer) -> Int { networks[peer.neighbourhood, default: 0] }
        func ofAddress(_ peer: Peer) -> Int { addresses[peer, default: 0] }
    }

    private static let generation = Duration.seconds(30)

    private var younger = Tally()
    private var older = Tally()
    private var turnsAt: ContinuousClock.Instant

    init(now: ContinuousClock.Instant) { turnsAt = now + Self.generation }

    mutating func forget(before now: ContinuousClock.Instant) {
        guard now >= turnsAt else { return }
        older = now < turnsAt + Self.generation ? younger : Tally()
        younger = Tally()
        turnsAt = now + Self.generation
    }

    mutating func add(_ peer: Peer) { younger.add(peer) }

    func ofNetwork(_ peer: Peer) -> Int { younger.ofNetwork(peer) + older.ofNetwork(peer) }
    func ofAddress(_ peer: Peer) -> Int { younger.ofAddress(peer) + older.ofAddress(peer) }
}
