import Foundation

/// The checkout that is tested.
enum Repository {
    static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    static func text(_ path: String) throws -> String {
        try String(contentsOf: root.appendingPathComponent(path), encoding: .utf8)
    }

    /// Every file below `directory` whose name ends so, by its path from the root.
    static func files(in directory: String, ending: String) -> [String] {
        let base = root.appendingPathComponent(directory).path
        let paths = FileManager.default.enumerator(atPath: base)?.compactMap { $0 as? String } ?? []
        return paths.filter { $0.hasSuffix(ending) }.map { directory.isEmpty ? $0 : "\(directory)/\($0)" }.sorted()
    }
}
