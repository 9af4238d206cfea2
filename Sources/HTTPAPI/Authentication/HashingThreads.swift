internal import Dispatch
internal import Web

/// Runs work that takes long and much memory on threads of its own, a few at a time. If too many wait, those are turned
/// away for whom most was done, so that a flood of logins takes neither the memory nor the processors from everything
/// else, nor the places from everybody else.
actor HashingThreads {
    private let slots: Int
    private let threads = DispatchQueue(label: "lapwing.passwords", attributes: .concurrent)
    private var running = 0
    private var queue: HashingQueue
    private var waiting: [HashingQueue.Ticket: CheckedContinuation<Void, any Error>] = [:]

    init(slots: Int = 2, longestQueue: Int = 128) {
        self.slots = slots
        queue = HashingQueue(limit: longestQueue, now: .now)
    }

    var isBusy: Bool { running == slots }
    var queueLength: Int { waiting.count }

    /// - Throws: what `work` throws, and `APIError.tooManyRequests` if others go before.
    func run<Value: Sendable>(
        for claim: HashingClaim, _ work: @escaping @Sendable () throws -> Value
    ) async throws -> Value {
        try await enter(claim)
        defer { leave() }
        return try await withCheckedThrowingContinuation { continuation in
            threads.async { continuation.resume(with: Result(catching: work)) }
        }
    }

    private func enter(_ claim: HashingClaim) async throws {
        if running < slots {
            running += 1
            return queue.began(claim, now: .now)
        }
        try await withCheckedThrowingContinuation { continuation in
            switch queue.enter(claim, now: .now) {
            case .waiting(let ticket): waiting[ticket] = continuation
            case .waitingInPlace(let ticket, of: let other):
                waiting[ticket] = continuation
                waiting.removeValue(forKey: other)?.resume(throwing: Self.refusal)
            case .refused: continuation.resume(throwing: Self.refusal)
            }
        }
    }

    private static let refusal = APIError.tooManyRequests(
        "Too many sign-ins at once; try again", retryAfter: .seconds(5))

    /// Hands the slot to whoever is next.
    private func leave() {
        guard let next = queue.next(now: .now) else {
            running -= 1
            return
        }
        waiting.removeValue(forKey: next)?.resume()
    }
}
