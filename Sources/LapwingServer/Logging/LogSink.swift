internal import Foundation
internal import Logging
internal import NIOConcurrencyHelpers

/// Takes lines from every thread and writes them, in order, to the console and the log file from one of its own, so
/// that a slow disk holds nobody up. Lines from `warning` upwards are written before the caller goes on.
package final class LogSink: Sendable {
    private struct Pending {
        var bytes: [UInt8] = []
        var dropped = 0
    }

    /// Past this many bytes lines are counted and not kept: logging must not eat the memory.
    private static let pendingLimit = 4 * 1024 * 1024
    /// Lines gather this long, in seconds, so that a busy server does not write one by one.
    private static let gatheringTime = 0.02

    private let pending = NIOLockedValueBox(Pending())
    /// Holding it is the right to write.
    private let file: NIOLockedValueBox<LogFile?>
    private let hasPending = ConditionLock(value: false)

    package init(file: LogFile?) {
        self.file = NIOLockedValueBox(file)
        let thread = Thread { [self] in writeForever() }
        thread.name = "log"
        thread.start()
    }

    func append(_ line: String, level: Logger.Level) {
        pending.withLockedValue { pending in
            if pending.bytes.count < Self.pendingLimit {
                pending.bytes.append(contentsOf: line.utf8)
            } else {
                pending.dropped += 1
            }
        }
        if level >= .warning {
            flush()
        } else {
            hasPending.lock()
            hasPending.unlock(withValue: true)
        }
    }

    /// Writes what is pending.
    package func flush() {
        file.withLockedValue { file in
            let lines = pending.withLockedValue { pending in
                defer { pending = Pending() }
                return pending
            }
            var bytes = lines.bytes
            if lines.dropped > 0 { bytes += Array("… \(lines.dropped) lines were dropped here\n".utf8) }
            guard !bytes.isEmpty else { return }
            bytes.withUnsafeBytes { _ = Foundation.write(STDERR_FILENO, $0.baseAddress, $0.count) }
            file?.write(bytes[...])
        }
    }

    private func writeForever() -> Never {
        while true {
            hasPending.lock(whenValue: true)
            hasPending.unlock(withValue: false)
            flush()
            Thread.sleep(forTimeInterval: Self.gatheringTime)
        }
    }
}
