package import SNMP

/// How a simulated agent treats its requests.
package struct AgentBehaviour: Sendable {
    /// The share of requests that are lost on the way, 0 to 1.
    package var loss: Double
    /// How many requests to lose first.
    package var ignoredRequests: Int
    /// From request to reply.
    package var delay: Duration
    /// Whether nothing is answered at all.
    package var isDead: Bool
    /// The largest reply, in bytes.
    package var replySize: Int
    /// Objects that the agent does not have.
    package var missing: [OID]
    package var fault: AgentFault?

    package init(
        loss: Double = 0, ignoredRequests: Int = 0, delay: Duration = .zero, isDead: Bool = false,
        replySize: Int = 1472, missing: [OID] = [], fault: AgentFault? = nil
    ) {
        self.loss = loss
        self.ignoredRequests = ignoredRequests
        self.delay = delay
        self.isDead = isDead
        self.replySize = replySize
        self.missing = missing
        self.fault = fault
    }
}
