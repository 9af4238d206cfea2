import DequeModule

/// What is known of a device, and what it is being asked. Lives on the thread of ``Wire``.
final class Device {
    let endpoint: Endpoint
    var roundTrips = RoundTrips()
    /// How many requests it is asked at once.
    private(set) var window = Window()
    private(set) var inFlight = 0
    /// Requests that wait for others to be answered.
    private var waiting: Deque<Question> = []
    var limits = DeviceLimits()
    /// Whether ``Wire`` keeps it no longer.
    var isForgotten = false

    init(_ endpoint: Endpoint) {
        self.endpoint = endpoint
    }

    /// `false` if it has to wait; it comes with ``finished()`` then.
    func admits(_ question: Question) -> Bool {
        guard inFlight < window.size else {
            waiting.append(question)
            return false
        }
        inFlight += 1
        return true
    }

    /// A request has its end; the next one, which counts as begun.
    func finished() -> Question? {
        inFlight -= 1
        while inFlight < window.size, let next = waiting.popFirst() {
            guard !next.isFinished else { continue }
            inFlight += 1
            return next
        }
        return nil
    }

    /// All that wait for others.
    func removeWaiting() -> [Question] {
        defer { waiting.removeAll() }
        return Array(waiting)
    }

    func answered(roundTrip: Int64?) {
        if let roundTrip { roundTrips.measured(roundTrip) }
        window.answered()
    }

    func lost() {
        window.lost()
    }

    /// Whether nothing would be lost if it were forgotten.
    var isBlank: Bool { inFlight == 0 && waiting.isEmpty && !roundTrips.isKnown && limits == DeviceLimits() }
}

/// How many requests a device is asked at once: more as it answers, half after one was lost.
///
/// Agents queue few requests, and weak ones lose what they cannot queue, so it starts small (additive increase, multiplicative
/// decrease, as TCP does).
struct Window: Equatable {
    private(set) var size = 4
    private var answers = 0

    private static let largest = 32

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
