/// What is asked of a subject, with a state of its own. The name is what tables hold; checks that people configure are
/// named for what they ask, such as `tcp:443`.
package struct Check: RawRepresentable, Hashable, Sendable, CustomStringConvertible {
    package let rawValue: String

    package init(rawValue: String) { self.rawValue = rawValue }

    package var description: String { rawValue }

    /// A device answers anything at all.
    package static let reachability = Check(rawValue: "reachability")
    /// A device's SNMP agent answers.
    package static let snmp = Check(rawValue: "snmp")
    /// A camera serves its stream.
    package static let stream = Check(rawValue: "stream")
}

/// A check's memory between polls. It is *hard* once confirmed; results that contradict it are counted in a streak
/// until there are enough to believe them.
package struct CheckState: Sendable, Equatable {
    package enum Hard: String, Sendable, Codable {
        case unknown, up, down
        /// Down behind a parent that is down.
        case unreachable
    }

    package var hard: Hard
    /// When `hard` last changed.
    package var since: Timestamp
    /// Results in a row that contradict `hard`; 0 while they agree.
    package var streak: Int
    /// When the first of them came.
    package var streakSince: Timestamp?
    /// How much it comes and goes, as of `since`: each change between up and down counts 1, and half that half an hour
    /// later.
    package var instability: Double
    /// Whether it changes too often to report each change.
    package var isUnstable: Bool
    /// Whether the present outage was raised as an alert, so that its end is told too.
    package var isReported: Bool
    /// When it first said that it is busy, without having passed since.
    package var busySince: Timestamp?
    /// How many checks found the present outage, counted up to 24; 0 while it is not down.
    package var outageChecks: Int
    /// The most checks that found one outage since it became unstable.
    package var longestOutage: Int

    package init(
        hard: Hard = .unknown, since: Timestamp, streak: Int = 0, streakSince: Timestamp? = nil,
        instability: Double = 0,
        isUnstable: Bool = false, isReported: Bool = false,
        busySince: Timestamp? = nil, outageChecks: Int = 0, longestOutage: Int = 0
    ) {
        self.hard = hard
        self.since = since
        self.streak = streak
        self.streakSince = streakSince
        self.instability = instability
        self.isUnstable = isUnstable
        self.isReported = isReported
        self.busySince = busySince
        self.outageChecks = outageChecks
        self.longestOutage = longestOutage
    }
}
