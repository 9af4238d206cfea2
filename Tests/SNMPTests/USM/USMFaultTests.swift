import Testing

@testable import SNMP

struct USMFaultTests {
    private static let user = USMUser("bert", authentication: .init(.sha1, "short"), privacy: .init(.aes256, "leaf"))

    private static let sentences: [(USMFault.Kind, String)] = [
        (
            .unknownUser,
            "The device does not know the user “bert”: check the name, and that the user was created on the device"
        ),
        (
            .wrongAuthentication,
            """
            The device knows the user “bert”, but not with this SHA-1 passphrase: check the authentication protocol and \
            passphrase; the passphrase has fewer than 8 characters, which few devices take
            """
        ),
        (
            .wrongPrivacy,
            """
            The device accepts the authentication of the user “bert”, but cannot decrypt: check the privacy protocol \
            (AES-256) and passphrase; both ways to extend the key were tried; the privacy passphrase has fewer than 8 \
            characters, which few devices take
            """
        ),
        (
            .unsupportedSecurityLevel,
            """
            The device does not take the user “bert” at the security level authPriv: on the device the user has other \
            protocols, or none
            """
        ),
        (
            .duplicateEngine(EngineID([1, 2, 3, 4, 5]), addresses: ["10.0.0.1", "10.0.0.2"]),
            """
            The engine identifier 0102030405 is used by several devices, which breaks SNMPv3 for managers that go by it \
            alone: 10.0.0.1, 10.0.0.2
            """
        ),
        (
            .engineChanged(from: EngineID([1]), to: EngineID([2])),
            "The engine identifier changed from 01 to 02: the device was replaced or reset"
        ),
    ]

    @Test(arguments: sentences)
    func `a fault is a sentence for an operator`(kind: USMFault.Kind, sentence: String) {
        #expect(USMFault(kind, of: Self.user).description == sentence)
    }

    @Test func `no fault holds a secret`() {
        let kinds: [USMFault.Kind] = [
            .unknownUser, .wrongAuthentication, .wrongPrivacy, .silentWhenEncrypted, .silentToUser, .outsideTimeWindow,
            .unsupportedSecurityLevel, .unknownContext, .replyNotAuthentic, .bootsExhausted,
            .clockWentBack,
            .reported(.sysName),
        ]
        for kind in kinds {
            let fault = USMFault(kind, of: Self.user)
            var text = "\(fault) " + String(reflecting: fault)
            dump(fault, to: &text)
            #expect(!text.contains("short\"") && !text.contains("leaf"))
        }
    }

    @Test func `an engine identifier is read as it is written`() {
        #expect(EngineID(hex: "0x80:00:4f:b8") == EngineID([0x80, 0x00, 0x4F, 0xB8]))
        #expect(EngineID(hex: "80004fb8")?.description == "80004fb8")
        #expect(EngineID(hex: "8000f") == nil)
        #expect(EngineID(hex: "80zz") == nil)
        #expect(EngineID(hex: String(repeating: "00", count: 33)) == nil)
    }
}
