import Encodings
import Monitoring
import Testing

@testable import HTTPAPI

@Suite struct PasswordHashTests {
    private let cost = PasswordHash.Cost(logarithm: 4, blockSize: 8, parallelism: 1)

    @Test func `the vector of RFC 7914 is matched`() throws {
        // §12: scrypt("pleaseletmein", "SodiumChloride", N = 16384, r = 8, p = 1, 64 bytes)
        let key: [UInt8] = [
            0x70, 0x23, 0xbd, 0xcb, 0x3a, 0xfd, 0x73, 0x48, 0x46, 0x1c, 0x06, 0xcd, 0x81, 0xfd, 0x38, 0xeb, 0xfd, 0xa8,
            0xfb, 0xba, 0x90, 0x4f, 0x8e, 0x3e, 0xa9, 0xb5, 0x43, 0xf6, 0x54, 0x5d, 0xa1, 0xf2, 0xd5, 0x43, 0x29, 0x55,
            0x61, 0x3f, 0x0f, 0xcf, 0x62, 0xd4, 0x97, 0x05, 0x24, 0x2a, 0x9a, 0xf9, 0xe6, 0x1e, 0x85, 0xdc, 0x0d, 0x65,
            0x1e, 0x40, 0xdf, 0xcf, 0x01, 0x7b, 0x45, 0x57, 0x58, 0x87,
        ]
        let salt = Base64.standard.encode("SodiumChloride".utf8)
        let hash = try #require(PasswordHash("$scrypt$ln=14,r=8,p=1$\(salt)$\(Base64.standard.encode(key))"))
        #expect(try hash.matches(Secret("pleaseletmein")))
        #expect(try !hash.matches(Secret("pleaseletmeIn")))
    }

    @Test func `a hash matches its password alone, also after it was stored`() throws {
        let hash = try PasswordHash(of: Secret("Pässw0rd😀"), cost: cost)
        let stored = try #require(PasswordHash(hash.text))
        #expect(stored == hash && stored.text == hash.text)
        #expect(try stored.matches(Secret("Pässw0rd😀")))
        for other in ["pässw0rd😀", "Pässw0rd", "", "Pässw0rd😀 "] { #expect(try !stored.matches(Secret(other))) }
    }

    @Test func `the same password is hashed differently each time`() throws {
        let texts = try (0..<3).map { _ in try PasswordHash(of: Secret("Passw0rd"), cost: cost).text }
        #expect(Set(texts).count == 3)
    }

    @Test func `an empty password is never hashed`() {
        #expect(throws: PasswordHashError.emptyPassword) { try PasswordHash(of: Secret(""), cost: cost) }
    }

    static let foreign = [
        "", "$", "$$$$", "scrypt", "$scrypt$ln=4,r=8,p=1$c2FsdA", "$scrypt$ln=4,r=8,p=1$c2FsdA$",
        "$scrypt$ln=4,r=8,p=1$$AAAAAAAAAAAAAAAAAAAAAAAA",
        "$scrypt$ln=0,r=8,p=1$c2FsdA$AAAAAAAAAAAAAAAAAAAAAAAA", "$scrypt$ln=30,r=8,p=1$c2FsdA$AAAAAAAAAAAAAAAAAAAAAAAA",
        "$scrypt$ln=20,r=32,p=1$c2FsdA$AAAAAAAAAAAAAAAAAAAAAAAA",
        "$scrypt$ln=-4,r=8,p=1$c2FsdA$AAAAAAAAAAAAAAAAAAAAAAAA",
        "$scrypt$r=8,ln=4,p=1$c2FsdA$AAAAAAAAAAAAAAAAAAAAAAAA",
        "$scrypt$ln=4,r=8,p=99999999999$c2FsdA$AAAAAAAAAAAAAAAAAAAAAAAA",
        "$argon2id$ln=4,r=8,p=1$c2FsdA$AAAAAAAAAAAAAAAAAAAAAAAA", "$scrypt$ln=4,r=8,p=1$c2F=$AAAAAAAAAAAAAAAAAAAAAAAA",
        "$scrypt$ln=4,r=8,p=1$c2FsdA$AAAA", "x$scrypt$ln=4,r=8,p=1$c2FsdA$AAAAAAAAAAAAAAAAAAAAAAAA",
        "$scrypt$ln=4,r=8,p=1$c2FsdA$AAAAAAAAAAAAAAAAAAAAAAAA$x",
    ]

    @Test(arguments: foreign) func `a text that is no hash of ours is not taken for one`(text: String) {
        #expect(PasswordHash(text) == nil)
    }
}
