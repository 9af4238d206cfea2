import Encodings
import TestKit
import Testing

@Suite struct Base64Tests {
    // RFC 4648 §10, without padding
    static let vectors = [
        ("", ""), ("f", "Zg"), ("fo", "Zm8"), ("foo", "Zm9v"), ("foob", "Zm9vYg"), ("fooba", "Zm9vYmE"),
        ("foobar", "Zm9vYmFy"),
    ]

    @Test(arguments: vectors) func `the vectors of RFC 4648 hold`(plain: String, encoded: String) {
        #expect(Base64.standard.encode(plain.utf8) == encoded)
        #expect(Base64.standard.decode(encoded) == Array(plain.utf8))
    }

    @Test func `any bytes come back`() {
        var generator = Seeded(7)
        for length in 0..<100 {
            let bytes = (0..<length).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
            for codec in [Base64.standard, .url] { #expect(codec.decode(codec.encode(bytes)) == bytes) }
        }
    }

    @Test func `the alphabets differ in two symbols`() {
        #expect(Base64.standard.encode([0xFB, 0xFF]) == "+/8" && Base64.url.encode([0xFB, 0xFF]) == "-_8")
        #expect(Base64.standard.decode("-_8") == nil && Base64.url.decode("+/8") == nil)
    }

    @Test(arguments: ["Z", "Zh", "Zm9", "Zg==", "Zg=", "Zm9vY", "Z g", "Zm8\n", "é"])
    func `a text that no bytes are written as is refused`(text: String) {
        #expect(Base64.standard.decode(text) == nil)
    }
}
