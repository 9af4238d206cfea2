package import SNMP

/// What a fleet has received and sent so far.
package struct AgentStatistics: Sendable, Hashable {
    /// All that arrived, whatever became of it.
    package var requests = 0
    package var replies = 0
    package var varBinds = 0
    /// Requests and replies lost by chance, by rate limits and by full queues.
    package var lost = 0
    /// Requests and pings to agents that are dead or away.
    package var dead = 0
    /// Pings to agents of a network of their own; those that are dead do not answer.
    package var echoes = 0
    /// What was no request, carried another community, or came for an address that is not played.
    package var rejected = 0
}

extension AgentStatistics: CustomStringConvertible {
    package var description: String {
        """
        {"requests":\(requests),"replies":\(replies),"varbinds":\(varBinds),"lost":\(lost),"dead":\(dead),\
        "echoes":\(echoes),"rejected":\(rejected)}
        """
    }
}

/// A request as it arrived, for tests that watch what a client sends.
package struct JournalEntry: Sendable, Hashable {
    /// `127.1.2.3`; `0.0.0.1` for `::1`.
    package let address: String
    /// The PDU's tag: 0xA0 for GET, 0xA1 for GETNEXT, 0xA5 for GETBULK; `nil` in v3.
    package let operation: UInt8?
    package let id: Int32
    /// What is asked for, in order.
    package let oids: [OID]
    /// `max-repetitions` of a GETBULK.
    package let repetitions: Int32
    /// The size of the datagram.
    package let size: Int
    /// The client's port: tells its retries from the requests of another.
    package let peerPort: UInt16
    /// Since the fleet's epoch.
    package let at: Duration
}
