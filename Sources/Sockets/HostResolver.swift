internal import Synchronization

#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// Asks the system's name service, which blocks for many seconds if a name server is gone, on a bounded number of threads
/// of its own. Holds up no task's thread, and nobody for longer than the limit each sets.
package final class HostResolver: Sendable {
    /// What the name service says of a host.
    package enum Answer: Sendable, Equatable {
        /// In the order in which the system would try them (RFC 6724).
        case addresses([IPAddress])
        /// There is no such name, or it has no address.
        case unknown
        /// The service failed, or was not waited for: for this reason, which says nothing of the host.
        case failed(String)
    }

    /// Of which versions of the Internet Protocol addresses are wanted.
    package enum Families: Sendable {
        /// Of all that the name has.
        case all
        /// Of those that this machine has an address of itself.
        case configured
    }

    fileprivate struct Query: Hashable {
        enum Goal { case addresses, configuredAddresses, canonicalName }

        let host: String
        let goal: Goal
    }

    fileprivate struct Finding {
        var answer: Answer
        var canonicalName: String?
    }

    /// Asks the system; one for all who do, so that they share its threads.
    package static let system = HostResolver { systemFinding(of: $0) }

    private let service: @Sendable (Query) -> Finding
    private let lanes = Mutex(LookupLanes<Query, Waiter>(threadsPerLane: 128, mostThreads: 1_024))

    /// A look-up that takes longer counts as slow. Seconds.
    private static let patience = 2.0
    /// What the system's look-up needs, with room to spare.
    private static let stackSize = 512 << 10

    private init(_ service: @escaping @Sendable (Query) -> Finding) { self.service = service }

    /// Asks `service` in place of the system. It may block.
    package convenience init(service: @escaping @Sendable (_ host: String) -> Answer) {
        self.init { (query: Query) in Finding(answer: service(query.host)) }
    }

    /// The addresses of a host. A cancelled task gets ``Answer/failed(_:)`` at once.
    /// - Parameters:
    ///   - limit: how long to wait.
    ///   - onAnswer: is told what the service says, before the caller and even if that is after the limit.
    package func lookUp(
        _ host: String, _ families: Families = .all, within limit: Duration,
        onAnswer: @escaping @Sendable (Answer) -> Void = { _ in }
    ) async -> Answer {
        let query = Query(host, families)
        let waiter = Waiter { onAnswer($0.answer) }
        return await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                begin(query, waiter) { continuation.resume(returning: $0.answer) }
                // The caller waits for an answer, not for the time: the timer crosses from one to the other.
                waiter.isTimed(by: Task { try await timeOut(query, waiter, after: limit) })
            }
        } onCancel: {
            giveUp(query, waiter, "the look-up was cancelled")
        }
    }

    /// The addresses of a host, for those who wait on a thread of their own.
    /// - Parameter interruption: a descriptor that ends the wait when it becomes readable.
    /// - Returns: `nil` if the wait was interrupted.
    /// - Throws: if the system has no descriptor to wait by.
    package func addresses(
        of host: String, within limit: Duration, interruption: CInt = -1
    ) throws(SystemError) -> Answer? {
        try wait(for: Query(host, .all), limit, interruption)?.answer
    }

    /// The full name of a host (`AI_CANONNAME`), for those who wait on a thread of their own; `nil` if it has none.
    package func canonicalName(of host: String, within limit: Duration) -> String? {
        try? wait(for: Query(host: host, goal: .canonicalName), limit, -1)?.canonicalName
    }

    /// Whether the last look-up of it failed or took long.
    package func isTroubled(_ host: String, _ families: Families = .all) -> Bool {
        lanes.withLock { $0.isTroubled(Query(host, families)) }
    }

    private func wait(for query: Query, _ limit: Duration, _ interruption: CInt) throws(SystemError) -> Finding? {
        let pipe = try WakePipe()
        let found = Found()
        let waiter = Waiter()
        begin(query, waiter) {
            found.leave($0)
            pipe.wake()
        }
        let deadline = ContinuousClock().now + limit
        var descriptors = [pipe.readEnd, interruption].map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
        while descriptors.allSatisfy({ $0.revents == 0 }), deadline > .now {
            poll(&descriptors, nfds_t(descriptors.count), (deadline - .now).pollMilliseconds)
        }
        giveUp(query, waiter, limit)
        return descriptors[1].revents == 0 ? found.finding : nil
    }
}

// MARK: Threads

extension HostResolver {
    private func begin(
        _ query: Query, _ waiter: Waiter, _ done: @escaping @Sendable (Finding) -> Void
    ) {
        guard waiter.wait(done) else { return }
        if let lane = lanes.withLock({ $0.enqueue(query, for: waiter) }) { start(lane) }
    }

    private func timeOut(_ query: Query, _ waiter: Waiter, after limit: Duration) async throws {
        try await Task.sleep(for: limit)
        giveUp(query, waiter, limit)
    }

    private func giveUp(_ query: Query, _ waiter: Waiter, _ limit: Duration) {
        giveUp(query, waiter, "the name service did not answer within \(limit.inWords)")
    }

    private func giveUp(_ query: Query, _ waiter: Waiter, _ reason: String) {
        guard waiter.end(with: Finding(answer: .failed(reason))) else { return }
        if let lane = lanes.withLock({ $0.giveUp(query, waiter) }) { start(lane) }
    }

    private func start(_ lane: Lanes.Lane) {
        do {
            try OwnThread.start(stackSize: Self.stackSize) { self.work(lane) }
        } catch {
            refuse(lane, "this machine has no thread for it: \(error)")
        }
    }

    private typealias Lanes = LookupLanes<Query, Waiter>

