import CAllocations
import TestKit
import Testing

@testable import SNMP

struct USMMessageTests {
    @Test(arguments: Capture.all)
    func `a captured message is read and found genuine`(capture: Capture) throws {
        let keys = try #require(capture.keys)
        var datagram = capture.bytes
        try reading(&datagram) { message in
            #expect(message.messageID == capture.messageID)
            #expect(message.boots == capture.boots && message.time == capture.time)
            #expect(message.level == capture.level)
            #expect(Capture.engine.matches(message.engineID))
            #expect(message.userName.elementsEqual(capture.user.name.utf8))
            #expect(message.isGenuine(by: keys))
            #expect(message.isGenuine(by: keys), "once more: the MAC was put back")
        }
        #expect(datagram == capture.bytes)
    }

    @Test func `a captured reply is decrypted`() throws {
        let pdu = try Capture.md5AES.opened()
        #expect(pdu.kind == .response)
        #expect(pdu.varBinds == [VarBind([1, 3, 6, 1, 2, 1, 1, 2, 0], .oid([1, 3, 6, 1, 4, 1, 8072, 3, 2, 10]))])
        let longer = try Capture.sha1AES.opened()
        let text = "The management information definitions for the SNMP User-based Security Model."
        #expect(longer.varBinds.first?.value.text == text)
    }

    @Test func `a captured request is written byte for byte`() throws {
        let pdu = PDU(.getNext, requestID: 559_880_641, varBinds: [VarBind([1, 3, 6, 1, 2, 1, 1, 4, 0])])
        #expect(hex(encoded(USMEnvelope(Capture.md5, salt: 0), Capture.md5.keys, pdu)) == hex(Capture.md5.bytes))
    }

    @Test(arguments: AuthenticationProtocol.allCases, PrivacyProtocol.allCases)
    func `what is written is read again`(hash: AuthenticationProtocol, privacy: PrivacyProtocol) throws {
        let user = USMUser("bert", authentication: .init(hash, "maplesyrup"), privacy: .init(privacy, "mapleleaf"))
        let keys = try #require(MasterKeys(user).localized(to: Capture.engine))
        var generator = Seeded(7)
        for _ in 0..<40 {
            let pdu = Message.random(using: &generator).pdu
            for level in [SecurityLevel.authNoPriv, .authPriv] {
                var envelope = USMEnvelope(Capture.md5, salt: .random(in: 0...UInt64.max, using: &generator))
                envelope.level = level
                var datagram = encoded(envelope, keys, pdu)
                try reading(&datagram) { message in
                    #expect(message.isGenuine(by: keys))
                    #expect(message.level == level)
                    let scoped = try #require(message.open(with: keys))
                    #expect(try scoped.decoded() == pdu)
                }
            }
        }
    }

    @Test func `a message changed in any bit is not genuine`() throws {
        let keys = try #require(Capture.sha1AES.keys)
        for position in Capture.sha1AES.bytes.indices {
            for bit in 0..<8 {
                var datagram = Capture.sha1AES.bytes
                datagram[position] ^= 1 << bit
                #expect((try? reading(&datagram) { $0.isGenuine(by: keys) }) != true)
            }
        }
    }

    @Test func `a message cut anywhere is refused`() {
        for capture in Capture.all {
            for count in 0..<capture.bytes.count {
                var datagram = Array(capture.bytes[..<count])
                #expect(throws: USMMessage.Fault.self) { try reading(&datagram) { _ in } }
            }
        }
    }

    @Test func `what follows a message is passed over`() throws {
        let keys = try #require(Capture.sha224.keys)
        var datagram = Capture.sha224.bytes + [0, 0, 1]
        #expect(try reading(&datagram) { $0.isGenuine(by: keys) })
    }

    @Test func `other keys do not open a message, and leave it as it was`() throws {
        let keys = try #require(Capture.md5AES.keys)
        let user = USMUser("usr-md5-aes", authentication: .init(.md5, "authkey1"), privacy: .init(.aes128, "privkey2"))
        let others = try #require(MasterKeys(user).localized(to: Capture.engine))
        var datagram = Capture.md5AES.bytes
        try reading(&datagram) { message in
            #expect(message.isGenuine(by: others), "the authentication key is the same")
            #expect(message.open(with: others) == nil)
            #expect(message.open(with: nil) == nil)
            #expect(message.open(with: keys)?.kind == PDU.Kind.response.rawValue)
        }
    }

    @Test(arguments: [
        // Encrypted but not authenticated.
        (UInt8(2), USMMessage.Fault.privacyAlone), (6, .privacyAlone),
    ])
    func `flags that make no sense are refused`(flags: UInt8, fault: USMMessage.Fault) {
        var datagram = Capture.md5.bytes
        datagram[21] = flags
        #expect(throws: fault) { try reading(&datagram) { _ in } }
    }

    @Test func `another version or security model is refused by name`() {
        var datagram = Capture.md5.bytes
        datagram[24] = 2
        #expect(throws: USMMessage.Fault.unknownSecurityModel(2)) { try reading(&datagram) { _ in } }
        var older = bytes(MessageTests.get)
        #expect(throws: USMMessage.Fault.malformed(.unknownVersion(1))) { try reading(&older) { _ in } }
    }

