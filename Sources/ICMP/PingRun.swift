/// A sweep or a watch as the thread of the pinger has it: it is touched by no other once it was handed over.
protocol PingRun: AnyObject, Sendable {
    typealias Table = PingTable<PingLoop.Addressee>

    /// Begins pings, as far as it may have more of them under way.
    func refill(_ table: inout Table, at now: MonotonicTime)

    /// Whether it would begin more at once.
    var wantsMore: Bool { get }

    /// Whether there is something to hand over that should not wait.
    var isLaden: Bool { get }
    /// Whether there is something to hand over.
    var isEmpty: Bool { get }

    /// Hands over what was found since the last time. Returns whether it is over.
    func flush() -> Bool

    /// The pinger is closed, or has no thread.
    func end(with failure: (IPAddress) -> PingError)
}

/// A sweep under way.
final class SweepRun: PingRun, @unchecked Sendable {
    // @unchecked Sendable: everything but the mailbox belongs to the thread of the loop, from `begin` on.
    /// Results that may lie unread before no further target is begun.
    private static let mostUnread = 4096
    /// Targets begun at a time, between looks at the sockets.
    private static let stride = 1024

    let mailbox = Mailbox<PingResult>()
    private let sweep: PingSweep
    private var first: PingRequest?
    private var next = 0
    private var open = 0
    private var unread = 0
    private var results: [PingResult] = []

    init(_ sweep: PingSweep) { self.sweep = sweep }

    func refill(_ table: inout Table, at now: MonotonicTime) {
        var room = min(Self.stride, sweep.atOnce - open, Self.mostUnread - unread - results.count)
        while room > 0, next < sweep.targets.count {
            begin(next, in: &table, at: now)
            next += 1
            room -= 1
        }
    }

    private func begin(_ index: Int, in table: inout Table, at now: MonotonicTime) {
        do throws(PingError) {
            let request = try request(for: sweep.targets[index])
            table.begin(request, for: .sweep(self, index: index), at: now, isPatient: true)
            open += 1
        } catch {
            results.append(PingResult(target: sweep.targets[index], index: index, outcome: .failure(error)))
        }
    }

    private func request(for target: IPAddress) throws(PingError) -> PingRequest {
        if let first { return try PingRequest(target: target, as: first) }
        let request = try PingRequest(
            target: target, count: sweep.count, interval: sweep.interval, timeout: sweep.timeout, grace: sweep.grace)
        first = request
        return request
    }

    /// A full mailbox is looked at each time whether it was read.
    var isLaden: Bool { results.count >= PingLoop.batch || unread >= Self.mostUnread / 2 }
    var isEmpty: Bool { results.isEmpty && !isOver }
    private var isOver: Bool { open == 0 && next == sweep.targets.count }

    var wantsMore: Bool {
        next < sweep.targets.count && open < sweep.atOnce && unread + results.count < Self.mostUnread
    }

    func ended(_ index: Int, _ outcome: Result<PingStatistics, PingError>) {
        open -= 1
        results.append(PingResult(target: sweep.targets[index], index: index, outcome: outcome))
    }

    func flush() -> Bool {
        unread = mailbox.put(results, alarm: Self.mostUnread / 2)
        results = []
        if isOver { mailbox.finish() }
        return isOver
    }

    func end(with failure: (IPAddress) -> PingError) {
        for index in next..<sweep.targets.count {
            let target = sweep.targets[index]
            results.append(PingResult(target: target, index: index, outcome: .failure(failure(target))))
        }
        next = sweep.targets.count
        _ = mailbox.put(results)
        mailbox.finish()
    }
}
