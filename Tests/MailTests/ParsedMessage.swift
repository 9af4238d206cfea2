import Foundation
import TestServers

/// A message as Python's email package understands it.
struct ParsedMessage: Decodable {
    var headers: [[String]]
    var from: [[String]]
    var to: [[String]]
    /// Type and text of each part.
    var parts: [[String]]
    /// What it found wrong.
    var defects: [String]

    func header(_ name: String) -> String? { headers.first { $0[0] == name }?[1] }

    static func parse(_ messages: [[UInt8]]) async throws -> [ParsedMessage] {
        let input = try JSONEncoder().encode(messages.map { Data($0).base64EncodedString() })
        return try JSONDecoder().decode(
            [ParsedMessage].self, from: await PythonScript("parse_message.py").run(input))
    }
}
