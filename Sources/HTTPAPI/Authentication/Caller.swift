package import Monitoring
package import Store

/// Who calls, as stored now and not as the token was issued.
package struct Caller: Sendable, Equatable {
    package var user: User
    /// What has changed since something was rendered.
    package var revisions: Revisions
    /// The login that the token stems from.
    package var family: String

    package init(user: User, revisions: Revisions, family: String) {
        self.user = user
        self.revisions = revisions
        self.family = family
    }
}
