/// The answers of many devices to one request, in the order in which they come.
///
/// It is the quickest way to poll a fleet: what is asked is encoded once, and so many devices are asked at the same time as it
/// was told. Devices that do not answer take no time from the others. It ends when each has answered or failed.
/// Names are looked up before the first request, all at once.
public struct SNMPSweep: AsyncSequence, Sendable {
    /// Failures are those of single devices: see ``Answer/result``.
    public typealias Failure = Never

    /// What came of one device.
    public struct Answer: Sendable {
        /// Which of the targets it is about, counted from 0.
        public let position: Int
        /// The device.
        public let target: SNMPTarget
        /// Its values in the order in which they were asked for, or why there are none. An object that the device does not have
        /// is a value: ``SNMPValue/noSuchObject`` or ``SNMPValue/noSuchInstance``.
        public let result: Result<[VarBind], SNMPError>
    }

    private let client: SNMPClient
    private let oids: [OID]
    private let targets: [SNMPTarget]
    private let limit: Int

    init(_ oids: [OID], client: SNMPClient, targets: [SNMPTarget], atOnce limit: Int) {
        self.client = client
        self.oids = oids
        self.targets = targets
        self.limit = limit
    }

    /// Starts with the first request.
    public func makeAsyncIterator() -> AsyncIterator {
        AsyncIterator(sweep: self)
    }

    /// Hands out answers as they come. Unless they are taken, no more devices are asked after some thousands.
    public struct AsyncIterator: AsyncIteratorProtocol {
        private let sweep: SNMPSweep
        private var session: SweepSession?
        private var batch: [Answer] = []
        private var position = 0

        fileprivate init(sweep: SNMPSweep) {
            self.sweep = sweep
        }

        /// The next answer; `nil` after the last, or if the task was cancelled or the client closed.
        public mutating func next(isolation actor: isolated (any Actor)? = #isolation) async -> Answer? {
            if position < batch.count {
                defer { position += 1 }
                return batch[position]
            }
            return await refill(isolation: actor)
        }

        private mutating func refill(isolation actor: isolated (any Actor)?) async -> Answer? {
            let session: SweepSession
            if let begun = self.session { session = begun } else { session = await sweep.begin() }
            self.session = session
            batch = await session.take()
            position = 1
            return batch.first
        }
    }

    private func begin() async -> SweepSession {
        var stops: [Sweep.Stop] = []
        var failures: [Answer] = []
        stops.reserveCapacity(targets.count)
        for (position, result) in await destinations() {
            switch result {
            case .success(let destination): stops.append(Sweep.Stop(position: position, destination: destination))
            case .failure(let error):
                failures.append(Answer(position: position, target: targets[position], result: .failure(error)))
            }
        }
        return SweepSession(Sweep(oids, at: stops, atOnce: limit), client: client, failures: failures)
    }

    /// Names are looked up all at once.
    private func destinations() async -> [(position: Int, result: Result<Destination, SNMPError>)] {
        var results: [(position: Int, result: Result<Destination, SNMPError>)] = []
        results.reserveCapacity(targets.count)
        let named = targets.indices.filter { targets[$0].endpoint == nil }
        for position in targets.indices where targets[position].endpoint != nil {
            results.append((position, await client.found(targets[position])))
        }
        await withTaskGroup(of: (Int, Result<Destination, SNMPError>).self) { group in
            for position in named { group.addTask { (position, await client.found(targets[position])) } }
            for await (position, result) in group { results.append((position, result)) }
        }
        return results
    }
}

/// A sweep under way. It is given up when the last reference goes.
final class SweepSession: Sendable {
    private let sweep: Sweep
    private let mailbox: Mailbox?

    /// `failures` are devices that need not be asked.
    init(_ sweep: Sweep, client: SNMPClient, failures: [SNMPSweep.Answer]) {
        self.sweep = sweep
        mailbox = try? client.mailbox()
        var failures = failures
        if !failures.isEmpty { _ = sweep.results.offer(&failures) }
        if mailbox?.post(.begin(sweep)) != true { sweep.close() }
    }

    deinit {
        _ = mailbox?.post(.cancel(sweep))
    }

    /// What came since; empty at the end.
    func take() async -> [SNMPSweep.Answer] {
        let batch = await withTaskCancellationHandler {
            await sweep.results.take()
        } onCancel: {
            _ = mailbox?.post(.cancel(sweep))
        }
        if batch.wasFull, mailbox?.post(.resume(sweep)) != true { sweep.results.end(.success(())) }
        return batch.elements
    }
}
