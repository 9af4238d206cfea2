internal import Dispatch

/// Runs work that takes long and much memory on threads of its own, a few at a time. Those who come while too many
/// wait already are turned away, so that a flood of logins cannot take the memory or the processors from everything
/// else.
actor HashingThreads {
    private let slots: Int
    private let longestQueue: Int
    private let queue = DispatchQueue(label: "lapwing.passwords", attributes: .concurrent)
    private var running = 0
    private var waiting: [CheckedContinuation<Void, Never>] = []

    init(slots: Int = 2, longestQueue: Int = 32) {
        self.slots = slots
        self.longestQueue = longestQueue
    }

    var isBusy: Bool { running == slots }
    var queueLength: Int { waiting.count }

    /// - Throws: what `work` throws, and `APIError.tooManyRequests` where the queue is full.
    func run<Value: Sendable>(_ work: @escaping @Sendable () throws -> Value) async throws -> Value {
        try await enter()
        defer { leave() }
        return try await withCheckedThrowingContinuation { continuation in
            queue.async { continuation.resume(with: Result(catching: work)) }
        }
    }

    private func enter() async throws {
        if running < slots {
            running += 1
            return
        }
        guard waiting.count < longestQueue else {
            throw APIError.tooManyRequests("Too many sign-ins at once; try again", retryAfter: .seconds(5))
        }
        await withCheckedContinuation { waiting.append($0) }
    }

    /// Hands the slot to whoever waits longest.
    private func leave() {
        if waiting.isEmpty { running -= 1 } else { waiting.removeFirst().resume() }
    }
}
