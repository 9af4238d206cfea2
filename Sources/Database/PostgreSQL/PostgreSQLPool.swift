internal import NIOConcurrencyHelpers
internal import NIOPosix

/// Connections and the threads that use them, as many of one as of the other.
final class PostgreSQLPool: Sendable {
    private struct State {
        /// The most recently used last.
        var idle: [Lent] = []
        var failure: (error: DatabaseError, until: ContinuousClock.Instant)?
    }

    /// A connection on its way between threads: whoever took it from the pool has it alone.
    private struct Lent: @unchecked Sendable {
        let connection: PostgreSQLConnection
    }

    private let url: PostgreSQLURL
    private let limits: PostgreSQLLimits
    private let threads: NIOThreadPool
    private let state = NIOLockedValueBox(State())

    init(_ url: PostgreSQLURL, _ limits: PostgreSQLLimits) {
        self.url = url
        self.limits = limits
        threads = NIOThreadPool(numberOfThreads: limits.connections)
        threads.start()
    }

    deinit { threads.shutdownGracefully { _ in } }

    /// Runs `body` on a thread of the pool with a connection of its own.
    func withConnection<Result: Sendable>(
        _ body: @escaping @Sendable (PostgreSQLConnection) throws -> Result
    ) async throws -> Result {
        let deadline = ContinuousClock.now + limits.queue
        return try await withCheckedThrowingContinuation { continuation in
            threads.submit { state in
                continuation.resume(
                    with: Swift.Result {
                        guard case .active = state else { throw self.closed }
                        guard .now < deadline else { throw self.overloaded }
                        return try self.lend(body)
                    })
            }
        }
    }

    private func lend<Result>(_ body: (PostgreSQLConnection) throws -> Result) throws -> Result {
        let connection = try idleConnection() ?? connect()
        defer {
            if connection.isUsable { state.withLockedValue { $0.idle.append(Lent(connection: connection)) } }
        }
        return try body(connection)
    }

    /// One that the server closed meanwhile is dropped.
    private func idleConnection() -> PostgreSQLConnection? {
        while let lent = state.withLockedValue({ $0.idle.popLast() }) {
            if lent.connection.isAlive() { return lent.connection }
        }
        return nil
    }

    private func connect() throws -> PostgreSQLConnection {
        if let failure = state.withLockedValue({ $0.failure }), failure.until > .now { throw failure.error }
        do {
            let connection = try PostgreSQLConnection(
                to: url, settings: limits.settings(isLocal: false) + "; " + Planner.byIndex(isLocal: false))
            state.withLockedValue { $0.failure = nil }
            return connection
        } catch {
            state.withLockedValue { $0.failure = (error, .now + limits.afterFailure) }
            throw error
        }
    }

    private var overloaded: DatabaseError {
        DatabaseError(
            .busy,
            """
            All \(limits.connections) connections to the PostgreSQL database \(url.place) have been busy for \
            \(limits.queue): it is slow, or DATABASE_POOL_SIZE is too small.
            """)
    }

    private var closed: DatabaseError {
        DatabaseError(.unreachable, "The connections to the PostgreSQL database \(url.place) were closed.")
    }
}
