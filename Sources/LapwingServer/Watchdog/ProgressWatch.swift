package import Workers

/// Decides whether the process hangs. It decides; `Watchdog` looks and acts.
///
/// Silence is added up from look to look, and between two looks no more than a moment counts: a process that was stopped,
/// suspended or starved did not look either, so that time is not held against its parts.
package struct ProgressWatch: Sendable {
    package enum Part: Hashable, Sendable {
        case lane(String)
        case eventLoop(Int)
        /// Any task at all.
        case tasks
    }

    private struct Watched {
        var progress: LaneProgress
        var silence: Duration
    }

    private static let longestGap = Duration.seconds(2)
    /// A database that is slow or away is no hang, and restarting does not mend it; but nothing waits for it for ever.
    private static let patienceWithDatabase = 5

    private let limit: Duration?
    private var watched: [Part: Watched] = [:]
    private var lookedAt: Duration?

    /// - Parameter limit: a part that is silent for longer hangs; `nil` where none ever does.
    package init(limit: Duration?) { self.limit = limit }

    /// - Parameter uptime: since any fixed moment.
    /// - Returns: the parts that hang.
    package mutating func saw(_ parts: [Part: LaneProgress], at uptime: Duration) -> [Part] {
        let gap = lookedAt.map { max(.zero, min(uptime - $0, Self.longestGap)) } ?? .zero
        lookedAt = uptime
        watched = parts.reduce(into: [:]) { next, part in
            let before = watched[part.key]
            let silence = before.map { $0.progress == part.value ? $0.silence + gap : .zero } ?? .zero
            next[part.key] = Watched(progress: part.value, silence: silence)
        }
        guard let limit else { return [] }
        return watched.filter { $0.value.silence > (limit * ($0.value.progress.asks ? Self.patienceWithDatabase : 1)) }
            .keys.sorted()
    }
}

extension ProgressWatch.Part: Comparable, CustomStringConvertible {
    package static func < (left: Self, right: Self) -> Bool { left.description < right.description }

    package var description: String {
        switch self {
        case .lane(let name): "the lane \(name) does not look what is due"
        case .eventLoop(let number): "event loop \(number) does not turn"
        case .tasks: "no task runs"
        }
    }
}
