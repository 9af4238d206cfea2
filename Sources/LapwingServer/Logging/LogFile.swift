internal import Foundation

/// A file that is renamed to `NAME.1`, `NAME.2`, … when it is full, the oldest dropped. Several processes may write to the same.
/// Not thread-safe: a `LogOutlet` owns it.
package struct LogFile: LogDestination {
    let name = "the log file"
    private let path: String
    private let limit: Int
    private let kept: Int
    private var descriptor: Int32
    private var inode: Int?
    private var size: Int

    /// - Parameters:
    ///   - limit: bytes after which the next line begins a new file.
    ///   - kept: how many full ones stay.
    package init(path: String, limit: Int = 10 * 1024 * 1024, kept: Int = 5) throws {
        self.path = path
        self.limit = limit
        self.kept = kept
        let directory = (path as NSString).deletingLastPathComponent
        if !directory.isEmpty {
            try? FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
        }
        (descriptor, inode, size) = try Self.open(path)
    }

    @discardableResult
    mutating func write(_ bytes: ArraySlice<UInt8>) -> Bool {
        if size > 0, size + bytes.count > limit { rotate() }
        // What is appended ends where the file does, whoever else writes to it.
        defer { size = max(0, lseek(descriptor, 0, SEEK_CUR)) }
        return descriptor.writeAll(bytes)
    }

    mutating func reopen() throws {
        let opened = try Self.open(path)
        close(descriptor)
        (descriptor, inode, size) = opened
    }

    /// Where the new file cannot be opened the old one goes on being written: a full log is better than none.
    private mutating func rotate() {
        flock(descriptor, LOCK_EX)
        defer { flock(descriptor, LOCK_UN) }
        if isAtPath { rename() }
        try? reopen()
    }

    /// Whether the file is still there, or another process has renamed it.
    private var isAtPath: Bool { inode != nil && Self.inode(at: path) == inode }

    private static func inode(at path: String) -> Int? {
        (try? FileManager.default.attributesOfItem(atPath: path))?[.systemFileNumber] as? Int
    }

    private func rename() {
        for number in stride(from: kept - 1, through: 1, by: -1) {
            Foundation.rename("\(path).\(number)", "\(path).\(number + 1)")
        }
        Foundation.rename(path, "\(path).1")
    }

    private static func open(_ path: String) throws -> (descriptor: Int32, inode: Int?, size: Int) {
        let descriptor = Foundation.open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o640)
        guard descriptor >= 0 else {
            throw ConfigurationError(
                "The log file \(path) cannot be opened: \(String(cString: strerror(errno))). Set LOG_FILE to one that can."
            )
        }
        return (descriptor, inode(at: path), max(0, lseek(descriptor, 0, SEEK_END)))
    }
}
