/// What was learned of how to ask a device, kept so that a restart learns nothing again. The probe that wrote it reads it;
/// to all others it is a text.
package struct KeptKnowledge: Sendable, Equatable {
    /// The part that makes it worth keeping anew when it changes, for people to read. It holds no secret.
    package var gist: String
    /// All of it with keys, as secret as the credentials; `nil` where the worker was given it before.
    package var text: Secret?

    package init(gist: String, text: Secret?) {
        self.gist = gist
        self.text = text
    }
}
