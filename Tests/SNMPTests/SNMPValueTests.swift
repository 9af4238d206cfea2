import TestKit
import Testing

@testable import SNMP

struct SNMPValueTests {
    /// What conforming agents send; read and written alike.
    static let conforming: [(String, SNMPValue)] = [
        ("02 01 00", .integer(0)), ("02 01 7f", .integer(127)), ("02 02 00 80", .integer(128)),
        ("02 01 80", .integer(-128)),
        ("02 02 ff 7f", .integer(-129)), ("02 04 7f ff ff ff", .integer(2_147_483_647)),
        ("02 04 80 00 00 00", .integer(-2_147_483_648)), ("02 08 80 00 00 00 00 00 00 00", .integer(.min)),
        ("04 00", .octetString("")), ("04 05 72 61 63 6b 37", .octetString("rack7")),
        ("05 00", .null), ("06 08 2b 06 01 02 01 01 05 00", .oid(.sysName.scalar)),
        ("06 06 8f ff ff ff 7f 01", .oid([2, 4_294_967_215, 1])),
        ("40 04 0a 00 00 07", .ipAddress(OctetString([10, 0, 0, 7]))),
        ("41 01 00", .counter32(0)), ("41 05 00 ff ff ff ff", .counter32(.max)), ("42 02 00 80", .gauge32(128)),
        ("43 03 01 51 80", .timeTicks(86_400)), ("46 01 07", .counter64(7)),
        ("46 09 00 ff ff ff ff ff ff ff ff", .counter64(.max)),
        ("44 07 9f 78 04 41 a4 00 00", .float(20.5)), ("44 0b 9f 79 08 40 34 80 00 00 00 00 00", .double(20.5)),
        ("44 03 01 02 03", .opaque(OctetString([1, 2, 3]))),
        ("80 00", .noSuchObject), ("81 00", .noSuchInstance), ("82 00", .endOfMibView),
        ("45 02 01 02", .other(tag: 0x45, OctetString([1, 2]))),
    ]

    @Test(arguments: conforming)
    func `a value is read and written as the standard says`(hex: String, value expected: SNMPValue) throws {
        #expect(try value(bytes(hex)) == expected)
        #expect(encoded(expected) == bytes(hex))
    }

    /// What agents in the field send instead; read only.
    static let faulty: [(String, SNMPValue)] = [
        // Unsigned numbers without the leading zero (mini-snmpd, pysnmp #190).
        ("41 04 ff ff ff fe", .counter32(4_294_967_294)), ("42 01 ff", .gauge32(255)),
        ("43 04 80 00 00 00", .timeTicks(2_147_483_648)), ("46 08 ff ff ff ff ff ff ff ff", .counter64(.max)),
        // Sign-extended, or padded more than once.
        ("41 05 ff ff ff ff fe", .counter32(4_294_967_294)), ("41 06 00 00 00 00 00 07", .counter32(7)),
        ("46 0a 00 00 00 00 00 00 00 00 00 07", .counter64(7)), ("02 05 00 00 00 00 07", .integer(7)),
        ("02 09 ff ff ff ff ff ff ff ff fe", .integer(-2)), ("46 09 ff ff ff ff ff ff ff ff fe", .counter64(.max - 1)),
        // The withdrawn UInteger32.
        ("47 02 01 00", .gauge32(256)),
        // Lengths in long form where the short one would do (pysnmp #119).
        ("02 81 01 05", .integer(5)), ("04 82 00 02 68 69", .octetString("hi")),
        ("04 84 00 00 00 02 68 69", .octetString("hi")),
        ("04 88 00 00 00 00 00 00 00 02 68 69", .octetString("hi")),
        // Needless 0x80 in front of an arc.
        ("06 04 2b 80 80 06", .oid([1, 3, 6])), ("06 03 80 2b 06", .oid([1, 3, 6])),
        ("06 08 2b 80 80 80 80 80 80 06", .oid([1, 3, 6])),
        // Nothing inside.
        ("02 00", .integer(0)), ("06 00", .oid(OID())), ("40 00", .ipAddress("")), ("41 00", .counter32(0)),
        ("46 00", .counter64(0)), ("44 00", .opaque("")),
        // NULL and the exceptions with something inside.
        ("05 01 00", .null), ("82 01 00", .endOfMibView),
        // IPv6 as IpAddress.
        (
            "40 10 20 01 0d b8 00 00 00 00 00 00 00 00 00 00 00 01",
            .ipAddress(OctetString([0x20, 1, 0x0D, 0xB8] + Array(repeating: 0, count: 11) + [1]))
        ),
        // Net-SNMP's number without the Opaque around it.
        ("9f 78 04 41 a4 00 00", .float(20.5)),
        ("44 04 9f 76 01 07", .counter64(7)), ("44 04 9f 7a 01 ff", .integer(-1)),
        // A float of the wrong size is bytes, and so is what Net-SNMP does not define.
        ("9f 30 02 01 02", .opaque(OctetString([0x9F, 0x30, 2, 1, 2]))),
        ("44 05 9f 78 02 41 a4", .opaque(OctetString([0x9F, 0x78, 2, 0x41, 0xA4]))),
    ]

