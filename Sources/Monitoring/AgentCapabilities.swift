/// What was learned of how to ask a device, kept so that a restart learns nothing again. The probe that wrote it reads
/// it; to all others it is a text.
package struct AgentCapabilities: Sendable, Equatable {
    /// The part that makes it worth keeping anew when it changes, for people to read. It holds no secret.
    package var fingerprint: String
    /// All of it with keys, as secret as the credentials; `nil` where the worker was given it before.
    package var text: Secret?

    package init(fingerprint: String, text: Secret?) {
        self.fingerprint = fingerprint
        self.text = text
    }
}
