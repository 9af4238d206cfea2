import Monitoring
import Synchronization

/// A clock that stands still until it is moved, in a year that no machine's clock shows: what was stored by it is told
/// from what was not.
final class GoldenClock: Sendable {
    static let year = "2100-"

    private let moment = Mutex(Timestamp(milliseconds: 4_102_444_800_000))

    var now: Timestamp { moment.withLock { $0 } }

    func advance(_ duration: Duration) { moment.withLock { $0 = $0 + duration } }
}
