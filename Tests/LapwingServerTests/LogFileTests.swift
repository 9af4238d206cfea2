import Foundation
import Testing

@testable import LapwingServer

@Suite struct LogFileTests {
    private func withDirectory(_ body: (String) throws -> Void) throws {
        let directory = NSTemporaryDirectory() + "lapwing-log-\(UUID().uuidString)"
        defer { try? FileManager.default.removeItem(atPath: directory) }
        try body(directory)
    }

    private func text(_ path: String) -> String? {
        FileManager.default.contents(atPath: path).map { String(decoding: $0, as: UTF8.self) }
    }

    @Test func `a full file is renamed and the oldest dropped`() throws {
        try withDirectory { directory in
            let path = "\(directory)/deep/backend.log"
            var file = try LogFile(path: path, limit: 10, kept: 2)
            for line in ["one....\n", "two....\n", "three..\n", "four...\n"] { file.write(Array(line.utf8)[...]) }
            #expect(text(path) == "four...\n")
            #expect(text("\(path).1") == "three..\n")
            #expect(text("\(path).2") == "two....\n")
            #expect(text("\(path).3") == nil)
        }
    }

    @Test func `a file that is there is continued`() throws {
        try withDirectory { directory in
            for line in ["first\n", "second\n"] {
                var file = try LogFile(path: "\(directory)/backend.log")
                file.write(Array(line.utf8)[...])
            }
            #expect(text("\(directory)/backend.log") == "first\nsecond\n")
        }
    }

    @Test func `several processes share a file, and nothing of it is lost`() throws {
        try withDirectory { directory in
            let path = "\(directory)/worker.log"
            var files = try (0..<3).map { _ in try LogFile(path: path, limit: 100, kept: 50) }
            for line in 0..<90 { files[line % 3].write(Array("line \(line % 10)..\n".utf8)[...]) }
            let kept = [path] + (1...50).map { "\(path).\($0)" }
            let sizes = kept.compactMap { text($0)?.utf8.count }
            #expect(sizes.reduce(0, +) == 90 * 9)
            #expect(sizes.allSatisfy { $0 <= 127 })
            #expect(sizes.count <= 10)
        }
    }

    @Test func `a file that cannot be opened is named, with what to set`() {
        #expect {
            try LogFile(path: "/proc/nothing/backend.log")
        } throws: { error in
            "\(error)".contains("/proc/nothing/backend.log") && "\(error)".contains("LOG_FILE")
        }
    }
}