    @Test(arguments: faulty)
    func `what agents encode wrongly is understood`(hex: String, value expected: SNMPValue) throws {
        #expect(try value(bytes(hex)) == expected)
    }

    @Test(arguments: [
        ("", BERFault.truncated), ("02", .truncated), ("02 01", .truncated), ("02 02 01", .truncated),
        ("02 88 ff ff ff ff ff ff ff ff", .truncated), ("02 88 7f ff ff ff ff ff ff ff 00", .truncated),
        ("02 89 00 00 00 00 00 00 00 00 01 00", .truncated), ("02 ff", .truncated),
        ("04 84 ff ff ff ff 00", .truncated),
        ("04 80 68 69 00 00", .indefiniteLength),
        ("02 09 01 00 00 00 00 00 00 00 00", .numberTooLarge), ("41 05 01 00 00 00 00", .numberTooLarge),
        ("41 05 ff 00 00 00 00", .numberTooLarge), ("46 09 01 00 00 00 00 00 00 00 00", .numberTooLarge),
        ("06 02 2b 86", .badObjectIdentifier), ("06 06 2b 90 80 80 80 00", .badObjectIdentifier),
        ("06 08 2b ff ff ff ff ff ff 7f", .badObjectIdentifier), ("9f", .truncated), ("9f 78", .truncated),
    ])
    func `what cannot be right is refused`(hex: String, fault: BERFault) {
        #expect(throws: fault) { try value(bytes(hex)) }
    }

    @Test func `an identifier of more than 128 arcs is refused`() throws {
        let longest = [0x06, 0x7F, 0x2B] + Array(repeating: UInt8(1), count: 126)
        #expect(try value(longest) == .oid(OID(arcs: [1, 3] + Array(repeating: 1, count: 126)) ?? OID()))
        #expect(throws: BERFault.badObjectIdentifier) {
            try value([0x06, 0x81, 0x80, 0x2B] + Array(repeating: UInt8(1), count: 127))
        }
    }

    @Test func `a length takes as many bytes as it needs`() throws {
        for count in [127, 128, 255, 256, 65_000] {
            let string = SNMPValue.octetString(OctetString(Array(repeating: 7, count: count)))
            #expect(try value(encoded(string)) == string)
        }
        #expect(encoded(.octetString(OctetString(Array(repeating: 7, count: 200)))).prefix(3) == [0x04, 0x81, 200])
    }

    @Test func `any value comes back from its encoding`() throws {
        var generator = Seeded(2)
        for _ in 0..<5_000 {
            let value = SNMPValue.random(using: &generator)
            #expect(try SNMPTests.value(encoded(value)) == value)
        }
    }

    @Test(arguments: [
        (SNMPValue.octetString(OctetString([0x63, 0x6F, 0x72, 0x65, 0, 0])), "core"),
        (.octetString(OctetString([0x5A, 0xFC, 0x72, 0x69, 0x63, 0x68])), "Zürich"),
        (.octetString("Zürich"), "Zürich"),
        (.octetString(OctetString([0, 0x1B, 0x21, 0x0A, 0xFF, 2])), "00:1b:21:0a:ff:02"),
        (.ipAddress(OctetString([10, 0, 0, 7])), "10.0.0.7"), (.oid(.sysName.scalar), "1.3.6.1.2.1.1.5.0"),
        (.noSuchInstance, "no such instance"), (.counter64(.max), "18446744073709551615"),
    ])
    func `a value reads well`(value: SNMPValue, text: String) {
        #expect(value.description == text)
    }

    @Test func `numbers of all kinds are numbers`() {
        #expect(SNMPValue.counter32(7).number == 7)
        #expect(SNMPValue.integer(-7).number == -7)
        #expect(SNMPValue.counter64(.max).number == nil)
        #expect(SNMPValue.octetString("7").number == nil)
        #expect(SNMPValue.octetString("seven").text == "seven")
    }
}

extension SNMPValue {
    static func random(using generator: inout Seeded) -> SNMPValue {
        let string = OctetString(
            (0..<Int.random(in: 0...40, using: &generator)).map { _ in UInt8.random(in: 0...255, using: &generator) })
        let shift = UInt64.random(in: 0...63, using: &generator)
        let number = generator.next() >> shift
        switch Int.random(in: 0...12, using: &generator) {
        case 0: return .integer(Int64(bitPattern: number))
        case 1: return .octetString(string)
        case 2: return .oid(.random(using: &generator))
        case 3: return .ipAddress(string)
        case 4: return .counter32(UInt32(truncatingIfNeeded: number))
        case 5: return .gauge32(UInt32(truncatingIfNeeded: number))
        case 6: return .timeTicks(UInt32(truncatingIfNeeded: number))
        case 7: return .counter64(number)
        case 8: return .float(Float.random(in: -1e6...1e6, using: &generator))
        case 9: return .double(Double.random(in: -1e6...1e6, using: &generator))
        case 10: return .noSuchObject
        case 11: return .endOfMibView
        default: return .null
        }
    }
}

extension OID {
    static func random(using generator: inout Seeded) -> OID {
        let arcs = (0..<Int.random(in: 0...30, using: &generator)).map { _ in
            UInt32(truncatingIfNeeded: generator.next() >> UInt64.random(in: 32...63, using: &generator))
        }
        return OID.internet.appending(contentsOf: arcs)
    }
}
