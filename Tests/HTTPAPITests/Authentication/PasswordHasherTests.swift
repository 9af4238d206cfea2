import Dispatch
import Monitoring
import Testing

@testable import HTTPAPI
@testable import Web

@Suite struct PasswordHasherTests {
    private let cost = PasswordHash.Cost(logarithm: 4, blockSize: 8, parallelism: 1)

    @Test func `what was hashed is verified, and nothing else`() async throws {
        let hasher = PasswordHasher(cost: cost)
        let stored = try await hasher.hash(Secret("Passw0rd"), for: .stranger())
        let right = try await hasher.verify(Secret("Passw0rd"), against: stored, for: .stranger())
        let wrong = try await hasher.verify(Secret("Wr0ngone"), against: stored, for: .stranger())
        let unknown = try await hasher.verify(Secret("Passw0rd"), against: nil, for: .stranger())
        let unreadable = try await hasher.verify(Secret("Passw0rd"), against: "Passw0rd", for: .stranger())
        #expect(right && !wrong && !unknown && !unreadable)
    }

    /// That the work is as much, the decoy's cost says.
    @Test func `an unknown user is worked on like a known one`() async throws {
        #expect(PasswordHash.decoy(cost: cost).cost == cost)
        let threads = HashingThreads(slots: 1, longestQueue: 0)
        let hasher = PasswordHasher(cost: cost, threads: threads)
        let stored = try await hasher.hash(Secret("Passw0rd"), for: .stranger())
        let gate = DispatchSemaphore(value: 0)
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await threads.run(for: .stranger()) { gate.wait() } }
            while await !threads.isBusy { await Task.yield() }
            for hash in [stored, nil, "unreadable"] {
                await #expect(throws: APIError.self) {
                    try await hasher.verify(Secret("x"), against: hash, for: .stranger())
                }
            }
            gate.signal()
            try await group.waitForAll()
        }
    }

    @Test func `a hash with other parameters than today's is outdated`() async throws {
        let hasher = PasswordHasher(cost: cost)
        #expect(!hasher.isOutdated(try await hasher.hash(Secret("Passw0rd"), for: .stranger())))
        let weaker = PasswordHash.Cost(logarithm: 3, blockSize: 8, parallelism: 1)
        #expect(hasher.isOutdated(try PasswordHash(of: Secret("Passw0rd"), cost: weaker).text))
        #expect(hasher.isOutdated("nonsense"))
    }
}
