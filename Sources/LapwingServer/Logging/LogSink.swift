internal import Foundation
internal import Logging
internal import Monitoring

/// Takes lines from every thread and has them written to the console and the log file. Nobody waits for that, but for a
/// moment with a line that may be the last one.
package final class LogSink: Sendable {
    private let console: LogOutlet
    private let file: LogOutlet?

    package convenience init(file: LogFile?) { self.init(console: LogConsole(), file: file) }

    init(console: LogConsole, file: LogFile?) {
        self.console = LogOutlet(console)
        self.file = file.map { LogOutlet($0) }
    }

    private var outlets: [LogOutlet] { [console] + (file.map { [$0] } ?? []) }

    func append(_ line: String, at now: Timestamp, level: Logger.Level) {
        console.append(line, at: now, isUrgent: level >= .warning)
        file?.append(line, at: now, isUrgent: level >= .warning)
        if level == .critical { flush(within: .seconds(1)) }
    }

    /// Waits until what was logged is written, no longer than that for all of it.
    package func flush(within limit: Duration = .seconds(2)) {
        let deadline = Date(timeIntervalSinceNow: limit / .seconds(1))
        // The file first: it is the one that is kept.
        for outlet in outlets.reversed() { outlet.flush(until: deadline) }
    }

    /// Goes on in a file of the name that was configured, since the one that is open may have been moved away.
    package func reopen() {
        file?.reopen { [self] error in
            let line = LogLine(
                at: .now, level: .error, label: "log",
                message: "\(error) The log goes on in the file that is open.", metadata: [:])
            append(line.text, at: .now, level: .error)
        }
    }
}
