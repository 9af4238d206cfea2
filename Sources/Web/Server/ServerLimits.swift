internal import Hummingbird
internal import HummingbirdCore
internal import NIOCore

/// What clients may cost us.
package struct ServerLimits: Sendable, Equatable {
    /// How long a connection may stay silent, or take for a request's head.
    package var idleTimeout = Duration.seconds(60)
    /// How long a request may take to arrive.
    package var requestDeadline = Duration.seconds(30)
    /// How long a client may leave a response unread.
    package var stallDeadline = Duration.seconds(120)
    /// Bytes of a request's head.
    package var headSize = 32 * 1024
    package var headerCount = 128
    /// Connections at a time; those beyond are closed at once, or take the place of an idle one of a network that holds
    /// more.
    package var connections = 10_000
    /// They hold connections for many clients, which are not taken from them.
    package var trustedProxies = TrustedProxies.none
    /// How long a stop waits for a request that may be on its way on a connection that is kept alive.
    package var farewell = Duration.milliseconds(300)
    /// How long a client may take to read the last answer and hang up.
    package var lingering = Duration.seconds(1)

    package init() {}
}
