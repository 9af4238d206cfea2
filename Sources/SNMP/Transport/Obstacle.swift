/// Why the network did not carry a request to its destination, by ICMP (RFC 792, RFC 4443).
enum Obstacle: Sendable, Hashable {
    /// The host lives, and nothing listens on the port.
    case portClosed
    /// A router or the own machine knows no way to the host, or the host did not answer on its own network.
    case hostUnreachable
    /// A filter on the way said so.
    case prohibited
}
