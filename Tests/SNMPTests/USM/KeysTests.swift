import Testing

@testable import SNMP

/// The key vectors of RFC 3414 §A.3, and what the same passphrase and engine give with the other hash functions.
struct KeysTests {
    private static let engine = EngineID(bytes("000000000000000000000002"))

    private static let masterKeys: [(AuthenticationProtocol, String)] = [
        (.md5, "9faf3283884e92834ebc9847d8edd963"),
        (.sha1, "9fb5cc0381497b3793528939ff788d5d79145211"),
        (.sha224, "282a5867ee9aac639ad59df9572c7d3ac0fbc13a905b6df07dbbf00b"),
        (.sha256, "ab51014d1e077f6017df2b12bee5f5aa72993177e9bb569c4dff5a4ca0b4afac"),
    ]

    private static let localizedKeys: [(AuthenticationProtocol, String)] = [
        (.md5, "526f5eed9fcce26f8964c2930787d82b"),
        (.sha1, "6695febc9288e36282235fc7151f128497b38f3f"),
        (.sha224, "0bd8827c6e29f8065e08e09237f177e410f69b90e1782be682075674"),
        (.sha256, "8982e0e549e866db361a6b625d84cccc11162d453ee8ce3a6445c2d6776f0f8b"),
        (.sha384, "3b298f16164a11184279d5432bf169e2d2a48307de02b3d3f7e2b4f36eb6f0455a53689a3937eea07319a633d2ccba78"),
        (
            .sha512,
            """
            22a5a36cedfcc085807a128d7bc6c2382167ad6c0dbc5fdff856740f3d84c099ad1ea87a8db096714d9788bd544047c9
            021e4229ce27e4c0a69250adfcffbb0b
            """
        ),
    ]

    @Test(arguments: masterKeys)
    func `a passphrase gives the master key of the RFC`(hash: AuthenticationProtocol, key: String) {
        let user = USMUser("bert", authentication: .init(hash, "maplesyrup"), privacy: .init(.des, "maplesyrup"))
        #expect(hex(MasterKeys(user).authenticationKey) == key)
        #expect(hex(MasterKeys(user).privacyKey) == key)
    }

