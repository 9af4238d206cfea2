/// Hints between the parts of Lapwing, and counters they share. Losing a hint costs a second, never a job: who waits
/// for one also looks at the database.
package protocol Bus: Sendable {
    func publish(_ hint: Hint)

    /// Hints from now on; ends when the caller stops iterating or is cancelled. A slow reader loses the oldest.
    func hints() -> AsyncStream<Hint>

    /// Counts one more `key` in a window that began with its first count and lasts `window`.
    func count(_ key: String, window: Duration) async -> WindowCount
}

package enum Hint: Sendable, Equatable {
    /// A device may be due sooner than was known.
    case devicesDue
    case camerasDue
    case noticesDue
    case taskFinished(String)
    case settingsChanged
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
