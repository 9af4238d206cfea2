internal import Database
internal import Foundation
internal import Monitoring

extension [String] {
    /// As JSON, the way a row keeps its tags.
    func json() throws -> String {
        isEmpty ? "[]" : String(decoding: try JSONEncoder().encode(self), as: UTF8.self)
    }

    init(json: String) throws {
        self = json == "[]" ? [] : try JSONDecoder().decode([String].self, from: Data(json.utf8))
    }
}

extension Transaction {
    /// Rewrites the table by which rows are found by tag.
    func setTags(_ tags: [String], of id: Int64, in fleet: Fleet) throws {
        try execute("DELETE FROM \(fleet.tags) WHERE subject_id = ?", [id])
        for tag in Set(tags.map { ByteText($0) }) {
            try execute("INSERT INTO \(fleet.tags) (tag, subject_id) VALUES (?, ?)", [tag.text, id])
        }
    }
}
