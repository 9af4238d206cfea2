internal import DequeModule

/// Hints on their way out. One that waits already is not queued again: whoever hears it looks after both.
struct HintQueue {
    /// A flood loses the oldest.
    private let limit: Int
    private var hints: Deque<Hint> = []
    private var waiting: Set<Hint> = []

    init(limit: Int) { self.limit = limit }

    var isEmpty: Bool { hints.isEmpty }

    mutating func append(_ hint: Hint) {
        guard waiting.insert(hint).inserted else { return }
        hints.append(hint)
        if hints.count > limit, let oldest = hints.popFirst() { waiting.remove(oldest) }
    }

    mutating func take(atMost count: Int) -> [Hint] {
        let taken = Array(hints.prefix(count))
        hints.removeFirst(taken.count)
        for hint in taken { waiting.remove(hint) }
        return taken
    }

    mutating func removeAll() {
        hints.removeAll()
        waiting.removeAll()
    }
}
