/// How many requests a device is asked at once: more as it answers, half after one was lost.
///
/// Agents queue few requests, and weak ones lose what they cannot queue, so it starts small (additive increase, multiplicative
/// decrease, as TCP does).
struct Window: Equatable {
    private(set) var size = 4
    private var answers = 0

    private static let largest = 32

    init() {}

    /// As it was found to be earlier.
    init(size: Int) {
        self.size = min(max(1, size), Self.largest)
    }

    mutating func answered() {
        answers += 1
        guard answers >= size * 4 else { return }
        answers = 0
        size = min(size + 1, Self.largest)
    }

    mutating func lost() {
        size = max(1, size / 2)
        answers = 0
    }
}
