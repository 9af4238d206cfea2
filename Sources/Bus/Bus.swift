package import Monitoring

/// Hints between the parts of Lapwing, and counters they share. Losing a hint costs a second, never a job: who waits
/// for one also looks at the database.
package protocol Bus: Sendable {
    /// Never waits, whatever the state.
    func publish(_ hint: Hint)

    /// Hints from now on; ends when the caller stops iterating or is cancelled. A slow reader loses the oldest.
    func hints() -> AsyncStream<Hint>

    /// Counts one more `key` in a window that began with its first count and lasts `window`. While the bus is away each
    /// process counts for itself.
    func count(_ key: String, window: Duration) async -> WindowCount

    /// Takes one count of `key` back, if its window has not ended.
    func uncount(_ key: String, window: Duration) async

    /// As last known; never waits.
    var state: BusState { get }

    /// Sends what was published, within a moment, and lets go of threads and connections. What is published later
    /// reaches this process alone.
    func close() async
}

package enum Hint: Sendable, Hashable {
    /// One of the kind may be due sooner than was known.
    case due(SubjectKind)
    case noticesDue
    case taskFinished(String)
    case settingsChanged

    /// What to look for after hints may have been missed.
    static let all: [Hint] = [.settingsChanged] + SubjectKind.allCases.map { .due($0) } + [.noticesDue]
}

package struct WindowCount: Sendable, Equatable {
    /// This count included.
    package var count: Int
    /// Until the window ends.
    package var remaining: Duration

    package init(count: Int, remaining: Duration) {
        self.count = count
        self.remaining = remaining
    }
}
