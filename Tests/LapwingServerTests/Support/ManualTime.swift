import LapwingServer
import Monitoring
import Synchronization
import Workers

/// Clocks that a test moves: by hand, or flowing many times faster than they should.
final class ManualTime: Sendable {
    private struct Sleeper {
        let deadline: Duration
        let continuation: CheckedContinuation<Void, any Error>
    }

    private struct State {
        var uptime = Duration.zero
        var wallOffset = Timestamp(milliseconds: 1_768_473_000_000)
        var sleepers: [Int: Sleeper] = [:]
        var cancelled: Set<Int> = []
        var nextSleeper = 0
        var working = 0
        var resting: [CheckedContinuation<Void, Never>] = []
    }

    private let state = Mutex(State())

    var clock: ServerClock {
        ServerClock(now: { self.now }, uptime: { self.uptime }, sleep: { try await self.sleep($0) })
    }

    var now: Timestamp { state.withLock { $0.wallOffset + $0.uptime } }
    var uptime: Duration { state.withLock { $0.uptime } }

    func advance(by duration: Duration) {
        let due = state.withLock { state in
            state.uptime += duration
            let due = state.sleepers.filter { $0.value.deadline <= state.uptime }
            for id in due.keys { state.sleepers[id] = nil }
            return due.values.sorted { $0.deadline < $1.deadline }
        }
        for sleeper in due { sleeper.continuation.resume() }
    }

    /// Moves time on once nothing is at work any more: however busy the machine is, work takes no time.
    func pass(_ duration: Duration) async {
        for _ in 0..<4 { await Task.yield() }
        await rest()
        advance(by: duration)
    }

    /// Time does not pass before `body` is done.
    func standing<Result>(_ body: () async throws -> Result) async rethrows -> Result {
        state.withLock { $0.working += 1 }
        defer {
            let waiting = state.withLock { state in
                state.working -= 1
                guard state.working == 0 else { return [CheckedContinuation<Void, Never>]() }
                defer { state.resting = [] }
                return state.resting
            }
            for continuation in waiting { continuation.resume() }
        }
        return try await body()
    }

    private func rest() async {
        await withCheckedContinuation { continuation in
            let isAtRest = state.withLock { state in
                if state.working > 0 { state.resting.append(continuation) }
                return state.working == 0
            }
            if isAtRest { continuation.resume() }
        }
    }

    /// Sets the wall clock, as an operator or NTP does.
    func setWall(by step: Duration) { state.withLock { $0.wallOffset = $0.wallOffset + step } }

    /// Lets time pass at up to 50 times its speed while `body` runs.
    func flowing<Result: Sendable>(_ body: @escaping @Sendable () async throws -> Result) async throws -> Result {
        try await withThrowingTaskGroup(of: Result?.self) { group in
            group.addTask { try await body() }
            group.addTask {
                while (try? await Task.sleep(for: .milliseconds(1))) != nil { await self.pass(.milliseconds(50)) }
                return nil
            }
            defer { group.cancelAll() }
            guard let result = try await group.next() ?? nil else { throw CancellationError() }
            return result
        }
    }

    private func sleep(_ duration: Duration) async throws {
        let id = state.withLock { state in
            state.nextSleeper += 1
            return state.nextSleeper
        }
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                let isOver = state.withLock { state -> Result<Void, any Error>? in
                    if state.cancelled.remove(id) != nil { return .failure(CancellationError()) }
                    guard duration > .zero else { return .success(()) }
                    state.sleepers[id] = Sleeper(
                        deadline: state.uptime + duration, continuation: continuation)
                    return nil
                }
                if let isOver { continuation.resume(with: isOver) }
            }
        } onCancel: {
            let sleeper = state.withLock { state in
                let sleeper = state.sleepers.removeValue(forKey: id)
                if sleeper == nil { state.cancelled.insert(id) }
                return sleeper
            }
            sleeper?.continuation.resume(throwing: CancellationError())
        }
    }
}
