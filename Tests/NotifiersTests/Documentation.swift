import Foundation
import TestServers

@testable import Notifiers

/// `docs/receivers.md`, which says what the declarations of kinds say.
enum Documentation {
    static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    static func text() throws -> String {
        try String(contentsOf: root.appendingPathComponent("docs/receivers.md"), encoding: .utf8)
    }

    /// What stands below the heading `title`.
    static func section(_ title: String) throws -> String {
        let after = try text().components(separatedBy: "\n## \(title)\n")
        return after.count == 2 ? after[1].components(separatedBy: "\n## ")[0] : ""
    }

    /// The block of `language` in `section`.
    static func block(_ language: String, in section: String) throws -> String? {
        try Self.section(section).components(separatedBy: "\n```\(language)\n").dropFirst().first?
            .components(separatedBy: "\n```")[0]
    }

    /// What the function that the document gives says of a signature.
    static func check(_ header: String, _ body: String, _ secret: String) async throws -> String {
        let code = try block("python", in: "Webhook") ?? ""
        let input = try JSONEncoder().encode(["code": code, "header": header, "body": body, "secret": secret])
        return try await print(of: "check_signature.py", input)
    }

    static func octetsOfQuotedASCII(_ text: String) async throws -> Int {
        Int(try await print(of: "quoted_length.py", Data(text.utf8))) ?? .max
    }

    private static func print(of script: String, _ input: Data) async throws -> String {
        let output = String(decoding: try await PythonScript(script).run(input), as: UTF8.self)
        return output.trimmingCharacters(in: .whitespacesAndNewlines)
    }
}

extension ReceiverField {
    /// Its row in the table of its kind.
    var row: String {
        let marks = (isRequired ? [", required"] : []) + (isSecret && form.word != "secret" ? [", secret"] : [])
        let fallback = fallback.map { " `\($0)` if nothing is given." } ?? ""
        return "| `\(name)` | \(title) | \(form.typeText)\(marks.joined()) | \(explanation)\(fallback) |"
    }
}

extension ReceiverField.Form {
    fileprivate var typeText: String {
        switch self {
        case .integer(let range): "integer, \(range.lowerBound) to \(range.upperBound)"
        case .choice(let choices): choices.map { "`\($0)`" }.joined(separator: " or ")
        case .list(_, let most, _): "list, \(most) lines at most"
        case .addresses(let most): "addresses, \(most) at most"
        case .text, .secret, .url, .boolean: word
        }
    }
}
