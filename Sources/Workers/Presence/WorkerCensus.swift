package import Monitoring
package import Store

/// Which workers live. A beat is told by the change of its row and timed by the watcher's own uptime, so that clocks of
/// machines may differ; only at the first look, when there is no other measure, is the row's time compared.
package struct WorkerCensus: Sendable {
    /// A worker that was silent for as long is dead. It beats every ten seconds.
    package static let longestSilence = Duration.seconds(60)
    /// Between two looks no more silence is counted, since the watcher may have been the one that did not look.
    private static let longestGap = Duration.seconds(10)

    private struct Watched: Sendable {
        var row: WorkerRow
        var silence: Duration

        var isAlive: Bool { silence < WorkerCensus.longestSilence }
    }

    private var watched: [String: Watched] = [:]
    package private(set) var lookedAt: Duration?

    package init() {}

    package mutating func saw(_ rows: [WorkerRow], at uptime: Duration, wall: Timestamp) {
        let gap = lookedAt.map { min(uptime - $0, Self.longestGap) }
        var next: [String: Watched] = [:]
        for row in rows {
            let silence: Duration =
                switch (watched[row.name], gap) {
                case (let before?, let gap?): before.row.seenAt == row.seenAt ? before.silence + gap : .zero
                case (nil, .some): .zero
                case (_, nil): max(wall - row.seenAt, row.seenAt - wall)
                }
            next[row.name] = Watched(row: row, silence: silence)
        }
        watched = next
        lookedAt = uptime
    }

    package var alive: [WorkerRow] {
        watched.values.filter(\.isAlive).map(\.row).sorted { $0.name < $1.name }
    }
}
