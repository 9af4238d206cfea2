internal import Logging
internal import Monitoring

/// Lines on their way to one destination, at most so many bytes of them: what is more is counted and not kept. It decides;
/// `LogOutlet` waits and writes.
struct LogQueue {
    /// Lines in order, and behind them how many are missing.
    struct Batch: Equatable {
        var bytes: [UInt8]
        var lines: Int
        fileprivate var missing = 0
        fileprivate var missingSince: Timestamp?
    }

    private let limit: Int
    private var waiting: [UInt8] = []
    private var waitingLines = 0
    private var missing = 0
    private var missingSince: Timestamp?
    /// Lines that were ever given.
    private(set) var given = 0
    /// Lines of which is known what became of them.
    private(set) var settled = 0

    init(limit: Int) { self.limit = limit }

    var isEmpty: Bool { waiting.isEmpty }

    mutating func append(_ line: String, at now: Timestamp) {
        given += 1
        guard waiting.count + line.utf8.count <= limit else {
            settled += 1
            return miss(1, since: now)
        }
        waiting.append(contentsOf: line.utf8)
        waitingLines += 1
    }

    /// All that waits.
    /// - Parameter destination: for the sentence about what is missing.
    mutating func take(for destination: String, at now: Timestamp) -> Batch {
        var batch = Batch(bytes: waiting, lines: waitingLines, missing: missing, missingSince: missingSince)
        if let since = missingSince { batch.bytes += sentence(since, destination, at: now).utf8 }
        (waiting, waitingLines, missing, missingSince) = ([], 0, 0, nil)
        return batch
    }

    mutating func wrote(_ batch: Batch) { settled += batch.lines }

    mutating func lost(_ batch: Batch, at now: Timestamp) {
        settled += batch.lines
        miss(batch.lines + batch.missing, since: batch.missingSince ?? now)
    }

    private mutating func miss(_ lines: Int, since: Timestamp) {
        missing += lines
        missingSince = min(missingSince ?? since, since)
    }

    private func sentence(_ since: Timestamp, _ destination: String, at now: Timestamp) -> String {
        let lines = missing == 1 ? "1 log line was" : "\(missing) log lines were"
        return LogLine(
            at: now, level: .warning, label: "log",
            message: "\(lines) dropped since \(since): \(destination) took no more", metadata: [:]
        ).text
    }
}
