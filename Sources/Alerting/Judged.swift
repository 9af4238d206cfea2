package import Monitoring

/// A kind of thing of whose polls can be said what they mean.
package protocol Judged: Watched {
    static func verdict(on poll: Poll<Self>, by settings: Settings) -> Verdict<Facts>
}

/// Decides what a poll means: states, alerts, who is told of them, and when to ask again.
package func decide<Subject: Judged>(_ poll: Poll<Subject>, by policy: Policy) -> Decision<Subject> {
    var verdict = Subject.verdict(on: poll, by: policy.settings)
    guard !verdict.alerts.isEmpty else { return Decision(poll, verdict) }
    let subject = poll.claim.subject
    verdict.alerts = verdict.alerts.map { $0.told(by: policy, of: TaggedSubject(subject), at: poll.outcome.at) }
    return Decision(poll, verdict)
}
