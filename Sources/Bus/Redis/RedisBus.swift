package import Logging

/// The bus of several processes: Redis carries hints on a channel and holds the counters. Without it every process goes
/// on by itself; when it is back everybody looks for what may have been missed.
package final class RedisBus: Bus {
    private let local: InProcessBus
    private let worker: RedisWorker
    private let task: Task<Void, Never>

    /// Begins to connect, in the background and for ever.
    /// - Parameters:
    ///   - namespace: the same in all processes of one Lapwing, another in each Lapwing that shares the Redis.
    package convenience init(_ address: RedisAddress, namespace: String, logger: Logger) {
        self.init(address, namespace: namespace, logger: logger, timing: RedisTiming())
    }

    init(_ address: RedisAddress, namespace: String, logger: Logger, timing: RedisTiming) {
        let local = InProcessBus()
        let worker = RedisWorker(address, namespace: namespace, timing: timing, local: local, logger: logger)
        (self.local, self.worker) = (local, worker)
        // It ends with the bus, which services share.
        task = Task { await worker.run() }
    }

    deinit { task.cancel() }

    package func publish(_ hint: Hint) {
        local.publish(hint)
        worker.publish(hint)
    }

    package func hints() -> AsyncStream<Hint> { local.hints() }

    package func count(_ key: String, window: Duration) async -> WindowCount {
        guard let shared = await worker.count(key, window: window) else {
            return await local.count(key, window: window)
        }
        local.adopt(shared, of: key)
        return shared
    }

    package func uncount(_ key: String, window: Duration) async {
        guard let shared = await worker.count(key, window: window, step: -1) else {
            return await local.uncount(key, window: window)
        }
        local.adopt(shared, of: key)
    }

    package var state: BusState { worker.state }

    package func close() async {
        await worker.farewell()
        task.cancel()
        await task.value
    }
}
