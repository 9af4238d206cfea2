package import Monitoring
internal import Synchronization

/// A clock that stands still until it is moved.
package final class ManualClock: Sendable {
    private let moment: Mutex<Timestamp>

    package init(_ moment: Timestamp) { self.moment = Mutex(moment) }

    package var now: Timestamp { moment.withLock { $0 } }

    package func advance(_ duration: Duration) { moment.withLock { $0 = $0 + duration } }
}
