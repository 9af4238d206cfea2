internal import GRDB
internal import Synchronization

/// Read-only connections for reads on the calling thread. There are as many as threads ever read at once.
final class PointReaders: Sendable {
    private let path: String
    private let configuration: Configuration
    private let idle = Mutex<[DatabaseQueue]>([])

    init(path: String, configuration: Configuration) {
        self.path = path
        self.configuration = configuration
    }

    func withConnection<Result>(_ body: (GRDB.Database) throws -> Result) throws -> Result {
        let queue = try idle.withLock { $0.popLast() } ?? open()
        defer { idle.withLock { $0.append(queue) } }
        return try queue.unsafeRead(body)
    }

    private func open() throws -> DatabaseQueue {
        var configuration = configuration
        configuration.readonly = true
        return try DatabaseQueue(path: path, configuration: configuration)
    }
}
