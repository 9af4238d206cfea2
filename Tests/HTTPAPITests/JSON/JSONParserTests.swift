import TestKit
import Testing

@testable import HTTPAPI
@testable import Web

@Suite struct JSONParserTests {
    static let good: [(String, JSONValue)] = [
        ("null", .null), (" true ", true), ("false", false), ("0", 0), ("-0", 0), ("-12", -12),
        ("9223372036854775807", .integer(.max)), ("-9223372036854775808", .integer(.min)),
        ("1.5", .double(1.5)), ("-1.5e-3", .double(-0.0015)), ("1e3", 1000), ("2.0", 2), ("1E+2", 100),
        (#""""#, ""), (#""abc""#, "abc"), (#""\"\\\/\b\f\n\r\t""#, "\"\\/\u{8}\u{C}\n\r\t"),
        (#""é😀""#, "é😀"), (#""\u00e9\u00C9""#, "éÉ"), (#""\ud83d\uDE00\u002f""#, "😀/"),
        ("9223372036854775808", .number("9223372036854775808")),
        ("0.12345678901234567890", .number("0.12345678901234567890")), ("[]", .array([])),
        ("[ 1 , 2 ]", .array([1, 2])), ("{}", .object([])),
        (#"{ "a" : 1 , "b" : [ { } ] }"#, .object([.init("a", 1), .init("b", .array([.object([])]))])),
        ("\t\r\n 1 \t\r\n", 1),
    ]

    @Test(arguments: good) func `JSON is read as RFC 8259 has it`(text: String, value: JSONValue) throws {
        #expect(try JSONParser.parse(text) == value)
    }

    @Test(arguments: good) func `what is read is written so that it reads the same`(text: String, value: JSONValue)
        throws
    {
        var writer = JSONWriter()
        writer.value(value)
        #expect(try JSONParser.parse(writer.text) == value)
    }

    static let bad = [
        "", " ", "nul", "tru", "True", "nan", "NaN", "Infinity", "-Infinity", "undefined", "01", "-", "-01", "+1", ".5",
        "1.", "1.e1",
        "1e", "1e+", "0x10", "1_000", "--1", "1 2", "1e999",
        "-1e400", "1" + String(repeating: "0", count: 100), "\"", "\"abc", #""\""#, #""\x""#, #""\u12""#, #""\u12G4""#,
        #""\ud83d""#, #""\ude00""#, #""\ud83dx""#, #""\ud83d\u0041""#, #""\ud83d\ud83d""#, "\"\u{0}\"",
        "\"a\nb\"", "\"\t\"",
        "'a'", "[", "]", "[1", "[1,", "[1,]", "[,1]", "[1 2]", "{", "}", "{\"a\"}", "{\"a\":}", "{\"a\":1,}", "{a:1}",
        "{'a':1}",
        "{1:2}", "{\"a\":1 \"b\":2}", "{\"a\":1,\"a\":2}", #"{"a":1,"\u0061":2}"#, "{\"a\":1}}", "[1]]", "// x\n1",
        "/* */1", "1//",
        "\u{FEFF}1", "\u{A0}1",
    ]

    @Test(arguments: bad) func `anything else is refused`(text: String) {
        #expect(throws: JSONSyntaxError.self) { try JSONParser.parse(text) }
    }

    @Test func `nesting is read to the limit and refused beyond it`() throws {
        func nested(_ depth: Int, _ open: String, _ close: String) -> String {
            String(repeating: open, count: depth) + String(repeating: close, count: depth)
        }
        _ = try JSONParser.parse(nested(JSONParser.maximumDepth + 1, "[", "]"))
        #expect(throws: JSONSyntaxError.self) { try JSONParser.parse(nested(JSONParser.maximumDepth + 2, "[", "]")) }
        #expect(throws: JSONSyntaxError.self) { try JSONParser.parse(nested(500_000, "[", "]")) }
        #expect(throws: JSONSyntaxError.self) { try JSONParser.parse(nested(200_000, #"{"a":"#, "}")) }
    }

    static let invalidUTF8: [[UInt8]] = [
        [0x80], [0xC0, 0xAF], [0xE2, 0x82], [0xED, 0xA0, 0x80], [0xF5, 0x80, 0x80, 0x80], [0xFF], [0xF0, 0x9F, 0x98],
    ]

    @Test(arguments: invalidUTF8) func `text that is not UTF-8 is refused`(sequence: [UInt8]) {
        for prefix in ["\"", "\"\\n", "{\""] {
            let bytes = Array(prefix.utf8) + sequence + Array("\"".utf8)
            #expect(throws: JSONSyntaxError.self) { try bytes.withUnsafeBufferPointer { try JSONParser.parse($0) } }
        }
    }

    @Test func `every truncation of a document is refused`() throws {
        let document = Array(#"{"a": [1, -2.5e3, "xé\n😀", true, null], "b": {"c": "é"}}"#.utf8)
        _ = try document.withUnsafeBufferPointer { try JSONParser.parse($0) }
        for length in document.indices {
            #expect(throws: JSONSyntaxError.self) {
                try document[..<length].withUnsafeBufferPointer { try JSONParser.parse($0) }
            }
        }
    }

    @Test func `whatever mutation of a document is parsed, it is refused or it round-trips`() throws {
        let document = Array(#"{"a": [1, -2.5e3, "xé\n😀", true, null], "b": {"c": "é"}, "d": 1e10}"#.utf8)
        var generator = Seeded(42)
        for _ in 0..<20_000 {
            var mutated = document
            for _ in 0...Int.random(in: 0..<4, using: &generator) {
                let index = Int.random(in: mutated.indices, using: &generator)
                switch Int.random(in: 0..<3, using: &generator) {
                case 0: mutated[index] = .random(in: .min ... .max, using: &generator)
                case 1: mutated.remove(at: index)
                default: mutated.insert(document[Int.random(in: document.indices, using: &generator)], at: index)
                }
            }
            guard let value = mutated.withUnsafeBufferPointer({ try? JSONParser.parse($0) }) else { continue }
            var writer = JSONWriter()
            writer.value(value)
            #expect(try JSONParser.parse(writer.text) == value)
        }
    }
}
