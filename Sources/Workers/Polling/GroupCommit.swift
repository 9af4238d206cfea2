/// Lets what comes at about the same time be written together: the first to come writes for all who came while it
/// waited its turn, then one of those who came later takes over. At once where nothing was written just before.
actor GroupCommit<Item: Sendable> {
    enum Turn { case written, lead }

    struct Waiting {
        let item: Item
        let turn: CheckedContinuation<Turn, Never>
    }

    private let most: Int
    private let pause: Duration
    private let clock: ServerClock
    /// Without the one that writes.
    private(set) var waiting: [Waiting] = []
    private var isLed = false
    private var wroteAt: Duration?

    /// - Parameters:
    ///   - most: items in one batch; as many are written without waiting.
    ///   - pause: between the beginnings of two batches.
    init(atMost most: Int, every pause: Duration, clock: ServerClock) {
        self.most = most
        self.pause = pause
        self.clock = clock
    }

    /// Returns once `item` was written, by this or by another caller's `write`; all callers pass one that does the same.
    func add(_ item: Item, write: @escaping @Sendable ([Item]) async -> Void) async {
        if isLed {
            let turn = await withCheckedContinuation { waiting.append(Waiting(item: item, turn: $0)) }
            guard turn == .lead else { return }
        }
        isLed = true
        await takeBreath()
        let others = waiting.prefix(most - 1)
        waiting.removeFirst(others.count)
        let batch = [item] + others.map(\.item)
        // The time that the first to come has left is not that of the others.
        await Task { await write(batch) }.value
        for other in others { other.turn.resume(returning: .written) }
        passOn()
    }

    private func takeBreath() async {
        if let wroteAt, waiting.count + 1 < most {
            let rest = wroteAt + pause - clock.uptime()
            // A cancelled wait is a stop: what there is, is written now.
            if rest > .zero { try? await clock.sleep(rest) }
        }
        wroteAt = clock.uptime()
    }

    private func passOn() {
        isLed = !waiting.isEmpty
        if isLed { waiting.removeFirst().turn.resume(returning: .lead) }
    }
}