    /// One name after the other until none waits.
    private func work(_ lane: Lanes.Lane) {
        var lane = lane
        while let query = lanes.withLock({ $0.next(lane) }) {
            let start = ContinuousClock().now
            let finding = service(query)
            let took = (ContinuousClock().now - start) / .seconds(1)
            lane = finish(query, finding, isTroubled: finding.answer.isFailure || took > Self.patience)
        }
    }

    /// If the system gives no thread, all who wait are told.
    private func refuse(_ lane: Lanes.Lane, _ reason: String) {
        while let query = lanes.withLock({ $0.next(lane) }) {
            _ = finish(query, Finding(answer: .failed(reason)), isTroubled: true)
        }
    }

    /// - Returns: whose thread it is by now.
    private func finish(_ query: Query, _ finding: Finding, isTroubled: Bool) -> Lanes.Lane {
        let (waiters, lane) = lanes.withLock { $0.finish(query, isTroubled: isTroubled) }
        for waiter in waiters { waiter.answered(finding) }
        return lane
    }
}

extension HostResolver.Query {
    fileprivate init(_ host: String, _ families: HostResolver.Families) {
        self.init(host: host, goal: families == .all ? .addresses : .configuredAddresses)
    }
}

extension HostResolver.Answer {
    fileprivate var isFailure: Bool { if case .failed = self { true } else { false } }
}

/// One who waits for a look-up: for the first of an answer, the limit and a cancellation.
private final class Waiter: Sendable {
    private enum State {
        case idle
        case waiting(@Sendable (HostResolver.Finding) -> Void)
        case over
    }

    private let state = Mutex(State.idle)
    private let timer = Mutex<Task<Void, any Error>?>(nil)
    private let onAnswer: @Sendable (HostResolver.Finding) -> Void

    init(onAnswer: @escaping @Sendable (HostResolver.Finding) -> Void = { _ in }) { self.onAnswer = onAnswer }

    /// `false` if it was given up before: then `done` has been told.
    func wait(_ done: @escaping @Sendable (HostResolver.Finding) -> Void) -> Bool {
        let isOver = state.withLock { state in
            guard case .over = state else {
                state = .waiting(done)
                return false
            }
            return true
        }
        if isOver { done(HostResolver.Finding(answer: .failed("the look-up was cancelled"))) }
        return !isOver
    }

    /// `timer` ends with the wait, whichever ends first.
    func isTimed(by timer: Task<Void, any Error>) {
        self.timer.withLock { $0 = timer }
        if state.withLock({ if case .over = $0 { true } else { false } }) { timer.cancel() }
    }

    /// An answer counts, however late it comes.
    func answered(_ finding: HostResolver.Finding) {
        onAnswer(finding)
        _ = end(with: finding)
    }

    /// Whether it was the first to end it.
    func end(with finding: HostResolver.Finding) -> Bool {
        let done = state.withLock { state -> (@Sendable (HostResolver.Finding) -> Void)? in
            defer { state = .over }
            if case .waiting(let done) = state { return done }
            return nil
        }
        timer.withLock { $0 }?.cancel()
        done?(finding)
        return done != nil
    }
}

/// Where one thread leaves a finding for another.
private final class Found: Sendable {
    private let box = Mutex<HostResolver.Finding?>(nil)

    var finding: HostResolver.Finding? { box.withLock { $0 } }

    func leave(_ finding: HostResolver.Finding) { box.withLock { $0 = finding } }
}

// MARK: The system

/// Asks the system's name service and waits for it.
private func systemFinding(of query: HostResolver.Query) -> HostResolver.Finding {
    var hints = addrinfo()
    hints.ai_socktype = streamType
    switch query.goal {
    case .addresses: break
    case .configuredAddresses: hints.ai_flags = AI_ADDRCONFIG
    case .canonicalName: hints.ai_flags = AI_CANONNAME
    }
    // C would take a name with a zero byte for what comes before it.
    guard !query.host.utf8.contains(0) else { return HostResolver.Finding(answer: .unknown) }
    var list: UnsafeMutablePointer<addrinfo>?
    let status = getaddrinfo(query.host, nil, &hints, &list)
    guard status == 0 else { return HostResolver.Finding(answer: failure(status)) }
    defer { freeaddrinfo(list) }
    var addresses: [IPAddress] = []
    for entry in sequence(first: list, next: { $0?.pointee.ai_next }) {
        guard let entry else { break }
        if let address = entry.pointee.ai_addr.flatMap({ IPAddress($0) }), !addresses.contains(address) {
            addresses.append(address)
        }
    }
    let canonicalName = list?.pointee.ai_canonname.map { String(cString: $0) }
    return HostResolver.Finding(
        answer: addresses.isEmpty ? .unknown : .addresses(addresses), canonicalName: canonicalName)
}

private func failure(_ status: CInt) -> HostResolver.Answer {
    switch status {
    case EAI_NONAME, noAddress, otherFamily: .unknown
    case EAI_SYSTEM: .failed(SystemError.current.description)
    default: .failed(String(cString: gai_strerror(status)))
    }
}

#if canImport(Glibc)
    private let streamType = CInt(SOCK_STREAM.rawValue)
    /// `EAI_NODATA` and `EAI_ADDRFAMILY`, which glibc hides from strict users: the name exists, without an address.
    private let noAddress: CInt = -5
    private let otherFamily: CInt = -9
#else
    private let streamType = SOCK_STREAM
    private let noAddress = EAI_NODATA
    private let otherFamily = EAI_ADDRFAMILY
#endif

extension Duration {
    /// `3 s`, `750 ms`.
    fileprivate var inWords: String {
        let milliseconds = Int(self / .milliseconds(1))
        return milliseconds % 1_000 == 0 ? "\(milliseconds / 1_000) s" : "\(milliseconds) ms"
    }
}
