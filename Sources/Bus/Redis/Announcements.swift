/// What to log of a Redis that comes and goes: each change once, and no more than a few a minute where it does so all
/// the time.
struct Announcements {
    enum Announcement: Equatable {
        /// - Parameter unsaid: how often it came or went since the last line.
        case away(reason: String, unsaid: Int)
        case back(after: Duration, unsaid: Int)
        case connected
    }

    private enum Known: Equatable {
        case nothing
        case connected
        case away(reason: String, since: ContinuousClock.Instant)
    }

    private static let linesAMinute = 6

    private var actual = Known.nothing
    private var said = Known.nothing
    private var unsaid = 0
    private var spokeAt: [ContinuousClock.Instant] = []

    mutating func wentAway(_ reason: String, at now: ContinuousClock.Instant) -> Announcement? {
        switch actual {
        case .away(_, let since): actual = .away(reason: reason, since: since)
        case .nothing, .connected:
            actual = .away(reason: reason, since: now)
            unsaid += 1
        }
        return announce(at: now)
    }

    mutating func connected(at now: ContinuousClock.Instant) -> Announcement? {
        if actual != .connected { unsaid += 1 }
        actual = .connected
        return announce(at: now)
    }

    /// To be asked now and then: what could not be said at its time may be due.
    mutating func announce(at now: ContinuousClock.Instant) -> Announcement? {
        guard isNews else { return nil }
        spokeAt.removeAll { $0 <= now - .seconds(60) }
        guard spokeAt.count < Self.linesAMinute else { return nil }
        spokeAt.append(now)
        defer { (said, unsaid) = (actual, 0) }
        switch actual {
        case .nothing: return nil
        case .away(let reason, _): return .away(reason: reason, unsaid: max(0, unsaid - 1))
        case .connected:
            guard case .away(_, let since) = said else { return .connected }
            return .back(after: now - since, unsaid: max(0, unsaid - 1))
        }
    }

    /// The first reason is usually the best: later ones tell of attempts to return.
    private var isNews: Bool {
        switch (said, actual) {
        case (_, .nothing), (.connected, .connected), (.away, .away): false
        default: true
        }
    }
}
