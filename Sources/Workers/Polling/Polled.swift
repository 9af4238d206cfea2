package import Alerting

/// A kind of thing that is polled.
package protocol Polled: Judged {
    /// Names its queue in logs, metrics and claims.
    static var lane: String { get }
    /// What asking one is called, in the middle of a sentence.
    static var work: String { get }
}
