/// What a client has sent and received since it was made.
public struct SNMPStatistics: Sendable, Hashable {
    /// Requests sent for the first time.
    public var requests = 0
    /// Requests sent again.
    public var retries = 0
    /// Replies that answered a request.
    public var replies = 0
    /// Of these, replies that came from another address than the one asked.
    public var foreignReplies = 0
    /// Replies that were late, came twice, or fit no request of ours.
    public var strayReplies = 0
    /// Datagrams that are no SNMP message, and replies that end in error.
    public var malformedReplies = 0
    /// Requests given up without an answer.
    public var unanswered = 0

    /// Devices that something is known of now.
    public var devices = 0
    /// UDP sockets that are open now: at most one for IPv4 and one for IPv6.
    public var sockets = 0

    init() {}
}
