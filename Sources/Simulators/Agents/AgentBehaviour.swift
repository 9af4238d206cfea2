package import SNMP

/// How a simulated agent treats its requests.
package struct AgentBehaviour: Sendable {
    /// The share of requests that are lost on the way, 0 to 1.
    package var loss: Double
    /// The share of replies that are lost on the way, 0 to 1.
    package var replyLoss = 0.0
    /// How many requests to lose first.
    package var ignoredRequests: Int
    /// From request to reply.
    package var delay: Duration
    /// Up to that much more, by chance.
    package var jitter = Duration.zero
    /// How long the agent works on each request, one after the other. Eight more may wait; others are lost.
    package var serviceTime = Duration.zero
    /// Requests a second that are answered; others are lost, without a word.
    package var rateLimit: Double?
    /// Whether nothing is answered at all.
    package var isDead: Bool
    /// When it is away for a while, again and again.
    package var outage: Outage?
    /// The largest reply, in bytes.
    package var replySize: Int
    /// Replies of more bytes are lost on the way, as where fragments are dropped.
    package var lostAbove: Int?
    /// Objects that the agent does not have.
    package var missing: [OID]
    package var faults: Set<AgentFault>
    /// What the agent says, if not what the others of its fleet do.
    package var content: AgentContent?
    /// How long ago it started, with all counters at zero; otherwise a time of its own, months ago.
    package var age: Duration?
    /// How often it has started since the fleet did.
    package var restarts: UInt32 = 0

    package init(
        loss: Double = 0, ignoredRequests: Int = 0, delay: Duration = .zero, isDead: Bool = false,
        replySize: Int = 1472, missing: [OID] = [], fault: AgentFault? = nil, content: AgentContent? = nil,
        age: Duration? = nil
    ) {
        self.loss = loss
        self.ignoredRequests = ignoredRequests
        self.delay = delay
        self.isDead = isDead
        self.replySize = replySize
        self.missing = missing
        self.content = content
        self.age = age
        faults = fault.map { [$0] } ?? []
    }
}

/// A device that comes and goes.
package struct Outage: Sendable, Hashable {
    /// How long it is away.
    package let length: Duration
    /// From one time that it goes away to the next. At first it is there, for the rest of it.
    package let period: Duration

    /// `nil` where it would never be there, or never be away.
    package init?(length: Duration, period: Duration) {
        guard length > .zero, period > length else { return nil }
        self.length = length
        self.period = period
    }

    /// - Parameter elapsed: nanoseconds since it began.
    package func isOn(after elapsed: Int64) -> Bool { elapsed % period.nanoseconds >= (period - length).nanoseconds }
}
