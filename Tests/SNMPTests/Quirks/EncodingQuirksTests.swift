import SNMP
import Simulators
import Testing

/// BER as no standard has it, from agents over the network.
@Suite struct EncodingQuirksTests {
    /// An element on the wire, and what it is to be read as.
    struct Sample: CustomTestStringConvertible, Sendable {
        let name: String
        let element: String
        let value: SNMPValue
        var testDescription: String { name }

        init(_ name: String, _ element: String, _ value: SNMPValue) {
            self.name = name
            self.element = element
            self.value = value
        }
    }

    private static let object: OID = [1, 3, 6, 1, 4, 1, 99999, 1, 0]

    private func expect(_ sample: Sample) async throws {
        let rig = try QuirkRig("\(Self.object) raw \(sample.element)")
        #expect(try await rig.get(Self.object) == sample.value)
        #expect(try await rig.walk([1, 3, 6, 1, 4, 1]).map(\.value) == [sample.value])
    }

    /// Quirk 23: mini-snmpd #8, pysnmp #114 and #190, pyasn1 #215, ruby-netsnmp #27: no zero ahead of a first bit that is set.
    @Test(arguments: [
        Sample("Counter32", "4104ffffffff", .counter32(4_294_967_295)),
        Sample("Gauge32", "420480000000", .gauge32(1 << 31)),
        Sample("Gauge32 in one byte", "4201c8", .gauge32(200)),
        Sample("TimeTicks", "4304f0000001", .timeTicks(4_026_531_841)),
        Sample("Counter64", "4608ffffffffffffffff", .counter64(.max)),
        Sample("Counter64 in four bytes", "460480000000", .counter64(1 << 31)),
        Sample("UInteger32", "4704ffffffff", .gauge32(4_294_967_295)),
    ])
    func `an unsigned number that looks negative is read as the number it is`(sample: Sample) async throws {
        try await expect(sample)
    }

    /// Quirks 23 and 26: more bytes than the number needs.
    @Test(arguments: [
        Sample("Counter32 in five bytes", "410500ffffffff", .counter32(4_294_967_295)),
        Sample("Gauge32 in nine bytes", "4209000000000000000001", .gauge32(1)),
        Sample("TimeTicks in eight bytes", "43080000000000000102", .timeTicks(258)),
        Sample("Counter64 in nine bytes", "460900ffffffffffffffff", .counter64(.max)),
        Sample("Counter64 in one byte", "460105", .counter64(5)),
        Sample("Integer in eight bytes", "0208ffffffffffffffff", .integer(-1)),
        Sample("Integer beyond 32 bits", "020500ffffffff", .integer(4_294_967_295)),
    ])
    func `a number in more bytes than it needs is read`(sample: Sample) async throws {
        try await expect(sample)
    }

    /// Quirks 23 and 24, over a whole device.
    @Test(arguments: [AgentFault.bareUnsigned, .paddedNumbers, .longLengths, .paddedIdentifiers, .trailingBytes])
    func `a whole device is read the same in odd BER as in proper BER`(fault: AgentFault) async throws {
        let rig = try QuirkRig(fault)
        rig.fleet.set(AgentBehaviour(), for: "127.0.0.9")
        let columns: [OID] = [.ifDescr, .ifSpeed, .ifPhysAddress, .ifLastChange, .ifName, .ifHighSpeed, .ifAlias]
        let odd = try await rig.table(columns)
        let proper = try await rig.table(columns, rig.target("127.0.0.9"))
        #expect(rig.isWhole(odd))
        for (odd, proper) in zip(odd, proper) {
            #expect(odd.values[1] == proper.values[1])
            #expect(odd.values[3...] == proper.values[3...])
        }
        #expect(try await rig.walk(.ifXTable).map(\.oid) == rig.walk(.ifXTable, rig.target("127.0.0.9")).map(\.oid))
        let counters = try await rig.walk(.ifHCInOctets).map(\.value.number)
        #expect(counters.contains { $0.map { $0 > 1 << 40 } ?? false })
    }

    /// Quirk 24: gosnmp #377: 2³¹ and more take five bytes.
    @Test func `numbers from 2³¹ on are sent with a leading zero`() async throws {
        let oid: OID = [1, 3, 6, 1, 4, 1, 99999, 2, 4_294_967_295]
        let rig = try QuirkRig("\(oid) gauge 4294967295")
        #expect(try await rig.get(oid) == .gauge32(.max))
    }

