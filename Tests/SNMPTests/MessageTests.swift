import TestKit
import Testing

@testable import SNMP

struct MessageTests {
    /// GET of sysName.0 with v2c, as Net-SNMP sends it.
    static let get = """
        30 29 02 01 01 04 06 70 75 62 6c 69 63 a0 1c 02 04 5e 1a 4b 2f 02 01 00 02 01 00 30 0e 30 0c
        06 08 2b 06 01 02 01 01 05 00 05 00
        """
    /// The reply of a switch: a string, ticks, and an exception.
    static let response = """
        30 50 02 01 01 04 06 70 75 62 6c 69 63 a2 43 02 04 5e 1a 4b 2f 02 01 00 02 01 00 30 35
        30 12 06 08 2b 06 01 02 01 01 05 00 04 06 63 6f 72 65 2d 31
        30 0f 06 08 2b 06 01 02 01 01 03 00 43 03 01 51 80
        30 0e 06 0a 2b 06 01 02 01 1f 01 01 01 06 81 00
        """

    @Test func `a request is written byte for byte`() throws {
        let request = EncodedPDU(.get([.sysName.scalar]))
        let datagram = encoded { $0.message(request, id: 0x5E1A_4B2F, version: .v2c, community: "public") }
        #expect(hex(datagram) == hex(bytes(Self.get)))
        #expect(hex(try Message(datagram).encoded) == hex(bytes(Self.get)))
    }

    @Test func `a response is read`() throws {
        let message = try Message(bytes(Self.response))
        #expect(message.version == .v2c)
        #expect(message.community == "public")
        #expect(message.pdu.kind == .response)
        #expect(message.pdu.requestID == 0x5E1A_4B2F)
        #expect(message.pdu.errorStatus == .noError)
        #expect(
            message.pdu.varBinds == [
                VarBind(.sysName.scalar, .octetString("core-1")), VarBind(.sysUpTime.scalar, .timeTicks(86_400)),
                VarBind(.ifHCInOctets, .noSuchInstance),
            ])
    }

    @Test(arguments: [
        (Request.get([.sysName.scalar]), PDU(.get, varBinds: [VarBind(.sysName.scalar)])),
        (.getNext([.ifDescr, .ifName]), PDU(.getNext, varBinds: [VarBind(.ifDescr), VarBind(.ifName)])),
        (
            .getBulk([.sysUpTime, .ifDescr], nonRepeaters: 1, maxRepetitions: 200),
            PDU(.getBulk, firstParameter: 1, secondParameter: 200, varBinds: [VarBind(.sysUpTime), VarBind(.ifDescr)])
        ),
        (
            .getBulk([.ifDescr], nonRepeaters: -1, maxRepetitions: .max),
            PDU(.getBulk, secondParameter: .max, varBinds: [VarBind(.ifDescr)])
        ),
        (
            .get(Array(repeating: .sysName.scalar, count: 300)),
            PDU(.get, varBinds: Array(repeating: VarBind(.sysName.scalar), count: 300))
        ),
        (.get([OID()]), PDU(.get, varBinds: [VarBind([0, 0])])),
    ])
    func `a request goes out under the identifier it was given`(request: Request, pdu: PDU) throws {
        for community in ["", "public", Community(Array(repeating: 7, count: 300))] {
            for version in SNMPVersion.withCommunity {
                let encodedPDU = EncodedPDU(request)
                let datagram = encoded {
                    $0.message(encodedPDU, id: 0x5E1A_4B2F, version: version, community: community)
                }
                var pdu = pdu
                pdu.requestID = 0x5E1A_4B2F
                #expect(try Message(datagram) == Message(version: version, community: community, pdu: pdu))
            }
        }
    }

    @Test func `bytes after the message are passed over`() throws {
        #expect(try Message(bytes(Self.response) + [0, 0, 1]) == Message(bytes(Self.response)))
    }

    @Test func `a message comes back from its encoding`() throws {
        var generator = Seeded(3)
        for _ in 0..<300 {
            let message = Message.random(using: &generator)
            #expect(try Message(message.encoded) == message)
        }
    }

    @Test func `a message cut anywhere is refused, and its identifier still read where it is there`() throws {
        let whole = bytes(Self.response)
        for count in 0..<whole.count {
            #expect(throws: BERFault.self) { try Message(Array(whole[..<count])) }
            let id = whole[..<count].withUnsafeBytes { MessageHeader.requestID(inFragment: $0) }
            #expect(id == (count >= 21 ? 0x5E1A_4B2F : nil))
        }
    }

    @Test(arguments: [
        // Version 3, version 9.
        "30 03 02 01 03", "30 03 02 01 09",
        // A trap of v1, a PDU of no known kind.
        "30 0a 02 01 00 04 01 61 a4 02 05 00", "30 0a 02 01 00 04 01 61 af 02 05 00",
        // A request identifier of five bytes that does not fit four.
        "30 16 02 01 01 04 01 61 a2 0e 02 05 01 00 00 00 00 02 01 00 02 01 00 30 00",
        // A variable binding that is no sequence.
        "30 15 02 01 01 04 01 61 a2 0d 02 01 01 02 01 00 02 01 00 30 02 05 00",
    ])
    func `a message of another shape is refused`(hex: String) {
        #expect(throws: BERFault.self) { try Message(bytes(hex)) }
    }

    @Test func `nesting is not followed`() {
        var bytes: [UInt8] = []
        for _ in 0..<10_000 {
            bytes =
                [0x30, 0x84] + [0, 0, UInt8(bytes.count >> 8 & 0xFF), UInt8(bytes.count & 0xFF)] + bytes.prefix(60_000)
        }
        #expect(throws: BERFault.self) { try Message(bytes) }
    }

    @Test func `no datagram, random or a message with some bytes changed, does harm`() {
        var generator = Seeded(4)
        let messages = (0..<64).map { _ in Message.random(using: &generator, varBinds: 4).encoded }
        var understood = 0
        for round in 0..<Fuzz.count {
            var datagram = messages[round % messages.count]
            if round % 8 == 0 {
                datagram = (0..<Int.random(in: 0...80, using: &generator)).map { _ in
                    UInt8.random(in: 0...255, using: &generator)
                }
            } else {
                datagram.mutate(using: &generator)
            }
            datagram.withUnsafeBytes { pointer in
                if (try? Message(decoding: pointer)) != nil { understood += 1 }
                _ = MessageHeader.requestID(inFragment: pointer)
            }
        }
        #expect(understood > 0)
    }

    @Test func `megabytes with some bytes changed do no harm`() {
        var generator = Seeded(5)
        let varBinds = (0..<1_500).map { VarBind(.ifDescr.appending($0), .octetString("GigabitEthernet1/0/1")) }
        let whole = Message(version: .v2c, community: "public", pdu: PDU(.response, varBinds: varBinds)).encoded
        #expect(whole.count > 50_000)
        for _ in 0..<40 {
            var datagram = whole
            for _ in 0..<20 { datagram.mutate(using: &generator) }
            datagram.withUnsafeBytes { _ = try? Message(decoding: $0) }
        }
    }
}

