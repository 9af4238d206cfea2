internal import Dispatch
internal import Monitoring

/// Hashes passwords on threads of its own, two at a time, since each takes 128 MiB and a good part of a second. Those
/// who come while too many wait already are turned away, so that a flood of logins cannot take the memory or the
/// processors from everything else.
actor PasswordHasher {
    private static let slots = 2
    private static let longestQueue = 32

    private let cost: PasswordHash.Cost
    private let queue = DispatchQueue(label: "lapwing.passwords", attributes: .concurrent)
    private var running = 0
    private var waiting: [CheckedContinuation<Void, Never>] = []
    /// Stands in for the hash of a user that does not exist.
    private let decoy: PasswordHash

    init(cost: PasswordHash.Cost) {
        self.cost = cost
        decoy = .decoy(cost: cost)
    }

    func hash(_ password: Secret) async throws -> String {
        let cost = cost
        return try await run { try PasswordHash(of: password, cost: cost) }.text
    }

    /// Whether `password` is the one behind `stored`. Takes as long where nothing is stored.
    func verify(_ password: Secret, against stored: String?) async throws -> Bool {
        let hash = stored.flatMap { PasswordHash($0) } ?? decoy
        return try await run { try hash.matches(password) }
    }

    /// Whether a stored hash was made with other parameters than today's.
    nonisolated func isOutdated(_ stored: String) -> Bool { PasswordHash(stored)?.cost != cost }

    private func run<Value: Sendable>(_ work: @escaping @Sendable () throws -> Value) async throws -> Value {
        try await enter()
        defer { leave() }
        return try await withCheckedThrowingContinuation { continuation in
            queue.async { continuation.resume(with: Result(catching: work)) }
        }
    }

    private func enter() async throws {
        if running < Self.slots {
            running += 1
            return
        }
        guard waiting.count < Self.longestQueue else {
            throw APIError.tooManyRequests("Too many sign-ins at once; try again", retryAfter: .seconds(5))
        }
        await withCheckedContinuation { waiting.append($0) }
    }

    /// Hands the slot to whoever waits longest.
    private func leave() {
        if waiting.isEmpty { running -= 1 } else { waiting.removeFirst().resume() }
    }
}
