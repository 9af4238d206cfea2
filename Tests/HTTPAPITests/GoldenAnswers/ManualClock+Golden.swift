import Monitoring
import TestKit

extension ManualClock {
    /// In a year that no machine's clock shows: what was stored by it is told from what was not.
    static let goldenYear = "2100-"

    /// At the beginning of that year.
    static func golden() -> ManualClock { ManualClock(Timestamp(milliseconds: 4_102_444_800_000)) }
}
