package import Monitoring
internal import NIOConcurrencyHelpers

/// How a dispatcher is doing, for health and for the log.
package struct DispatchCounts: Sendable, Equatable {
    package var started = 0
    /// Started more than a second after they were due.
    package var late = 0
    /// Cut off because they took too long: they are repeated when their claim ends.
    package var cutOff = 0
    package var inFlight = 0
    /// How late work started.
    package var lateness = DispatchCounts.bounds.map { Bucket(within: $0, count: 0) } + [Bucket(within: nil, count: 0)]
    /// When the dispatcher last looked what is due; one that works looks every second or more often.
    package var lookedAt: Timestamp?

    package struct Bucket: Sendable, Equatable {
        /// Milliseconds; `nil` for any.
        package var within: Int?
        /// Those that are not in a narrower bucket.
        package var count: Int
    }

    private static let bounds = [10, 50, 100, 250, 500, 1000, 5000]

    mutating func start(late lateness: Duration) {
        started += 1
        inFlight += 1
        if lateness > .seconds(1) { late += 1 }
        let bucket = Self.bounds.firstIndex { lateness <= .milliseconds($0) } ?? Self.bounds.count
        self.lateness[bucket].count += 1
    }
}

/// Counts that many tasks count in.
package final class DispatchStatistics: Sendable {
    private let box = NIOLockedValueBox(DispatchCounts())

    package var counts: DispatchCounts { box.withLockedValue { $0 } }

    func looked(at now: Timestamp) { box.withLockedValue { $0.lookedAt = now } }

    func started(late: Duration) { box.withLockedValue { $0.start(late: late) } }

    func ended(isCutOff: Bool) {
        box.withLockedValue { counts in
            counts.inFlight -= 1
            if isCutOff { counts.cutOff += 1 }
        }
    }
}
