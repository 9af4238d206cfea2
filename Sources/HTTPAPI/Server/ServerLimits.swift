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
    /// Connections at a time; those beyond are closed at once.
    package var connections = 10_000

    package init() {}
}
