internal import Monitoring

/// Makes and checks the hashes of passwords, two at a time: each takes 128 MiB and a good part of a second.
struct PasswordHasher: Sendable {
    private let cost: PasswordHash.Cost
    private let threads: HashingThreads
    /// Stands in for the hash of a user that does not exist.
    private let decoy: PasswordHash

    init(cost: PasswordHash.Cost, threads: HashingThreads = HashingThreads()) {
        self.cost = cost
        self.threads = threads
        decoy = .decoy(cost: cost)
    }

    func hash(_ password: Secret, for claim: HashingClaim) async throws -> String {
        let cost = cost
        return try await threads.run(for: claim) { try PasswordHash(of: password, cost: cost) }.text
    }

    /// Whether `password` is the one behind `stored`. Takes as long where nothing is stored.
    func verify(_ password: Secret, against stored: String?, for claim: HashingClaim) async throws -> Bool {
        let hash = stored.flatMap { PasswordHash($0) } ?? decoy
        return try await threads.run(for: claim) { try hash.matches(password) }
    }

    /// Whether a stored hash was made with other parameters than today's.
    func isOutdated(_ stored: String) -> Bool { PasswordHash(stored)?.cost != cost }
}