    /// Quirk 25: async-snmp 0.16, gosnmp #354, #369 and #443.
    @Test(arguments: [AgentFault.lengthBomb, .indefiniteLength, .truncated])
    func `a reply with impossible lengths is told as malformed, at once`(fault: AgentFault) async throws {
        let rig = try QuirkRig(fault)
        let failure = await #expect(throws: SNMPError.self) {
            try await rig.get(.sysName.scalar, rig.target(timeout: .milliseconds(500), retries: 0))
        }
        // Without an end to the message nobody knows whose reply it is.
        #expect(failure?.code == (fault == .indefiniteLength ? .otherReply : .malformedReply))
        let (read, walkFailure) = await rig.brokenWalk(
            .ifTable, rig.target(timeout: .milliseconds(100), retries: 0))
        #expect(read.isEmpty)
        #expect(walkFailure != nil)
    }

    /// Quirk 26: gosnmp's `IpAddress` of no bytes, snmpkit 1.3.0.
    @Test(arguments: [
        Sample("Integer", "0200", .integer(0)), Sample("Counter32", "4100", .counter32(0)),
        Sample("Gauge32", "4200", .gauge32(0)),
        Sample("TimeTicks", "4300", .timeTicks(0)), Sample("Counter64", "4600", .counter64(0)),
        Sample("OCTET STRING", "0400", .octetString(OctetString([]))), Sample("OBJECT IDENTIFIER", "0600", .oid(OID())),
        Sample("IpAddress", "4000", .ipAddress(OctetString([]))), Sample("NULL", "0500", .null),
        Sample("Opaque", "4400", .opaque(OctetString([]))),
    ])
    func `a value of no bytes is read as nothing of its type`(sample: Sample) async throws {
        try await expect(sample)
    }

    /// Quirk 26.
    @Test func `an IpAddress of sixteen bytes is read as it is`() async throws {
        let bytes = [0x20, 0x01, 0x0D, 0xB8] + [UInt8](repeating: 0, count: 11) + [1]
        try await expect(
            Sample("IPv6", "401020010db8000000000000000000000001", .ipAddress(OctetString(bytes))))
    }

    /// Quirk 26: so is a whole device of empty values, or of NULLs.
    @Test(arguments: [AgentFault.emptyValues, .nullValues])
    func `a device whose values are empty is walked to its end`(fault: AgentFault) async throws {
        let rig = try QuirkRig(fault)
        #expect(try await rig.walk(.ifTable).count == 22 * 20)
        #expect(try await rig.table().count == 20)
        _ = try await rig.client.system(of: rig.target())
    }

    /// Quirk 27: gosnmp #133, telegraf #2590 (Synology), netdata #3703, openhab #10103, pysnmp #286, nagios-plugins #819;
    /// without the wrapper: patricklaf/SNMP #14.
    @Test(arguments: [
        Sample("Float", "44079f780441480000", .float(12.5)),
        Sample("Double", "440b9f79084029000000000000", .double(12.5)),
        Sample("bare Float", "9f780441480000", .float(12.5)),
        Sample("bare Double", "9f79084029000000000000", .double(12.5)),
        Sample("Counter64 in Opaque", "440b9f76080000000100000000", .counter64(1 << 32)),
        Sample("Integer64 in Opaque", "44049f7a01ff", .integer(-1)),
        Sample("Float of a wrong size", "44069f7803414800", .opaque(OctetString([0x9F, 0x78, 3, 0x41, 0x48, 0]))),
        Sample("Float cut short", "44039f7804", .opaque(OctetString([0x9F, 0x78, 4]))),
        Sample("something else", "4403040161", .opaque(OctetString([4, 1, 0x61]))),
    ])
    func `an Opaque number is read with its wrapper and without`(sample: Sample) async throws {
        try await expect(sample)
    }

    /// Quirk 28: snmp_exporter #321, puresnmp #114; text dates of cameras and UPSs.
    @Test(arguments: ["07e60a130a0f1e00", "07e60a130a0f1e002b0200", "00", "323032322d31302d31392031303a31353a3330"])
    func `a date comes with all its bytes, in whatever form the agent keeps it`(date: String) async throws {
        let bytes = stride(from: 0, to: date.count, by: 2).compactMap { UInt8(date.dropFirst($0).prefix(2), radix: 16) }
        let rig = try QuirkRig("1.3.6.1.2.1.25.1.2.0 hex \(date)")
        #expect(try await rig.get([1, 3, 6, 1, 2, 1, 25, 1, 2, 0]) == .octetString(OctetString(bytes)))
    }

    /// Quirk 29: snmp_exporter #968.
    @Test func `text in Latin-1 or with NULs at its end keeps its bytes and can be shown`() async throws {
        let rig = try QuirkRig(
            """
            sysContact.0   text "M\\xfcller"
            sysName.0      text "core-1\\0\\0\\0"
            sysLocation.0  text "Züri"
            """)
        let contact = try #require(await rig.get(.sysContact.scalar))
        #expect(contact == .octetString(OctetString([0x4D, 0xFC, 0x6C, 0x6C, 0x65, 0x72])))
        #expect(!contact.description.isEmpty)
        #expect(try await rig.get(.sysName.scalar)?.text == "core-1")
        #expect(try await rig.get(.sysLocation.scalar)?.text == "Züri")
    }

    /// Quirk 30: proxies rewrite it.
    @Test func `a reply with another community is none, and told`() async throws {
        let rig = try QuirkRig(.wrongCommunity)
        let failure = await #expect(throws: SNMPError.self) {
            try await rig.get(.sysName.scalar, rig.target(timeout: .milliseconds(500), retries: 0))
        }
        #expect(failure?.code == .otherReply)
        #expect(failure?.description.contains("answers with another community") == true)
    }
}
