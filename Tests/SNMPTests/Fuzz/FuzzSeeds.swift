import TestKit

@testable import SNMP

/// Real messages of every kind, for changes to be made to.
enum FuzzSeeds {
    static let all: [[UInt8]] = requests + responses + captured.map { bytes($0) }

    private static let objects: [VarBind] = [
        VarBind(.sysDescr.scalar), VarBind(.sysUpTime.scalar), VarBind(.ifHCInOctets.appending(1)),
    ]

    private static let requests: [[UInt8]] = [PDU.Kind.get, .getNext, .set, .getBulk].flatMap { kind in
        [SNMPVersion.v1, .v2c].map { version in
            Message(
                version: version, community: "public",
                pdu: PDU(kind, requestID: 0x5E1A_4B2F, secondParameter: 20, varBinds: objects)
            ).encoded
        }
    }

    /// One of each type.
    static let values: [SNMPValue] = [
        .integer(-1), .integer(.max), .octetString("GigabitEthernet1/0/1"), .octetString(OctetString(Array(0...200))),
        .oid([1, 3, 6, 1, 4, 1, 8072, 3, 2, 10]), .oid(OID()), .ipAddress(OctetString([10, 0, 0, 7])),
        .counter32(.max), .gauge32(1_000_000_000), .timeTicks(8_640_000), .counter64(.max), .float(12.5), .double(-1),
        .opaque(OctetString([1, 2, 3])), .null, .noSuchObject, .noSuchInstance, .endOfMibView,
    ]

    private static let responses: [[UInt8]] = [PDU.Kind.response, .trap, .inform, .report].map { kind in
        let varBinds = zip((1 as UInt32)..., values).map { VarBind(.ifAlias.appending($0), $1) }
        return Message(
            version: .v2c, community: "public", pdu: PDU(kind, requestID: 0x5E1A_4B2F, varBinds: varBinds)
        ).encoded
    }

    /// Of the engine in them.
    static let engineID = "80001f8880e9630000d61ff449"

    private static let captured = [
        // A trap of v1: linkDown of port 3.
        """
        30 3b 02 01 00 04 06 70 75 62 6c 69 63 a4 2e 06 08 2b 06 01 04 01 bf 08 03 40 04 0a 00 00 07 02 01 02 02 01 02
        43 03 01 51 80 30 11 30 0f 06 0a 2b 06 01 02 01 02 02 01 01 03 02 01 03
        """,
        // v3: a request without protection.
        """
        30 7b 02 01 03 30 11 02 04 3e 4f 5a 13 02 03 00 ff e3 04 01 04 02 01 03 04 24 30 22 04 0d 80 00 1f 88 80 e9 63 00
        00 d6 1f f4 49 02 01 04 02 03 01 51 80 04 05 70 6c 61 69 6e 04 00 04 00 30 3d 04 0d 80 00 1f 88 80 e9 63 00 00 d6
        1f f4 49 04 00 a0 2a 02 04 5e 1a 4b 2f 02 01 00 02 01 00 30 1c 30 0c 06 08 2b 06 01 02 01 01 05 00 05 00 30 0c 06
        08 2b 06 01 02 01 01 03 00 05 00
        """,
        // v3: the request that discovers an engine, and the Report that tells it.
        """
        30 3e 02 01 03 30 11 02 04 3e 4f 5a 11 02 03 00 ff e3 04 01 04 02 01 03 04 10 30 0e 04 00 02 01 00 02 01 00 04 00
        04 00 04 00 30 14 04 00 04 00 a0 0e 02 04 5e 1a 4b 2f 02 01 00 02 01 00 30 00
        """,
        """
        30 6b 02 01 03 30 11 02 04 3e 4f 5a 11 02 03 00 ff e3 04 01 00 02 01 03 04 1f 30 1d 04 0d 80 00 1f 88 80
        e9 63 00 00 d6 1f f4 49 02 01 04 02 03 01 51 80 04 00 04 00 04 00 30 32 04 0d 80 00 1f 88 80 e9 63 00 00
        d6 1f f4 49 04 00 a8 1f 02 04 5e 1a 4b 2f 02 01 00 02 01 00 30 11 30 0f 06 0a 2b 06 01 06 03 0f 01 01 04
        00 41 01 02
        """,
        // v3 with authentication and privacy: the payload is noise.
        """
        30 7a 02 01 03 30 11 02 04 3e 4f 5a 12 02 03 00 ff e3 04 01 07 02 01 03 04 3a 30 38 04 0d 80 00 1f 88 80
        e9 63 00 00 d6 1f f4 49 02 01 04 02 03 01 51 81 04 07 6d 6f 6e 69 74 6f 72 04 0c 01 02 03 04 05 06 07 08
        09 0a 0b 0c 04 08 00 00 00 04 11 22 33 44 04 26 9a 0c 7f 3e 51 aa 02 d4 90 cc b5 11 87 6e 2d f0 3b c8 19
        a4 55 e7 60 8d 12 fb 4c 93 7a 05 de 68 31 bf 26 e9 70 1b
        """,
        // Lengths in long form.
        """
        30 82 00 2b 02 01 01 04 82 00 06 70 75 62 6c 69 63 a2 82 00 1a 02 04 5e 1a 4b 2f 02 01 00 02 01 00 30 82 00 0a
        30 82 00 06 06 02 2b 06 05 00
        """,
    ]
}

/// A datagram that is nearly a message, or nothing of the kind.
struct FuzzedDatagrams {
    private var generator: Seeded
    private let seeds: [[UInt8]]

    init(seed: UInt64, seeds: [[UInt8]] = FuzzSeeds.all) {
        generator = Seeded(seed)
        self.seeds = seeds
    }

    mutating func next() -> [UInt8] {
        switch Int.random(in: 0..<16, using: &generator) {
        case 0: return noise()
        case 1: return spliced()
        case 2: return nested()
        default:
            var datagram = seed()
            for _ in 0..<Int.random(in: 1...4, using: &generator) { datagram.mutate(using: &generator) }
            return datagram
        }
    }

    private mutating func seed() -> [UInt8] { seeds[Int.random(in: 0..<seeds.count, using: &generator)] }

    private mutating func noise() -> [UInt8] {
        var bytes: [UInt8] = []
        for _ in 0..<Int.random(in: 0...200, using: &generator) {
            bytes.append(.random(in: 0...255, using: &generator))
        }
        return bytes
    }

    /// The front of one message and the end of another.
    private mutating func spliced() -> [UInt8] {
        let (front, back) = (seed(), seed())
        return Array(front.prefix(.random(in: 0...front.count, using: &generator)))
            + back.suffix(.random(in: 0...back.count, using: &generator))
    }

    /// Elements within elements, each promising more than there is.
    private mutating func nested() -> [UInt8] {
        var bytes: [UInt8] = []
        for _ in 0..<Int.random(in: 1...60, using: &generator) {
            bytes += [[0x30, 0xA2, 0x04, 0x06, 0x44].randomElement(using: &generator) ?? 0x30, 0x84]
            for _ in 0..<4 { bytes.append(.random(in: 0...255, using: &generator)) }
        }
        return bytes
    }
}
