internal import Bus
internal import Monitoring
internal import Web

/// Slows down those who guess passwords. Only wrong ones count, and they are counted on the bus, so that several API
/// processes count together.
///
/// An attempt is counted before its password is checked and taken back if that was right, so that guesses made at once
/// are no more than guesses made one by one. Right ones that come at once wait for each other and are not turned away.
package struct LoginThrottle: Sendable {
    package struct Limits: Sendable, Equatable {
        /// Wrong passwords for one address and username in a window.
        package var perName = 5
        /// Wrong passwords of one address in a window, whatever the username.
        package var perAddress = 60
        package var window = Duration.seconds(60)

        package init() {}
    }

    let bus: any Bus
    let limits: Limits
    private let underWay = AttemptsUnderWay()

    init(bus: any Bus, limits: Limits) {
        self.bus = bus
        self.limits = limits
    }

    /// - Parameter check: `nil` for a wrong password, which counts; what it throws does not.
    /// - Returns: what `check` does.
    /// - Throws: `APIError.tooManyRequests`, and what `check` throws.
    func attempt<Value>(
        _ username: String, from peer: Peer, _ check: () async throws -> Value?
    ) async throws -> Value? {
        let network = peer.network
        return try await counted("login \(network)", limit: limits.perAddress) {
            try await counted("login \(network) \(username.lowercased())", limit: limits.perName, check)
        }
    }

    private func counted<Value>(
        _ key: String, limit: Int, _ check: () async throws -> Value?
    ) async throws -> Value? {
        underWay.enter(key)
        defer { underWay.leave(key) }
        try await reserve(key, limit: limit)
        defer { underWay.end(key) }
        do {
            let value = try await check()
            if value != nil { await bus.uncount(key, window: limits.window) }
            return value
        } catch {
            await bus.uncount(key, window: limits.window)
            throw error
        }
    }

    private func reserve(_ key: String, limit: Int) async throws {
        while true {
            let ended = underWay.ended(key)
            let window = await bus.count(key, window: limits.window)
            if window.count <= limit { return underWay.start(key) }
            await bus.uncount(key, window: limits.window)
            guard await underWay.nextEnd(of: key, since: ended) else {
                throw APIError.tooManyRequests(
                    "Too many failed sign-in attempts; try again later", retryAfter: window.remaining)
            }
        }
    }
}
