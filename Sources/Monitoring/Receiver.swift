/// A way to people: an inbox, a chat room, a program that listens. `kind` names what it is, and what its fields mean.
package struct Receiver: Sendable, Equatable {
    package let id: ID<Receiver>
    /// Such as `email` or `webhook`; what a worker of another version may not know.
    package var kind: String
    /// Unique, whatever the case; what people call it.
    package var name: String
    package var isEnabled: Bool
    /// By the names that the kind declares. What is not given is not there.
    package var fields: [String: ReceiverValue]
    /// Secret fields that are stored and cannot be read, and why, such as after `SECRET_KEY` was lost.
    package var unreadable: [String: String]
    package var createdAt: Timestamp
    package var updatedAt: Timestamp

    package init(
        id: ID<Receiver>, kind: String, name: String, isEnabled: Bool = true, fields: [String: ReceiverValue] = [:],
        unreadable: [String: String] = [:], createdAt: Timestamp, updatedAt: Timestamp
    ) {
        self.id = id
        self.kind = kind
        self.name = name
        self.isEnabled = isEnabled
        self.fields = fields
        self.unreadable = unreadable
        self.createdAt = createdAt
        self.updatedAt = updatedAt
    }

    /// The text of a field, secret or not; `nil` where it is not given.
    package func value(of field: String) -> String? { fields[field]?.reveal() }
}

extension Receiver {
    /// Email by the settings alone. It is there from the start, and is not deleted.
    package static let emailOfSettings = ID<Receiver>(1)
    /// Slack by the settings alone.
    package static let slackOfSettings = ID<Receiver>(2)

    /// Whether it has no fields of its own: what it sends by is in the settings.
    package var isOfSettings: Bool { id == Self.emailOfSettings || id == Self.slackOfSettings }
}

/// What a field of a receiver holds. A list is one text, an element a line; a number and `true` or `false` are as they
/// are written.
package enum ReceiverValue: Sendable, Hashable {
    case plain(String)
    /// Sealed where it is stored, never shown: printing it shows dots.
    case secret(Secret)

    package func reveal() -> String {
        switch self {
        case .plain(let text): text
        case .secret(let secret): secret.reveal()
        }
    }

    package var isSecret: Bool {
        if case .secret = self { true } else { false }
    }
}
