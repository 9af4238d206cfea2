/// One that is due, leased to one worker.
package struct Claim<Subject: Watched>: Sendable {
    package var subject: Subject
    package var due: Timestamp
    /// Fencing: a save under any other token is refused.
    package var token: String
    package var checks: [Check: CheckState]
    /// The device it hangs behind, where there is an enabled one.
    package var parent: Parent?
    /// Tasks that wait for this poll; they are `STARTED` now.
    package var tasks: [String]
    package var knowledge: Subject.Knowledge

    package init(
        _ subject: Subject, due: Timestamp, token: String, checks: [Check: CheckState] = [:], parent: Parent? = nil,
        tasks: [String] = [], knowledge: Subject.Knowledge
    ) {
        self.subject = subject
        self.due = due
        self.token = token
        self.checks = checks
        self.parent = parent
        self.tasks = tasks
        self.knowledge = knowledge
    }
}

/// What was found of what was claimed.
package struct Poll<Subject: Watched>: Sendable {
    package var claim: Claim<Subject>
    package var outcome: Subject.Outcome

    package init(_ claim: Claim<Subject>, _ outcome: Subject.Outcome) {
        self.claim = claim
        self.outcome = outcome
    }
}

/// A poll and what it means: all that is to be stored of it, and told.
package struct Decision<Subject: Watched>: Sendable {
    package var poll: Poll<Subject>
    package var verdict: Verdict<Subject.Facts>

    package init(_ poll: Poll<Subject>, _ verdict: Verdict<Subject.Facts>) {
        self.poll = poll
        self.verdict = verdict
    }

    package var claim: Claim<Subject> { poll.claim }
}