/// How much to try. Debug builds are slow, and others want the machine too.
enum Fuzz {
    #if DEBUG
        static let count = 100_000
    #else
        static let count = 2_000_000
    #endif
}

extension [UInt8] {
    /// One of the changes that find faults: a bit, a byte, an end, a piece twice, an interesting length.
    mutating func mutate(using generator: inout Seeded) {
        guard !isEmpty else { return }
        let position = Int.random(in: 0..<count, using: &generator)
        switch Int.random(in: 0..<6, using: &generator) {
        case 0: self[position] ^= 1 << UInt8.random(in: 0..<8, using: &generator)
        case 1: self[position] = .random(in: 0...255, using: &generator)
        case 2: removeLast(Swift.min(count, Int.random(in: 0...8, using: &generator)))
        case 3: insert(contentsOf: self[position..<Swift.min(count, position + 6)], at: position)
        case 4: self[position] = [0x00, 0x7F, 0x80, 0x81, 0x84, 0x88, 0xFF].randomElement(using: &generator) ?? 0
        default: remove(at: position)
        }
    }
}

extension Message {
    static func random(using generator: inout Seeded, varBinds limit: Int = 30) -> Message {
        let kinds: [PDU.Kind] = [.get, .getNext, .response, .set, .getBulk, .inform, .trap, .report]
        let varBinds = (0..<Int.random(in: 0...limit, using: &generator)).map { _ in
            VarBind(.random(using: &generator), .random(using: &generator))
        }
        let pdu = PDU(
            kinds.randomElement(using: &generator) ?? .get, requestID: .random(in: .min ... .max, using: &generator),
            firstParameter: .random(in: 0...20, using: &generator),
            secondParameter: .random(in: .min ... .max, using: &generator), varBinds: varBinds)
        return Message(
            version: Bool.random(using: &generator) ? .v1 : .v2c,
            community: Community((0..<Int.random(in: 0...20, using: &generator)).map { UInt8($0) }), pdu: pdu)
    }
}
