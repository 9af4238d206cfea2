internal import Foundation

/// Where log lines end up: the console, or a file.
protocol LogDestination: Sendable {
    /// For sentences.
    var name: String { get }
    /// May take as long as its reader does.
    /// - Returns: whether all of it was written.
    mutating func write(_ bytes: ArraySlice<UInt8>) -> Bool
    /// Goes on in a file that was put in the place of the one that is open.
    mutating func reopen() throws
}

/// Standard error.
struct LogConsole: LogDestination {
    let name = "standard error"
    private let descriptor: Int32

    init(descriptor: Int32 = STDERR_FILENO) { self.descriptor = descriptor }

    func write(_ bytes: ArraySlice<UInt8>) -> Bool { descriptor.writeAll(bytes) }

    func reopen() {}
}

extension Int32 {
    /// To the file of this descriptor, waiting for as long as it takes.
    func writeAll(_ bytes: ArraySlice<UInt8>) -> Bool {
        bytes.withUnsafeBytes { buffer in
            var rest = UnsafeRawBufferPointer(buffer)
            while !rest.isEmpty {
                let written = Foundation.write(self, rest.baseAddress, rest.count)
                if written > 0 {
                    rest = UnsafeRawBufferPointer(rebasing: rest.dropFirst(written))
                } else if written < 0, errno == EAGAIN {
                    _ = awaitRoom(milliseconds: -1)
                } else if written == 0 || errno != EINTR {
                    return false
                }
            }
            return true
        }
    }

    /// - Parameter milliseconds: negative for ever.
    /// - Returns: whether as much as fits a page can be written at once.
    func awaitRoom(milliseconds: Int32) -> Bool {
        var entry = pollfd(fd: self, events: Int16(POLLOUT), revents: 0)
        return poll(&entry, 1, milliseconds) > 0
    }
}

/// What is said past the log, on standard error alone.
package enum StandardError {
    /// What fits into a pipe that has room (pipe(7)).
    private static let piece = 4096

    /// Gives up on a reader who takes nothing for so long.
    /// - Returns: whether all of it was written.
    @discardableResult
    package static func write(_ text: String, patience: Duration = .seconds(2)) -> Bool {
        var rest = Array(text.utf8)[...]
        while !rest.isEmpty {
            guard STDERR_FILENO.awaitRoom(milliseconds: Int32(patience / .milliseconds(1))),
                STDERR_FILENO.writeAll(rest.prefix(piece))
            else { return false }
            rest = rest.dropFirst(piece)
        }
        return true
    }
}
