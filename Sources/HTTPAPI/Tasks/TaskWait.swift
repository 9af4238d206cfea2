internal import Bus
internal import HTTPTypes
internal import Hummingbird
internal import Monitoring
internal import ServiceLifecycle
internal import Store
internal import Web

/// `?wait=SECONDS` of calls that start a task: the answer is the task's result where it is there in time.
struct TaskWait: Sendable {
    static let parameter = OperationParameter.query(
        "wait", .integer(in: seconds), "Seconds to wait for the result; without it the answer is 202 at once")
    private static let seconds = 1...60

    /// A hint may be lost, so the store is asked as often as this.
    private static let lookInterval = Duration.seconds(1)

    private let dependencies: APIDependencies
    private let limit: Duration?

    /// - Throws: `APIError.invalid` where `wait` is out of range.
    init(_ call: Call, _ dependencies: APIDependencies) throws(APIError) {
        var query = call.query
        limit = query.integer("wait", in: Self.seconds).map { .seconds($0) }
        try query.validate()
        self.dependencies = dependencies
    }

    /// Starts a task and waits for its end, unless the client goes away or Lapwing is stopped before.
    func answer(_ subject: TaskSubject, _ start: () async throws -> PollTask) async throws -> Response {
        guard let limit else { return subject.accepted(try await start()) }
        // Listened to before the task exists, so that its end cannot be missed.
        let hints = dependencies.bus.hints()
        let task = try await start()
        let finished = try await end(of: task.id, hints, within: limit)
        return try finished.map(subject.finished) ?? subject.accepted(task)
    }

    /// - Returns: `nil` where it has not ended within `limit`.
    private func end(of id: String, _ hints: AsyncStream<Hint>, within limit: Duration) async throws -> PollTask? {
        try await withThrowingTaskGroup(of: Void.self) { group in
            let (looks, look) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
            group.addTask {
                for await hint in hints where hint == .taskFinished(id) { look.yield() }
            }
            group.addTask {
                let end = ContinuousClock.now + limit
                while case let rest = end - .now, rest > .zero {
                    look.yield()
                    try await Task.sleep(for: min(rest, Self.lookInterval))
                }
                look.yield()
                look.finish()
            }
            group.addTask {
                try await gracefulShutdown()
                look.finish()
            }
            if let presence = ClientPresence.current {
                group.addTask {
                    for await _ in presence.departure() {}
                    look.finish()
                }
            }
            defer { group.cancelAll() }
            for await _ in looks {
                if let task = try await dependencies.store.task(id), task.state.isFinal { return task }
            }
            return nil
        }
    }
}
