package import Alerting
package import Bus

/// A kind of thing that is polled.
package protocol Polled: Judged {
    /// Names its queue in logs, metrics and claims.
    static var lane: String { get }
    /// Says that one may be due sooner than was known.
    static var hint: Hint { get }
    /// What asking one is called, in the middle of a sentence.
    static var work: String { get }
}
