internal import Database
internal import Foundation
package import Monitoring

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
    /// Writes the table by which rows are found by tag.
    func insertTags(_ tags: [(id: Int64, tags: [String])], of kind: SubjectKind) throws {
        try execute(
            "INSERT INTO subject_tags (tag, kind, id) SELECT tag, '\(kind)', id FROM {given}",
            given: GivenRows(
                ["tag": .text, "id": .integer],
                tags.flatMap { subject in Set(subject.tags.map { ByteText($0) }).map { [$0.text, subject.id] } }))
    }
}

extension Store {
    /// All that is watched, as routes and windows match it: kind by kind, by id.
    package func taggedSubjects() async throws -> [TaggedSubject] {
        try await database.read { transaction in
            try SubjectKind.allCases.flatMap { kind in
                try transaction.query("SELECT id, name, tags FROM \(kind.table) ORDER BY id") { row in
                    TaggedSubject(kind, row.integer(), name: row.text(), tags: try [String](json: row.text()))
                }
            }
        }
    }
}
