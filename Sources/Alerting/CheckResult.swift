/// What one poll says of one check.
package enum CheckResult: Sendable, Equatable {
    case passed
    case failed
    /// A refusal that asking again would only make worse, such as a wrong password: it is believed at once.
    case refused
    /// It answers, and says that it cannot serve now. That proves neither that it works nor that it does not: what was
    /// known stands, for a limited time.
    case busy
}
