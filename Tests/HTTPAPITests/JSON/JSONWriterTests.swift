import Monitoring
import Testing

@testable import HTTPAPI
@testable import Web

@Suite struct JSONWriterTests {
    private func written(_ write: (inout JSONWriter) -> Void) -> String {
        var writer = JSONWriter()
        write(&writer)
        return writer.text
    }

    @Test func `fields and elements are separated, nested ones too`() {
        let text = written { writer in
            writer.object { writer in
                writer.field("a", 1)
                writer.field("b") { writer in
                    writer.field("c", [String]())
                    writer.field("d", ["x", "y"])
                }
                writer.field("e", [1, 2]) { $0.integer($1) }
                writer.field("f", [[1], []]) { writer, inner in writer.array(inner) { $0.integer($1) } }
                writer.field("g") { _ in }
                writer.field("h", json: #"{"raw":true}"#)
                writer.field(named: "i\"") { $0.null() }
            }
        }
        #expect(
            text == #"{"a":1,"b":{"c":[],"d":["x","y"]},"e":[1,2],"f":[[1],[]],"g":{},"h":{"raw":true},"i\"":null}"#)
    }

    @Test func `absent values are null`() {
        let text = written { writer in
            writer.object { writer in
                writer.field("a", nil as String?)
                writer.field("b", nil as Int?)
                writer.field("c", nil as Double?)
                writer.field("d", nil as Timestamp?)
                writer.field("e", nil as ID<User>?)
            }
        }
        #expect(text == #"{"a":null,"b":null,"c":null,"d":null,"e":null}"#)
    }

    static let integers: [(Int64, String)] = [
        (0, "0"), (7, "7"), (10, "10"), (-1, "-1"), (1_234_567_890, "1234567890"), (.max, "9223372036854775807"),
        (.min, "-9223372036854775808"),
    ]

    @Test(arguments: integers) func `whole numbers are written in decimal`(number: Int64, text: String) {
        #expect(written { $0.integer(number) } == text)
    }

    static let doubles: [(Double, String)] = [
        (0, "0"), (1, "1"), (-2, "-2"), (0.1, "0.1"), (1.5, "1.5"), (1e300, "1e+300"), (.nan, "null"),
        (.infinity, "null"), (-.infinity, "null"),
    ]

    @Test(arguments: doubles) func `fractions are written as briefly as they can be`(number: Double, text: String) {
        #expect(written { $0.double(number) } == text)
    }

    @Test func `times are written in UTC to the second`() {
        #expect(written { $0.timestamp(Timestamp(milliseconds: 1_768_473_000_999)) } == #""2026-01-15T10:30:00Z""#)
    }

    @Test func `every character comes back as it was`() throws {
        for scalar in (1...0x3000).compactMap({ Unicode.Scalar($0) }) + ["\u{10FFFF}", "\u{FFFD}", "\u{FEFF}"] {
            let text = "a\(scalar)b"
            #expect(try JSONParser.parse(written { $0.string(text) }) == .string(text))
        }
    }

    @Test func `control characters, quotes and backslashes are escaped`() {
        #expect(written { $0.string("\u{1}\u{1F}\"\\\n\r\t\u{7F}") } == #""\u0001\u001f\"\\\n\r\t\#u{7F}""#)
        #expect(written { $0.string("\u{0}") } == #""\u0000""#)
    }
}