    @Test(arguments: [1, 2, 7, 63, 4_095, 4_096, 4_097, 5_000, 1_048_576, 1_100_000])
    func `a passphrase of any length is repeated to a mebibyte`(length: Int) {
        let passphrase = (0..<length).map { UInt8(truncatingIfNeeded: $0 &* 7 &+ $0 / 251) }
        let mebibyte = (0..<1_048_576).map { passphrase[$0 % length] }
        #expect(
            AuthenticationProtocol.sha1.masterKey(of: passphrase) == AuthenticationProtocol.sha1.digest(of: mebibyte))
    }

    @Test(arguments: localizedKeys)
    func `a master key made to fit an engine is that of the RFC`(hash: AuthenticationProtocol, key: String) {
        let master = hash.masterKey(of: Array("maplesyrup".utf8))
        let localized = Self.engine.octets.withBytes { hash.localize(master, to: $0) }
        #expect(localized == bytes(key))
    }

    @Test func `the passphrase after a change of key gives the keys of the RFC`() {
        let master = AuthenticationProtocol.md5.masterKey(of: Array("newsyrup".utf8))
        #expect(hex(master) == "01add273107c4e596b4b00f82b1d42a7")
        let localized = Self.engine.octets.withBytes { AuthenticationProtocol.md5.localize(master, to: $0) }
        #expect(hex(localized) == "87021d7bd9d101ba05ea6e3bf9d9bd4a")
        let longer = AuthenticationProtocol.sha1.masterKey(of: Array("newsyrup".utf8))
        #expect(hex(longer) == "3a51a6d736aa347b83dc4a87e3e55ee4d698ac71")
        let localizedLonger = Self.engine.octets.withBytes { AuthenticationProtocol.sha1.localize(longer, to: $0) }
        #expect(hex(localizedLonger) == "78e2dcce79d59403b58c1bbaa5bff46391f1cd25")
    }

    @Test(arguments: [
        (
            AuthenticationProtocol.md5, KeyExtension.blumenthal,
            "526f5eed9fcce26f8964c2930787d82bfa24a92467426c2f4b09192be10dfaec"
        ),
        (.md5, .reeder, "526f5eed9fcce26f8964c2930787d82b79eff44a90650ee0a3a40abfac5acc12"),
        (.sha1, .blumenthal, "6695febc9288e36282235fc7151f128497b38f3f505e07eb9af25568fa1f5dbe"),
        (.sha1, .reeder, "6695febc9288e36282235fc7151f128497b38f3f9b8b6d78936ba6e7d19dfd9c"),
        (.sha224, .blumenthal, "0bd8827c6e29f8065e08e09237f177e410f69b90e1782be682075674e82d9bf0"),
        (.sha224, .reeder, "0bd8827c6e29f8065e08e09237f177e410f69b90e1782be68207567422c34be4"),
        (.sha256, .blumenthal, "8982e0e549e866db361a6b625d84cccc11162d453ee8ce3a6445c2d6776f0f8b"),
    ])
    func `a key is made longer in both ways`(hash: AuthenticationProtocol, way: KeyExtension, key: String) {
        for privacy in [PrivacyProtocol.aes192, .aes256] {
            let user = USMUser("bert", authentication: .init(hash, "other"), privacy: .init(privacy, "maplesyrup"))
            let made = MasterKeys(user).localized(to: Self.engine, extension: way)?.stored.dropFirst(128)
            #expect(Array(made?.prefix(privacy.keyLength) ?? []) == Array(bytes(key).prefix(privacy.keyLength)))
        }
    }

    /// RFC 4231 §4.2 to §4.5: HMAC of the SHA-2 family; RFC 2202 §2 and §3: of MD5 and SHA-1.
    @Test(arguments: [
        (AuthenticationProtocol.md5, "4a656665", "750c783e6ab0b503eaa86e310a5db738"),
        (.sha1, "4a656665", "effcdf6ae5eb2fa2d27416d5f184df9c259a7c79"),
        (.sha224, "4a656665", "a30e01098bc6dbbf45690f3a7e9e6d0f8bbea2a39e6148008fd05e44"),
        (.sha256, "4a656665", "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"),
        (
            .sha384, "4a656665",
            "af45d2e376484031617f78d2b58a6b1b9c7ef464f5a01b47e42ec3736322445e8e2240ca5e69e2c78b3239ecfab21649"
        ),
        (
            .sha512, "4a656665",
            """
            164b7a7bfcf819e2e395fbe73b56e0a387bd64222e831fd610270cd7ea2505549758bf75c05a994a6d034f65f8f0e6fd
            caeab1a34d4a6b4b636e070a38bce737
            """
        ),
    ])
    func `a MAC is the beginning of the HMAC`(hash: AuthenticationProtocol, key: String, mac: String) {
        let keys = LocalizedKeys(hash, bytes(key), nil)
        var message = Array("what do ya want for nothing?".utf8)
        var field = [UInt8](repeating: 0, count: hash.macLength)
        message.withUnsafeMutableBytes { message in
            field.withUnsafeMutableBytes { keys.sign(message, macAt: $0) }
        }
        #expect(field == Array(bytes(mac).prefix(hash.macLength)))
    }

    /// RFC 4231 §4.2, §4.4 and one that ends at the edge of a block.
    @Test func `messages of any length have their MAC`() {
        let keys = LocalizedKeys(.sha256, [UInt8](repeating: 0x0B, count: 20), nil)
        #expect(
            keys.mac(of: Array("Hi There".utf8))
                == Array(
                    bytes(
                        "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7"
                    ).prefix(24)))
        let other = LocalizedKeys(.sha256, [UInt8](repeating: 0xAA, count: 20), nil)
        #expect(
            other.mac(of: [UInt8](repeating: 0xDD, count: 50))
                == Array(
                    bytes(
                        "773ea91e36800e46854db8ebd09181a72959098b3ef8c122d9635514ced565fe"
                    ).prefix(24)))
    }

    @Test func `keys that were kept are the same again, and fit no other protocol`() throws {
        let user = USMUser("bert", authentication: .init(.sha1, "maplesyrup"), privacy: .init(.aes256, "maplesyrup"))
        let keys = try #require(MasterKeys(user).localized(to: Self.engine, extension: .reeder))
        #expect(LocalizedKeys(stored: keys.stored, for: user)?.stored == keys.stored)
        #expect(LocalizedKeys(stored: Array(keys.stored.dropLast()), for: user) == nil)
        let other = USMUser("bert", authentication: .init(.sha1, "maplesyrup"), privacy: .init(.aes192, "maplesyrup"))
        #expect(LocalizedKeys(stored: keys.stored, for: other) == nil)
        #expect(LocalizedKeys(stored: keys.stored, for: USMUser("bert")) == nil)
        #expect(MemoryLayout<LocalizedKeys>.size <= 300)
    }

    @Test func `a user made with a master key has the keys of its passphrase`() {
        let user = USMUser("bert", authentication: .init(.sha256, "maplesyrup"), privacy: .init(.aes128, "mapleleaf"))
        let keys = MasterKeys(user)
        let again = MasterKeys(
            USMUser(
                "bert", authentication: .init(.sha256, USMSecret(masterKey: keys.authenticationKey)),
                privacy: .init(.aes128, USMSecret(masterKey: keys.privacyKey))))
        #expect(again == keys)
        #expect(keys.authenticationKey != keys.privacyKey)
    }

    @Test func `keys of a wrong length and empty passphrases do no harm`() {
        let user = USMUser("bert", authentication: .init(.sha256, USMSecret(masterKey: [1, 2, 3])))
        #expect(MasterKeys(user).localized(to: Self.engine) != nil)
        let empty = USMUser("bert", authentication: .init(.md5, ""), privacy: .init(.aes256, ""))
        for way in KeyExtension.allCases { #expect(MasterKeys(empty).localized(to: .unknown, extension: way) != nil) }
    }

    @Test func `no secret is printed`() throws {
        let user = USMUser("bert", authentication: .init(.md5, "maplesyrup"), privacy: .init(.des, "mapleleaf"))
        let credential = USMCredential(user)
        let keys = try #require(credential.keys.localized(to: Self.engine))
        for value: Any in [user, user.protection, credential.keys, keys, USMPeer(credential)] {
            var dumped = "\(value) " + String(reflecting: value)
            dump(value, to: &dumped)
            // A random number of 64 bits, which may hold any digits.
            dumped.replace(/salt: \d+/, with: "")
            #expect(!dumped.contains("maple"))
            #expect(!dumped.contains("109"), "the bytes of a passphrase")
            #expect(!dumped.contains("\(credential.keys.authenticationKey[0])"))
        }
        #expect("\(user)" == "bert (MD5, DES)")
    }
}

extension LocalizedKeys {
    func mac(of message: [UInt8]) -> [UInt8] {
        var message = message
        var field = [UInt8](repeating: 0, count: macLength)
        message.withUnsafeMutableBytes { message in field.withUnsafeMutableBytes { sign(message, macAt: $0) } }
        return field
    }
}
