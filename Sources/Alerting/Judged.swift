package import Monitoring

/// A kind of thing of whose polls can be said what they mean.
package protocol Judged: Watched {
    static func verdict(on poll: Poll<Self>, by settings: Settings) -> Verdict<Facts>
}

/// Decides what a poll means: states, alerts, and when to ask again.
package func decide<Subject: Judged>(_ poll: Poll<Subject>, by settings: Settings) -> Decision<Subject> {
    Decision(poll, Subject.verdict(on: poll, by: settings))
}
