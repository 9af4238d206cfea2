import Foundation

/// A text that is checked in, to be compared with.
struct GoldenFile {
    let name: String

    /// Whether files are written anew instead of compared with.
    static let isUpdating = ProcessInfo.processInfo.environment["UPDATE_GOLDEN"] == "1"

    private var url: URL { URL(fileURLWithPath: #filePath).deletingLastPathComponent().appending(path: "\(name).txt") }

    /// - Returns: what differs, in a few lines; `nil` where nothing does.
    func difference(from text: String) throws -> String? {
        if Self.isUpdating {
            try text.write(to: url, atomically: true, encoding: .utf8)
            return nil
        }
        guard let golden = try? String(contentsOf: url, encoding: .utf8) else { return "\(name).txt is not there" }
        return golden == text ? nil : Self.difference(of: Self.lines(text), from: Self.lines(golden))
    }

    private static func lines(_ text: String) -> [Substring] {
        text.split(separator: "\n", omittingEmptySubsequences: false)
    }

    private static let mostLines = 24

    /// Of a long line the part where it begins to differ.
    private static func brief(_ line: Substring, beside others: [Substring], at offset: Int) -> String {
        guard line.count > 160 else { return String(line) }
        let same = others.indices.contains(offset) ? line.commonPrefix(with: others[offset]).count : 0
        return (same > 40 ? "…" : "") + line.dropFirst(max(0, same - 40)).prefix(160)
    }

    private static func difference(of text: [Substring], from golden: [Substring]) -> String {
        let first = zip(text, golden).prefix { $0.0 == $0.1 }.count
        let question = text[...min(first, text.count - 1)].last { $0.contains(" as ") && !$0.hasPrefix(">") } ?? ""
        let changes = text.difference(from: golden).map { change in
            switch change {
            case .remove(let offset, let line, _): (offset, "- \(brief(line, beside: text, at: offset))")
            case .insert(let offset, let line, _): (offset, "+ \(brief(line, beside: golden, at: offset))")
            }
        }.sorted { $0.0 < $1.0 }
        let shown = changes.prefix(mostLines).map { "\($0.0 + 1)\t\($0.1)" }
        let rest = changes.count > mostLines ? "\n… and \(changes.count - mostLines) lines more" : ""
        return "first at: \(question)\n" + shown.joined(separator: "\n") + rest
    }
}
