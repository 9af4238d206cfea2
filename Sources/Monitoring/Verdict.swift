/// What a poll's outcome means: everything that is to be stored of it, decided before anything is written.
package struct Verdict<Facts: Sendable & Equatable>: Sendable, Equatable {
    /// When it was begun to ask the subject; `nil` where it was not, and then nothing is changed but the next poll.
    package var measuredAt: Timestamp?
    package var status: Status
    /// `nil` keeps what is stored.
    package var lastSeen: Timestamp?
    package var lastError: String?
    package var facts: Facts
    package var checks: [Check: CheckState]
    package var alerts: [AlertChange]
    package var next: NextPoll
    /// Whether `status` is confirmed, so that tasks waiting for this poll can be answered.
    package var isFinal: Bool
    /// Milliseconds of the fastest answer, for those who asked for this poll.
    package var latency: Double?
    /// Whether the parent must be polled now, because what is to be made of a child's silence depends on it.
    package var needsParent: Bool

    package init(
        measuredAt: Timestamp?, status: Status, lastSeen: Timestamp? = nil, lastError: String?, facts: Facts,
        checks: [Check: CheckState],
        alerts: [AlertChange] = [], next: NextPoll = .regular, isFinal: Bool = true, latency: Double? = nil,
        needsParent: Bool = false
    ) {
        self.measuredAt = measuredAt
        self.status = status
        self.lastSeen = lastSeen
        self.lastError = lastError
        self.facts = facts
        self.checks = checks
        self.alerts = alerts
        self.next = next
        self.isFinal = isFinal
        self.latency = latency
        self.needsParent = needsParent
    }
}

/// When to ask again.
package enum NextPoll: Sendable, Equatable {
    /// At the next slot of its interval.
    case regular
    /// To confirm a result that may be a blip.
    case after(Duration)
}

/// What a poll does to the alerts of its subject.
package enum AlertChange: Sendable, Equatable {
    /// A new alert, or one more occurrence of the one of this rule that still fires; then nobody is told again.
    case raise(AlertRule, Severity, String, Telling = .nobody)
    /// An event that is over as it is told, such as "back online"; of those who are to be told, only those are who were
    /// told of the outage that it ends.
    case note(AlertRule, Severity, String, Telling = .nobody)
    /// Ends those of this rule that fire.
    case resolve(AlertRule)
}
