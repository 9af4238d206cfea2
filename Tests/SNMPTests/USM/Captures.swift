import Testing

@testable import SNMP

/// Messages of SNMPv3 as Net-SNMP and an agent on `80004fb805636c6f75644dab22cc` exchanged them. The users' passphrases are
/// `authkey1` and `privkey1`.
struct Capture: Sendable, CustomTestStringConvertible {
    let name: String
    let user: USMUser
    let messageID: Int32
    let boots: Int32
    let time: Int32
    let level: SecurityLevel
    let bytes: [UInt8]

    var testDescription: String { name }

    static let engine = EngineID(SNMPTests.bytes("80004fb805636c6f75644dab22cc"))

    var keys: LocalizedKeys? { MasterKeys(user).localized(to: Self.engine) }

    /// GET sysDescr.0 with HMAC-128-SHA-224.
    static let sha224 = Capture(
        name: "SHA-224", user: USMUser("usr-sha224-none", authentication: .init(.sha224, "authkey1")), messageID: 24452,
        boots: 43, time: 2_113_189, level: .authNoPriv,
        bytes: SNMPTests.bytes(
            """
            308184020103300e02025f84020205c0040105020103043f303d040e80004fb805636c6f75644dab22cc02012b0203203ea5
            040f7573722d7368613232342d6e6f6e65041066cd2d9b04cd48b02a9df0c77dc3415d0400302e040e80004fb805636c6f75
            644dab22cc0400a01a02023ced020100020100300e300c06082b060102010101000500
            """))

    /// GET sysDescr.0 with HMAC-384-SHA-512.
    static let sha512 = Capture(
        name: "SHA-512", user: USMUser("usr-sha512-none", authentication: .init(.sha512, "authkey1")), messageID: 13934,
        boots: 43, time: 2_113_258, level: .authNoPriv,
        bytes: SNMPTests.bytes(
            """
            3081a4020103300e0202366e020205c0040105020103045f305d040e80004fb805636c6f75644dab22cc02012b0203203eea
            040f7573722d7368613531322d6e6f6e65043026f8087ced336a394642b8698eba9810929a9bfa44afbf43975a7ad6c4cc55
            bd279b549a77ec56d791467612747d6f570400302e040e80004fb805636c6f75644dab22cc0400a01a020214d90201000201
            00300e300c06082b060102010101000500
            """))

    /// GETNEXT sysContact.0 with HMAC-MD5-96.
    static let md5 = Capture(
        name: "MD5", user: USMUser("usr-md5-none", authentication: .init(.md5, "authkey1")), messageID: 741_538_831,
        boots: 10, time: 89_654, level: .authNoPriv,
        bytes: SNMPTests.bytes(
            """
            308182020103301102042c32fc0f020300ffe304010502010304383036040e80004fb805636c6f75644dab22cc02010a0203
            015e36040c7573722d6d64352d6e6f6e65040c92aee8e66e14a35e6371b54c04003030040e80004fb805636c6f75644dab22
            cc0400a11c0204215f19c1020100020100300e300c06082b060102010104000500
            """))

    /// A response with the description of a MIB module, with HMAC-SHA-96 and AES-128.
    static let sha1AES = Capture(
        name: "SHA-1, AES-128",
        user: USMUser("usr-sha-aes", authentication: .init(.sha1, "authkey1"), privacy: .init(.aes128, "privkey1")),
        messageID: 2_028_055_210, boots: 9, time: 452_562, level: .authPriv,
        bytes: SNMPTests.bytes(
            """
            3081ea0201033011020478e1aaaa020300ffe3040103020103043f303d040e80004fb805636c6f75644dab22cc0201090203
            06e7d2040b7573722d7368612d616573040cf2fefd4bd5b858414e7950b5040862c4a71169fbea90048190f43ae92699b793
            e4c5a432500da0c4e0213102d7b44fd2e9a62c830bd918bf150fb2b402bc3f4a2393a33274c4a2de1a10364e8fb8185c0a26
            cca23f381005b5c3415726beac676f180d519c73730bd02e1a50363ef342ed23c5acb55f90392b882a7117d97cde1bfee2f4
            b86efc4fb4e8cf5a6379db86db0a0f7dc1c33a1234d8b21b01303b31b3c5f7de225068d9ec
            """))

    /// The response that sysObjectID is Net-SNMP's on Linux, with HMAC-MD5-96 and AES-128.
    static let md5AES = Capture(
        name: "MD5, AES-128",
        user: USMUser("usr-md5-aes", authentication: .init(.md5, "authkey1"), privacy: .init(.aes128, "privkey1")),
        messageID: 1_584_109_610, boots: 10, time: 55_866, level: .authPriv,
        bytes: SNMPTests.bytes(
            """
            308199020103301102045e6b982a020300ffe3040103020103043f303d040e80004fb805636c6f75644dab22cc02010a0203
            00da3a040b7573722d6d64352d616573040ca949ba86c8137f6481ecaea6040866fe855b232d56060440666408c8821cee88
            33e9e537099bb3bbd860bbc8ce1fbcf3c4aafce06f0c36a3e5f35fca5e85c4de736e97a155c464ffeb29b338af6351072947
            28bfd398ad0b
            """))

    static let all = [sha224, sha512, md5, sha1AES, md5AES]
}
