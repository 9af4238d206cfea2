/// What a ``TrapListener`` has received since it was made.
public struct TrapStatistics: Sendable, Hashable {
    /// Notifications handed on.
    public var notifications = 0
    /// Of these, informs.
    public var informs = 0
    /// Informs that came again because their acknowledgement was lost; they were acknowledged again and not handed on.
    public var repeatedInforms = 0
    /// Notifications dropped because those before were not read; informs among them were not acknowledged, so that they are
    /// sent again.
    public var dropped = 0
    /// Datagrams that are no notification.
    public var malformed = 0
    /// Notifications that were not accepted.
    public var refused = 0

    init() {}
}
