internal import DequeModule

/// Which look-up waits for a thread, and which is at one. It decides; ``HostResolver`` acts.
///
/// What is being looked up is not looked up once more: whoever asks gets the same answer. Names whose last look-up
/// failed or took long have threads apart, so that they hold up one another and none that works.
struct LookupLanes<Query: Hashable & Sendable, Waiter: AnyObject> {
    enum Lane {
        case quick, slow
    }

    private struct Queue {
        var threads = 0
        /// Some of them nobody waits for any more.
        var waiting: Deque<Query> = []
    }

    private let threadsPerLane: Int
    private let mostThreads: Int
    /// So many names are known as troubled, so that those who invent names take no more memory.
    private static var mostTroubled: Int { 65_536 }

    private var queues: [Lane: Queue] = [.quick: Queue(), .slow: Queue()]
    private var queued: Set<Query> = []
    private var waiters: [Query: [Waiter]] = [:]
    /// What the threads are at.
    private var running: [Query: Lane] = [:]
    private var troubled: Set<Query> = []

    init(threadsPerLane: Int, mostThreads: Int) {
        self.threadsPerLane = threadsPerLane
        self.mostThreads = mostThreads
    }

    var threads: Int { queues.values.reduce(0) { $0 + $1.threads } }

    /// Whether its last look-up failed or took long.
    func isTroubled(_ query: Query) -> Bool { troubled.contains(query) }

    /// - Returns: the lane that needs one more thread.
    mutating func enqueue(_ query: Query, for waiter: Waiter) -> Lane? {
        waiters[query, default: []].append(waiter)
        guard running[query] == nil, queued.insert(query).inserted else { return nil }
        let lane: Lane = troubled.contains(query) ? .slow : .quick
        queues[lane]?.waiting.append(query)
        return takeThread(lane)
    }

    /// The next look-up for a thread of the lane; if there is none, or too many threads are, the thread ends.
    mutating func next(_ lane: Lane) -> Query? {
        while let queue = queues[lane], queue.threads <= threadsPerLane, let query = queues[lane]?.waiting.popFirst() {
            queued.remove(query)
            guard waiters[query] != nil else { continue }
            running[query] = lane
            return query
        }
        queues[lane]?.threads -= 1
        return nil
    }

    /// - Returns: who waits for the answer, and whose thread it is by now.
    mutating func finish(_ query: Query, isTroubled: Bool) -> (waiters: [Waiter], lane: Lane) {
        note(query, isTroubled: isTroubled)
        return (waiters.removeValue(forKey: query) ?? [], running.removeValue(forKey: query) ?? .slow)
    }

    /// One who waits has waited for long enough. What is at a thread takes it along to the slow lane; what is not has not
    /// been asked, and is not if nobody else waits for it.
    /// - Returns: the lane that needs one more thread.
    mutating func giveUp(_ query: Query, _ waiter: Waiter) -> Lane? {
        switch running[query] {
        case .quick:
            note(query, isTroubled: true)
            running[query] = .slow
            queues[.quick]?.threads -= 1
            queues[.slow]?.threads += 1
            return takeThread(.quick)
        case .slow: return nil
        case nil:
            waiters[query]?.removeAll { $0 === waiter }
            if waiters[query]?.isEmpty == true { waiters[query] = nil }
            return nil
        }
    }

    private mutating func takeThread(_ lane: Lane) -> Lane? {
        guard let queue = queues[lane], !queue.waiting.isEmpty, queue.threads < threadsPerLane, threads < mostThreads
        else { return nil }
        queues[lane]?.threads += 1
        return lane
    }

    private mutating func note(_ query: Query, isTroubled: Bool) {
        guard isTroubled else {
            troubled.remove(query)
            return
        }
        if troubled.count >= Self.mostTroubled { troubled.removeAll() }
        troubled.insert(query)
    }
}
