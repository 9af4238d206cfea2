internal import Bus

/// Slows down those who guess passwords. Every attempt counts, also the good ones, and is counted on the bus, so that
/// several API processes count together.
package struct LoginThrottle: Sendable {
    package struct Limits: Sendable, Equatable {
        /// Attempts for one address and username in a window.
        package var perName = 5
        /// Attempts of one address in a window, whatever the username.
        package var perAddress = 60
        package var window = Duration.seconds(60)

        package init() {}
    }

    let bus: any Bus
    let limits: Limits

    /// - Throws: `APIError.tooManyRequests`.
    func admit(username: String, from peer: Peer) async throws {
        let network = peer.network
        try await admit("login \(network)", limit: limits.perAddress)
        try await admit("login \(network) \(username.lowercased())", limit: limits.perName)
    }

    private func admit(_ key: String, limit: Int) async throws {
        let window = await bus.count(key, window: limits.window)
        guard window.count <= limit else {
            throw APIError.tooManyRequests(
                "Too many sign-in attempts; try again later", retryAfter: window.remaining)
        }
    }
}
