/// A time in which people work on what is watched: what happens to it is recorded, and nobody is told before its end.
package struct MaintenanceWindow: Sendable, Equatable {
    package let id: ID<MaintenanceWindow>
    package var name: String
    package var startsAt: Timestamp
    /// After `startsAt`, and not part of it.
    package var endsAt: Timestamp
    package var match: Match
    package var comment: String?
    /// The name of the user who made it.
    package var createdBy: String
    package var createdAt: Timestamp

    package init(
        id: ID<MaintenanceWindow>, name: String, startsAt: Timestamp, endsAt: Timestamp, match: Match = Match(),
        comment: String? = nil, createdBy: String = "", createdAt: Timestamp
    ) {
        self.id = id
        self.name = name
        self.startsAt = startsAt
        self.endsAt = endsAt
        self.match = match
        self.comment = comment
        self.createdBy = createdBy
        self.createdAt = createdAt
    }

    package func isOpen(at moment: Timestamp) -> Bool { startsAt <= moment && moment < endsAt }
}
