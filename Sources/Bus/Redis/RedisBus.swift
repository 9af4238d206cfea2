package import Logging
internal import Sockets

/// The bus of several processes: Redis carries hints on a channel and holds the counters. Without it every process goes
/// on by itself; when it is back everybody looks for what may have been missed.
package final class RedisBus: Bus {
    private let local = InProcessBus()
    private let exchange: Exchange

    /// Begins to connect, in the background and for ever.
    /// - Parameters:
    ///   - namespace: the same in all processes of one Lapwing, another in each Lapwing that shares the Redis.
    /// - Throws: where the system has no pipe or thread to give.
    package convenience init(_ address: RedisAddress, namespace: String, logger: Logger) throws {
        try self.init(address, namespace: namespace, logger: logger, timing: RedisTiming())
    }

    init(_ address: RedisAddress, namespace: String, logger: Logger, timing: RedisTiming) throws {
        exchange = try Exchange()
        let worker = RedisWorker(
            address: address, names: RedisNames(namespace: namespace, database: address.database), timing: timing,
            exchange: exchange, local: local, logger: logger)
        try OwnThread.start { worker.run() }
    }

    deinit { exchange.beginClosing() }

    package func publish(_ hint: Hint) {
        local.publish(hint)
        exchange.publish(hint)
    }

    package func hints() -> AsyncStream<Hint> { local.hints() }

    package func count(_ key: String, window: Duration) async -> WindowCount {
        guard let shared = await exchange.count(key, window: window) else {
            return await local.count(key, window: window)
        }
        local.adopt(shared, of: key)
        return shared
    }

    package func uncount(_ key: String, window: Duration) async {
        guard let shared = await exchange.count(key, window: window, step: -1) else {
            return await local.uncount(key, window: window)
        }
        local.adopt(shared, of: key)
    }

    package var state: BusState { exchange.busState }

    package func close() async {
        exchange.beginClosing()
        await exchange.awaitEnd()
    }
}
