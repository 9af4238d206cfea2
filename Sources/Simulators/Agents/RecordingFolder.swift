import Dispatch
import Glibc
import NIOConcurrencyHelpers

/// The recordings and descriptions of a folder, in the order of their names.
package struct RecordingFolder: Sendable {
    package struct Recording: Sendable {
        /// Of the file, without what tells its kind.
        package let name: String
        package let content: Result<AgentContent, AgentContentError>
    }

    package static let endings = [".snmprec", ".snmpwalk", ".walk", ".agent"]

    package let recordings: [Recording]

    /// - Throws: where the folder cannot be read, or holds no such file.
    package init(_ path: String) throws(AgentContentError) {
        guard let folder = opendir(path) else {
            throw AgentContentError(file: path, line: 0, reason: String(cString: strerror(errno)))
        }
        defer { closedir(folder) }
        var files: [(name: String, file: String)] = []
        while let entry = readdir(folder) {
            let file = withUnsafeBytes(of: &entry.pointee.d_name) {
                String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
            }
            if let name = Self.name(of: file) { files.append((name, file)) }
        }
        guard !files.isEmpty else {
            throw AgentContentError(
                file: path, line: 0,
                reason: "there is no file in it that ends in \(Self.endings.joined(separator: ", "))")
        }
        recordings = Self.read(files.sorted { $0 < $1 }, in: path)
    }

    /// `core-1` of `core-1.snmprec.gz`; `nil` where it is no recording.
    private static func name(of file: String) -> String? {
        let plain = file.hasSuffix(".gz") ? file.dropLast(3) : file[...]
        guard let ending = endings.first(where: { plain.hasSuffix($0) }), plain.count > ending.count else { return nil }
        return String(plain.dropLast(ending.count))
    }

    private static func read(_ files: [(name: String, file: String)], in path: String) -> [Recording] {
        let read = NIOLockedValueBox([Recording?](repeating: nil, count: files.count))
        DispatchQueue.concurrentPerform(iterations: files.count) { place in
            let content = Result { try AgentContent(contentsOf: "\(path)/\(files[place].file)") }
                .mapError { error in
                    error as? AgentContentError
                        ?? AgentContentError(file: files[place].file, line: 0, reason: "\(error)")
                }
            read.withLockedValue { $0[place] = Recording(name: files[place].name, content: content) }
        }
        return read.withLockedValue { $0.compactMap { $0 } }
    }
}
