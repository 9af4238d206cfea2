package import Monitoring

/// What messages say of a place and a time: where the dashboard is, and what the clocks show there.
package struct MessageStyle: Sendable, Equatable {
    package var publicURL: PublicURL?
    package var zone: Zone

    package init(publicURL: PublicURL? = nil, zone: Zone = .utc) {
        self.publicURL = publicURL
        self.zone = zone
    }

    package init(_ settings: Settings) { self.init(publicURL: settings.publicURL, zone: settings.zone) }

    /// `2026-01-15 13:30:00 (12:30 UTC)`; `2026-01-15 12:30:00 UTC` where no other zone is set.
    func text(_ moment: Timestamp) -> String {
        let local = Self.plain(zone.wall(at: moment))
        return zone == .utc ? "\(local) UTC" : "\(local) (\(Self.time(moment)) UTC)"
    }

    /// `2026-01-15 13:30`, by the clocks of the zone.
    func minute(_ moment: Timestamp) -> String { String(Self.plain(zone.wall(at: moment)).prefix(16)) }

    func isMidnight(_ moment: Timestamp) -> Bool { Self.time(zone.wall(at: moment)) == "00:00" }

    private static func plain(_ wall: Timestamp) -> String {
        wall.description.replacing("T", with: " ").replacing("Z", with: "")
    }

    private static func time(_ wall: Timestamp) -> String { String(plain(wall).dropFirst(11).prefix(5)) }
}
