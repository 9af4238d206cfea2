/// An agent's behaviour in force: what is worked out once, and what changes from request to request.
final class AgentTreatment {
    let behaviour: AgentBehaviour
    let tree: AgentTree
    let contexts: [String: AgentTree]
    /// Whether it answers by the book, so that the quick way will do.
    let isPlain: Bool
    let hasChances: Bool
    /// Nanoseconds of the monotonic clock.
    private let since: Int64
    private var ignoredRequests: Int
    private var requests = 0
    private var tokens: Double
    private var lastToken: Int64
    private var busyUntil: Int64 = 0

    init(_ behaviour: AgentBehaviour, content: AgentContent, now: Int64) {
        self.behaviour = behaviour
        let content = behaviour.content ?? content
        tree = content.tree
        contexts = content.contexts
        isPlain =
            behaviour.faults.isEmpty && behaviour.missing.isEmpty && behaviour.delay == .zero
            && behaviour.jitter == .zero && behaviour.serviceTime == .zero && behaviour.lostAbove == nil
        hasChances =
            behaviour.isDead || behaviour.outage != nil || behaviour.loss > 0 || behaviour.ignoredRequests > 0
            || behaviour.rateLimit != nil
        ignoredRequests = behaviour.ignoredRequests
        since = now
        tokens = max(1, (behaviour.rateLimit ?? 0) / 10)
        lastToken = now
    }

    enum Fate { case answered, lost, dead }

    /// Whether nobody is there to answer.
    func isAway(at now: Int64) -> Bool {
        behaviour.isDead || behaviour.outage.map { $0.isOn(after: max(0, now - since)) } ?? false
    }

    /// What becomes of a request that arrives. `luck` is from 0 to 1.
    func fate(at now: Int64, luck: Double) -> Fate {
        if isAway(at: now) { return .dead }
        if ignoredRequests > 0 {
            ignoredRequests -= 1
            return .lost
        }
        if luck < behaviour.loss { return .lost }
        guard let rate = behaviour.rateLimit else { return .answered }
        tokens = min(max(1, rate / 10), tokens + Double(now - lastToken) * rate / 1e9)
        lastToken = now
        guard tokens >= 1 else { return .lost }
        tokens -= 1
        return .answered
    }

    /// Counts a request for ``AgentFault/warming``.
    func isCold() -> Bool {
        requests += 1
        return behaviour.faults.contains(.warming) && requests <= 20
    }

    /// When the reply to a request that came `now` leaves; `nil` if the agent is too busy to take it.
    func due(at now: Int64, varBinds: Int, luck: Double) -> Int64? {
        var due = now + behaviour.delay.nanoseconds + Int64(Double(behaviour.jitter.nanoseconds) * luck)
        if behaviour.faults.contains(.slowWhenLarge) { due += 5_000_000 + 100_000 * Int64(varBinds * varBinds) }
        let service = behaviour.serviceTime.nanoseconds
        guard service > 0 else { return due }
        guard busyUntil - now < 8 * service else { return nil }
        busyUntil = max(busyUntil, now) + service
        return max(due, busyUntil)
    }

    /// The agent at that moment; `milliseconds` is the time since the fleet's epoch.
    @inline(__always)
    func device(_ address: UInt32, milliseconds: UInt64, now: Int64) -> AgentDevice {
        guard let age = behaviour.age else { return AgentDevice(address: address, milliseconds: milliseconds) }
        let since = UInt64(max(0, (now - since + age.nanoseconds) / 1_000_000))
        return AgentDevice(address: address, millisecondsSinceStart: since, restarts: behaviour.restarts)
    }
}

extension Duration {
    /// At most 292 years.
    var nanoseconds: Int64 {
        let (seconds, attoseconds) = components
        return seconds.multipliedReportingOverflow(by: 1_000_000_000).partialValue &+ attoseconds / 1_000_000_000
    }
}
