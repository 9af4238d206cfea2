internal import Foundation
internal import Monitoring

/// Takes lines from every thread and writes them, in order, from one of its own: nobody waits for a slow disk, or for a
/// reader who has stopped.
///
/// Unchecked: every access to the variables is under the lock of `condition`; the destination is the thread's alone.
final class LogOutlet: @unchecked Sendable {
    /// Lines gather this long, in seconds, so that a busy server does not write one by one.
    private static let gatheringTime = 0.02

    private let condition = NSCondition()
    private var queue: LogQueue
    private var isUrgent = false
    private var reopening: (@Sendable (any Error) -> Void)?
    /// How far it had come when somebody waited in vain.
    private var stuckAt: Int?

    /// - Parameter limit: bytes that may wait.
    init(_ destination: some LogDestination, limit: Int = 4 * 1024 * 1024) {
        queue = LogQueue(limit: limit)
        let thread = Thread { [self] in writeForever(to: destination) }
        thread.name = "log"
        thread.start()
    }

    /// - Parameter isUrgent: whether it is written at once.
    func append(_ line: String, at now: Timestamp, isUrgent: Bool) {
        condition.lock()
        let isFirst = queue.isEmpty
        queue.append(line, at: now)
        let wakes = isFirst || isUrgent && !self.isUrgent
        self.isUrgent = self.isUrgent || isUrgent
        if wakes { condition.broadcast() }
        condition.unlock()
    }

    /// Soon.
    /// - Parameter onFailure: hears why the old file goes on being written.
    func reopen(onFailure: @escaping @Sendable (any Error) -> Void) {
        condition.lock()
        reopening = onFailure
        condition.broadcast()
        condition.unlock()
    }

    /// Waits until all that was given so far is written, at most until `deadline`, and not for a reader who was waited for in
    /// vain and has taken nothing since.
    func flush(until deadline: Date) {
        condition.lock()
        defer { condition.unlock() }
        let goal = queue.given
        isUrgent = true
        condition.broadcast()
        while queue.settled < goal, stuckAt != queue.settled {
            if !condition.wait(until: deadline) { stuckAt = queue.settled }
        }
    }

    private func writeForever(to destination: some LogDestination) {
        var destination = destination
        while true {
            let (batch, reopening) = next(for: destination.name)
            if let reopening {
                do { try destination.reopen() } catch { reopening(error) }
            }
            let isWritten = batch.bytes.isEmpty || destination.write(batch.bytes[...])
            condition.lock()
            if isWritten { queue.wrote(batch) } else { queue.lost(batch, at: .now) }
            condition.broadcast()
            condition.unlock()
        }
    }

    /// Waits for something to do.
    private func next(for name: String) -> (LogQueue.Batch, reopening: (@Sendable (any Error) -> Void)?) {
        condition.lock()
        defer { condition.unlock() }
        while queue.isEmpty, reopening == nil { condition.wait() }
        let deadline = Date(timeIntervalSinceNow: Self.gatheringTime)
        while !isUrgent, reopening == nil, condition.wait(until: deadline) {}
        defer { (isUrgent, reopening) = (false, nil) }
        return (queue.take(for: name, at: .now), reopening)
    }
}
