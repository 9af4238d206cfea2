import Testing

@testable import RTSP

@Suite struct Base64Tests {
    /// RFC 4648 §10.
    @Test(arguments: [
        ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="), ("fooba", "Zm9vYmE="),
        ("foobar", "Zm9vYmFy"),
    ])
    func `the RFC's vectors go both ways`(plain: String, encoded: String) {
        #expect(String(decoding: Base64.encode(Array(plain.utf8)), as: UTF8.self) == encoded)
        #expect(String(decoding: Base64.decode(encoded.utf8), as: UTF8.self) == plain)
    }

    @Test func `every byte survives`() {
        let bytes = (0...255).map { UInt8($0) }
        #expect(Base64.decode(Base64.encode(bytes)) == bytes)
    }

    @Test(arguments: ["Zm9vYg", "Zm 9v\tYg==", "Zm9vYg==junk", "Zm9v!Yg=="])
    func `missing padding and stray characters do no harm`(text: String) {
        #expect(String(decoding: Base64.decode(text.utf8), as: UTF8.self) == "foob")
    }
}
