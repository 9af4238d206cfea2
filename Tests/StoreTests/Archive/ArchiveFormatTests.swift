import Database
import Testing

@testable import Store

struct ArchiveFormatTests {
    private static let rows: [(row: [Value], text: String)] = [
        ([.null, .integer(-5), .real(1.5), .text("a"), .bytes([0, 255])], "n\ti-5\tr1.5\tta\tb00ff"),
        ([.text("")], "t"), ([.bytes([])], "b"), ([.text("\t\n\\\r")], "t\\t\\n\\\\\r"),
        ([.text("i5"), .text("n")], "ti5\ttn"), ([.real(24.97), .real(1e300), .real(3)], "r24.97\tr1e+300\tr3.0"),
        ([.integer(.min), .integer(.max)], "i-9223372036854775808\ti9223372036854775807"), ([.text("ü🐦")], "tü🐦"),
    ]

    @Test(arguments: rows)
    func `a row is a line that reads as the same row`(row: [Value], text: String) {
        let bytes = RowText(row).bytes
        #expect(String(decoding: bytes, as: UTF8.self) == text)
        #expect(RowText.row(bytes[...]) == row)
    }

    @Test(arguments: ["", "x", "n1", "i", "i5x", "r", "t\\", "t\\x", "b0", "bxy", "ta\t"])
    func `what is no row is not read as one`(text: String) {
        #expect(RowText.row(Array(text.utf8)[...]) == nil)
    }

    @Test func `a checksum is the same in any order, and another where a value differs`() {
        func sum(_ rows: [[Value]]) -> RowSum {
            rows.reduce(into: RowSum()) { $0.add(RowText($1)) }
        }
        #expect(sum([[.integer(1)], [.integer(2)]]) == sum([[.integer(2)], [.integer(1)]]))
        #expect(sum([[.integer(1)], [.integer(2)]]) != sum([[.integer(1)], [.integer(3)]]))
        #expect(sum([[.integer(1)]]) != sum([[.text("1")]]))
        #expect(sum([]) != sum([[]]))
        #expect(sum([[.null]]).checksum.count == 32)
    }

    @Test(arguments: Engine.atHand)
    func `every table of the schema is kept, but those of processes that run`(engine: Engine) async throws {
        let store = try await engine.store()
        let tables = try await store.database.read { try $0.tables() }
        #expect(Set(tables) == Set(ArchivedTable.all.map(\.name) + ArchivedTable.passing))
    }

    @Test func `the fixture has rows in every table`() async throws {
        let store = try await Engine.sqlite.store()
        try await store.fill()
        for (title, sum) in try await store.sums() { #expect(sum.rows > 0, "\(title)") }
    }
}
