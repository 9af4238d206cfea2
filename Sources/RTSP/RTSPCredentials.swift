/// A user name and a password for one camera. They print as `•••`, so that no log or error shows them.
public struct RTSPCredentials: Sendable, Hashable, CustomStringConvertible, CustomDebugStringConvertible,
    CustomReflectable
{
    /// The user name, decoded.
    public let username: String
    /// The password, decoded; may be empty.
    public let password: String

    /// Credentials as a person knows them: nothing is percent-encoded.
    public init(username: String, password: String) {
        self.username = username
        self.password = password
    }

    /// Three dots.
    public var description: String { "•••" }
    /// Three dots.
    public var debugDescription: String { "•••" }
    /// Without children: `dump` shows nothing.
    public var customMirror: Mirror { Mirror(self, children: []) }
}
