import Monitoring
import Testing

@Suite struct SNMPSpellingTests {
    @Test(arguments: [
        ("MD5", SNMPAuthentication.md5), ("hmac-md5-96", .md5), ("sha", .sha), ("SHA1", .sha), ("SHA-1", .sha),
        ("HMAC_SHA", .sha), ("sha224", .sha224), ("sha256", .sha256), ("SHA256", .sha256), ("SHA-256", .sha256),
        ("SHA2-256", .sha256), ("hmac sha 256", .sha256), ("usmHMAC192SHA256AuthProtocol", .sha256),
        ("Sha-384", .sha384), ("SHA_512", .sha512), ("SHA2/512", .sha512),
    ])
    func `a way to authenticate is known by the names in use`(written: String, meant: SNMPAuthentication) {
        #expect(SNMPAuthentication(written: written) == meant)
    }

    @Test(arguments: [
        ("des", SNMPPrivacy.des), ("DES-CBC", .des), ("AES", .aes), ("aes128", .aes), ("AES-128", .aes),
        ("CFB128-AES-128", .aes), ("usmAesCfb128Protocol", .aes), ("aes-192-c", .aes192), ("AES192", .aes192),
        ("AES256C", .aes256), ("aes_256", .aes256),
    ])
    func `a way to encrypt is known by the names in use`(written: String, meant: SNMPPrivacy) {
        #expect(SNMPPrivacy(written: written) == meant)
    }

    @Test(arguments: [
        ("1", SNMPAccess.Version.v1), ("v1", .v1), ("2c", .v2c), ("v2c", .v2c), ("V2C", .v2c), ("2", .v2c),
        ("SNMPv2c", .v2c), ("3", .v3), ("snmp v3", .v3), ("none", .none), ("None", .none),
    ])
    func `a version is known by the names in use`(written: String, meant: SNMPAccess.Version) {
        #expect(SNMPAccess.Version(written: written) == meant)
    }

    @Test(arguments: [
        "", "sha3", "sha25", "sha256x", "ＳＨＡ256", "sha\u{301}256", "aes512", "desc", "3des", "4", "2d", "v", "2.0",
        String(repeating: "a\u{301}\u{316}", count: 100_000),
    ])
    func `what is no name is none`(written: String) {
        #expect(SNMPAuthentication(written: written) == nil)
        #expect(SNMPPrivacy(written: written) == nil)
        #expect(SNMPAccess.Version(written: written) == nil)
    }

    @Test func `what is told is understood`() {
        for name in SNMPAuthentication.allCases { #expect(SNMPAuthentication(written: name.rawValue) == name) }
        for name in SNMPPrivacy.allCases { #expect(SNMPPrivacy(written: name.rawValue) == name) }
    }
}
