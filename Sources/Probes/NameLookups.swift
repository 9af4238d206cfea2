internal import Glibc
internal import NIOConcurrencyHelpers

/// Looks names up on threads of its own, one for each name, since the system's resolver blocks.
///
/// A name that is being looked up is not looked up once more: whoever asks gets the same answer. Names whose last look-up
/// failed or took long have threads apart, so that they hold up one another and none that works.
final class NameLookups: Sendable {
    typealias Service = @Sendable (_ host: String) -> NameAnswer
    typealias Waiter = @Sendable (NameAnswer) -> Void

    fileprivate enum Lane {
        case quick, slow
    }

    fileprivate struct Queue {
        var threads = 0
        var waiting: [String] = []
    }

    fileprivate struct State {
        var queues: [Lane: Queue] = [.quick: Queue(), .slow: Queue()]
        var waiters: [String: [Waiter]] = [:]
        /// What the threads are at.
        var running: [String: Lane] = [:]
        /// Those whose last look-up failed or took long.
        var troubled: Set<String> = []
    }

    fileprivate static let threadsPerLane = 128
    fileprivate static let mostThreads = 1_024
    /// A look-up that takes longer counts as slow. Seconds.
    private static let patience = 2.0

    private let state = NIOLockedValueBox(State())
    private let service: Service
    private let onAnswer: @Sendable (String, NameAnswer) -> Void

    /// - Parameter onAnswer: is told every answer, however late, before those who wait for it.
    init(_ service: @escaping Service, onAnswer: @escaping @Sendable (String, NameAnswer) -> Void) {
        self.service = service
        self.onAnswer = onAnswer
    }

    func isTroubled(_ host: String) -> Bool { state.withLockedValue { $0.troubled.contains(host) } }

    func lookUp(_ host: String, _ waiter: @escaping Waiter) {
        let lane = state.withLockedValue { state -> Lane? in
            state.waiters[host, default: []].append(waiter)
            guard state.waiters[host]?.count == 1, state.running[host] == nil else { return nil }
            return state.queue(host)
        }
        if let lane { start(lane) }
    }

    /// One who waits for that name has waited for long enough: it gives its place to others, if it has one that they need.
    func giveUp(_ host: String) {
        if let lane = state.withLockedValue({ $0.setAside(host) }) { start(lane) }
    }

    private func start(_ lane: Lane) {
        if !startThread({ self.work(lane) }) { refuse(lane) }
    }

    /// One name after the other until none waits.
    private func work(_ lane: Lane) {
        var lane = lane
        while let host = state.withLockedValue({ $0.next(lane) }) {
            let start = ContinuousClock().now
            let answer = service(host)
            let took = (ContinuousClock().now - start) / .seconds(1)
            lane = finish(host, answer, isTroubled: answer.isFailure || took > Self.patience)
        }
    }

    /// Where the system gives no thread, all who wait are told.
    private func refuse(_ lane: Lane) {
        while let host = state.withLockedValue({ $0.next(lane) }) {
            _ = finish(host, .failed("this machine has no thread left for it"), isTroubled: true)
        }
    }

    /// - Returns: whose thread it is by now.
    private func finish(_ host: String, _ answer: NameAnswer, isTroubled: Bool) -> Lane {
        onAnswer(host, answer)
        let (waiters, lane) = state.withLockedValue { state in
            if isTroubled { state.troubled.insert(host) } else { state.troubled.remove(host) }
            return (state.waiters.removeValue(forKey: host) ?? [], state.running.removeValue(forKey: host) ?? .slow)
        }
        for waiter in waiters { waiter(answer) }
        return lane
    }
}

extension NameLookups.State {
    private var threads: Int { queues.values.reduce(0) { $0 + $1.threads } }

    /// - Returns: the lane that needs one more thread.
    fileprivate mutating func queue(_ host: String) -> NameLookups.Lane? {
        let lane: NameLookups.Lane = troubled.contains(host) ? .slow : .quick
        queues[lane]?.waiting.append(host)
        return takeThread(lane)
    }

    private mutating func takeThread(_ lane: NameLookups.Lane) -> NameLookups.Lane? {
        guard let queue = queues[lane], !queue.waiting.isEmpty, queue.threads < NameLookups.threadsPerLane,
            threads < NameLookups.mostThreads
        else { return nil }
        queues[lane]?.threads += 1
        return lane
    }

    /// The next name for a thread of the lane; without one, or with too many threads, the thread ends.
    fileprivate mutating func next(_ lane: NameLookups.Lane) -> String? {
        guard let queue = queues[lane], !queue.waiting.isEmpty, queue.threads <= NameLookups.threadsPerLane else {
            queues[lane]?.threads -= 1
            return nil
        }
        let host = queues[lane]?.waiting.removeFirst()
        if let host { running[host] = lane }
        return host
    }

    /// A name that is at a thread takes it along to the slow lane; one that waits has not been asked and waits no more.
    /// - Returns: the lane that needs one more thread.
    fileprivate mutating func setAside(_ host: String) -> NameLookups.Lane? {
        switch running[host] {
        case .quick:
            troubled.insert(host)
            running[host] = .slow
            queues[.quick]?.threads -= 1
            queues[.slow]?.threads += 1
            return takeThread(.quick)
        case .slow: return nil
        case nil:
            guard (waiters[host]?.count ?? 0) <= 1 else { return nil }
            waiters[host] = nil
            queues[.quick]?.waiting.removeAll { $0 == host }
            queues[.slow]?.waiting.removeAll { $0 == host }
            return nil
        }
    }
}

extension NameAnswer {
    fileprivate var isFailure: Bool { if case .failed = self { true } else { false } }
}

/// `false` where the system gives no thread.
private func startThread(_ body: @escaping @Sendable () -> Void) -> Bool {
    final class Box {
        let body: @Sendable () -> Void; init(_ body: @escaping @Sendable () -> Void) { self.body = body }
    }
    var attributes = pthread_attr_t()
    pthread_attr_init(&attributes)
    defer { pthread_attr_destroy(&attributes) }
    pthread_attr_setdetachstate(&attributes, CInt(PTHREAD_CREATE_DETACHED))
    pthread_attr_setstacksize(&attributes, 512 << 10)
    var thread = pthread_t()
    let box = Unmanaged.passRetained(Box(body))
    let result = pthread_create(
        &thread, &attributes,
        { context in
            guard let context else { return nil }
            Unmanaged<Box>.fromOpaque(context).takeRetainedValue().body()
            return nil
        }, box.toOpaque())
    if result != 0 { box.release() }
    return result == 0
}