    @Test func `the security parameters of the RFC are written as it shows them`() throws {
        let user = USMUser("bert", authentication: .init(.md5, "maplesyrup"), privacy: .init(.des, "maplesyrup"))
        let engine = EngineID(bytes("800000020109840301"))
        let keys = try #require(MasterKeys(user).localized(to: engine))
        let envelope = USMEnvelope(
            messageID: 1, level: .authPriv, isReportable: true, engineID: engine, boots: 1, time: 257,
            userName: "bert", contextEngineID: engine, salt: 1)
        let message = hex(encoded(envelope, keys, PDU(.get, varBinds: [])))
        // RFC 3414 §A.4, but for the length of the engine identifier, which is wrong there.
        #expect(message.contains("0409800000020109840301020101020201010404" + "62657274040c"))
        #expect(message.contains("04080000000000000001"))
    }

    @Test func `what does not fit is not written`() throws {
        let keys = try #require(Capture.md5AES.keys)
        let pdu = PDU(.get, varBinds: [VarBind(.sysName.scalar)])
        for level in [SecurityLevel.noAuthNoPriv, .authNoPriv, .authPriv] {
            var envelope = USMEnvelope(Capture.md5, salt: 9)
            envelope.level = level
            let whole = encoded(envelope, keys, pdu).count
            for size in 0..<whole {
                var memory = [UInt8](repeating: 0, count: size)
                memory.withUnsafeMutableBytes { memory in
                    #expect(envelope.encode(with: keys, atEndOf: memory) { $0.wholePDU(pdu) } == nil)
                }
            }
        }
        var envelope = USMEnvelope(Capture.md5, salt: 9)
        #expect(encoded(envelope, nil, pdu).isEmpty, "no keys")
        envelope.level = .authPriv
        #expect(encoded(envelope, Capture.md5.keys, pdu).isEmpty, "no privacy key")
    }

    @Test func `no datagram, random or a message with some bytes changed, does harm`() throws {
        var generator = Seeded(8)
        let keys = try #require(Capture.sha1AES.keys)
        let block = USMUser("b", authentication: .init(.md5, "maplesyrup"), privacy: .init(.des, "maplesyrup"))
        let blockKeys = try #require(MasterKeys(block).localized(to: Capture.engine))
        var understood = 0
        // At most, by reading and opening one message.
        var taken = 0
        for round in 0..<Fuzz.count / 2 {
            var datagram = Capture.all[round % Capture.all.count].bytes
            if round % 8 == 0 {
                datagram = (0..<Int.random(in: 0...120, using: &generator)).map { _ in
                    UInt8.random(in: 0...255, using: &generator)
                }
            } else {
                for _ in 0...round % 3 { datagram.mutate(using: &generator) }
            }
            let before = callocations_of_this_thread()
            datagram.withUnsafeMutableBytes { memory in
                guard let message = try? USMMessage(memory) else { return }
                understood += 1
                _ = message.isGenuine(by: keys)
                let opened = message.open(with: keys) ?? message.open(with: blockKeys)
                taken = max(taken, callocations_of_this_thread() - before)
                guard let scoped = opened else { return }
                _ = scoped.report
                _ = scoped.requestID
                _ = try? scoped.decoded()
            }
        }
        #expect(understood > 0)
        #expect(taken <= Self.allowance)
    }
}

/// What `body` makes of the message.
func reading<Result>(_ datagram: inout [UInt8], _ body: (USMMessage) throws -> Result) throws -> Result {
    try datagram.withUnsafeMutableBytes { try body(USMMessage($0)) }
}

extension USMMessageTests {
    /// Bytes that reading and opening a message may allocate, whatever its lengths claim: the cipher contexts of a thread once,
    /// and in debug builds some small change.
    fileprivate static let allowance = 4_096
}

extension Capture {
    func opened() throws -> PDU {
        let keys = try #require(keys)
        var datagram = bytes
        return try reading(&datagram) { message in try #require(message.open(with: keys)).decoded() }
    }
}

extension USMEnvelope {
    /// Around the same message as the capture.
    init(_ capture: Capture, salt: UInt64) {
        self.init(
            messageID: capture.messageID, level: capture.level, isReportable: true, engineID: Capture.engine,
            boots: capture.boots, time: capture.time, userName: OctetString(capture.user.name.utf8),
            contextEngineID: Capture.engine, salt: salt)
    }
}

func encoded(_ envelope: USMEnvelope, _ keys: LocalizedKeys?, _ pdu: PDU) -> [UInt8] {
    var memory = [UInt8](repeating: 0, count: 70_000)
    return memory.withUnsafeMutableBytes { pointer in
        guard let size = envelope.encode(with: keys, atEndOf: pointer, pdu: { $0.wholePDU(pdu) }) else { return [] }
        return [UInt8](pointer[(pointer.count - size)...])
    }
}
