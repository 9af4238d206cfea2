import Encodings
import Testing

@Suite struct LenientBase64Tests {
    /// RFC 4648 §10.
    @Test(arguments: [
        ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="), ("fooba", "Zm9vYmE="),
        ("foobar", "Zm9vYmFy"),
    ])
    func `the RFC's vectors go both ways`(plain: String, encoded: String) {
        #expect(Base64.padded(Array(plain.utf8)) == encoded)
        #expect(String(decoding: Base64.decodeLeniently(encoded.utf8), as: UTF8.self) == plain)
    }

    @Test func `every byte survives`() {
        let bytes = (0...255).map { UInt8($0) }
        #expect(Base64.decodeLeniently(Base64.padded(bytes).utf8) == bytes)
    }

    @Test(arguments: ["Zm9vYg", "Zm 9v\tYg==", "Zm9vYg==junk", "Zm9v!Yg=="])
    func `missing padding and stray characters do no harm`(text: String) {
        #expect(String(decoding: Base64.decodeLeniently(text.utf8), as: UTF8.self) == "foob")
    }

    @Test(arguments: ["Zm9v!Yg==", "Zm9vYg===", "Zm9vY", "=Zm9v"])
    func `damaged text is refused where it must be whole`(text: String) {
        #expect(Base64.decodeIfWhole(text.utf8) == nil)
    }

    @Test(arguments: ["Zm9vYg==", " Zm9v\r\n Yg== ", "Zm9vYg"]) func `blanks do not damage a text`(text: String) {
        #expect(Base64.decodeIfWhole(text.utf8).map { String(decoding: $0, as: UTF8.self) } == "foob")
    }
}
