internal import Crypto
internal import Encodings
internal import Foundation

/// The lines of a backup. Each begins with a letter for what it is.
enum ArchiveLine {
    static let header = UInt8(ascii: "H")
    static let table = UInt8(ascii: "T")
    static let row = UInt8(ascii: "R")
    static let manifest = UInt8(ascii: "M")
    /// The SHA-256 of all lines before.
    static let end = UInt8(ascii: "E")

    /// The format and its version.
    static let format = "lapwing-backup 1"
}

/// Writes a file that is there whole or not at all: under another name, which it loses when all of it is on the disk.
struct ArchiveWriter: ~Copyable {
    private let path: String
    private let partial: String
    private let descriptor: CInt
    private var buffer: [UInt8] = []
    private var hash = SHA256()
    private var isFinished = false

    private static let bufferSize = 1 << 20

    init(path: String) throws {
        self.path = path
        partial = path + ".partial"
        unlink(partial)
        descriptor = open(partial, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw Self.failure(partial) }
        buffer.reserveCapacity(Self.bufferSize + 4096)
    }

    deinit {
        close(descriptor)
        if !isFinished { unlink(partial) }
    }

    mutating func write(_ letter: UInt8, _ line: some Sequence<UInt8>) throws {
        buffer.append(letter)
        buffer += line
        buffer.append(UInt8(ascii: "\n"))
        if buffer.count >= Self.bufferSize { try flush() }
    }

    /// Of all that was written so far.
    private mutating func sha256() throws -> String {
        try flush()
        return hash.finalize().hexadecimal
    }

    mutating func finish() throws {
        try write(ArchiveLine.end, sha256().utf8)
        try flush()
        guard fsync(descriptor) == 0, rename(partial, path) == 0 else { throw Self.failure(path) }
        isFinished = true
        let directory = open((path as NSString).deletingLastPathComponent.nonEmpty ?? ".", O_RDONLY | O_CLOEXEC)
        guard directory >= 0 else { return }
        fsync(directory)
        close(directory)
    }

    private mutating func flush() throws {
        hash.update(data: buffer)
        var written = 0
        while written < buffer.count {
            let count = buffer.withUnsafeBytes { bytes in
                writeSome(descriptor, bytes.baseAddress.map { $0 + written }, bytes.count - written)
            }
            guard count > 0 else {
                if errno == EINTR { continue }
                throw Self.failure(partial)
            }
            written += count
        }
        buffer.removeAll(keepingCapacity: true)
    }

    private static func failure(_ path: String) -> ArchiveError {
        ArchiveError("\(path) cannot be written: \(String(cString: strerror(errno))).")
    }
}

/// The SHA-256 of lines.
struct FileHash {
    private var hash = SHA256()

    mutating func add(_ line: ArraySlice<UInt8>) {
        line.withUnsafeBytes { hash.update(bufferPointer: $0) }
        hash.update(data: [UInt8(ascii: "\n")])
    }

    var text: String { hash.finalize().hexadecimal }
}

/// Reads the lines of a backup one after the other.
struct ArchiveReader: ~Copyable {
    private let path: String
    private let descriptor: CInt
    private var buffer: [UInt8] = []
    private var start = 0

    init(path: String) throws {
        self.path = path
        descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else {
            throw ArchiveError("\(path) cannot be read: \(String(cString: strerror(errno))).")
        }
    }

    deinit { close(descriptor) }

    /// The next line without its end; `nil` at the end of the file.
    mutating func next() throws -> ArraySlice<UInt8>? {
        var searched = start
        while true {
            if let end = buffer[searched...].firstIndex(of: UInt8(ascii: "\n")) {
                defer { start = end + 1 }
                return buffer[start..<end]
            }
            searched = buffer.count - start
            buffer.removeFirst(start)
            start = 0
            guard try fill() else {
                guard buffer.isEmpty else { throw ArchiveError.damaged(path, "its last line is cut off") }
                return nil
            }
        }
    }

    private mutating func fill() throws -> Bool {
        let size = 1 << 20
        let chunk = try [UInt8](unsafeUninitializedCapacity: size) { space, count in
            while case let read = readSome(descriptor, space.baseAddress, size) {
                if read < 0, errno == EINTR { continue }
                guard read >= 0 else {
                    throw ArchiveError("\(path) cannot be read: \(String(cString: strerror(errno))).")
                }
                count = read
                return
            }
        }
        buffer += chunk
        return !chunk.isEmpty
    }
}

/// The system's, whose names the methods above hide.
private func writeSome(_ descriptor: CInt, _ bytes: UnsafeRawPointer?, _ count: Int) -> Int {
    write(descriptor, bytes, count)
}

private func readSome(_ descriptor: CInt, _ space: UnsafeMutableRawPointer?, _ count: Int) -> Int {
    read(descriptor, space, count)
}

extension String {
    fileprivate var nonEmpty: String? { isEmpty ? nil : self }
}
