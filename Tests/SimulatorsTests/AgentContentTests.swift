import SNMP
import Simulators
import Testing

/// What agents say by a description, and by recordings.
@Suite struct AgentContentTests {
    private let client = SNMPClient()

    private func fleet(_ text: String) throws -> AgentFleet {
        var options = FleetOptions(content: try AgentContent(text, file: "test.agent"))
        options.epoch = 0
        return try AgentFleet(options)
    }

    private func walked(_ text: String, at address: String = "127.1.2.3") async throws -> [VarBind] {
        let fleet = try fleet(text)
        var found: [VarBind] = []
        for root: OID in [[1, 0], [1, 3]] {
            for try await varBind in client.walk(root, of: SNMPTarget(address, port: fleet.port)) {
                found.append(varBind)
            }
        }
        return found
    }

    @Test func `a description says what each object is`() async throws {
        let found = try await walked(
            #"""
            # A UPS.
            sysDescr.0             text     "UPS \"3000\" at {address}\x21\n"   # with escapes
            sysObjectID.0          oid      1.3.6.1.4.1.318.1.3.2
            sysName.0              text     "ups-{dashed}"  writable
            1.3.6.1.2.1.2.2.1.2.[1-2,7]   text  "eth{index}"
            1.3.6.1.2.1.2.2.1.6.[1]       hex   02:00 {address}
            1.3.6.1.4.1.9.1        integer  -5
            1.3.6.1.4.1.9.2        gauge    4G
            1.3.6.1.4.1.9.3        ip       10.0.0.7
            1.3.6.1.4.1.9.4        float    12.5
            1.3.6.1.4.1.9.5        double   -1
            1.3.6.1.4.1.9.6        opaque   0401 61
            1.3.6.1.4.1.9.7        null
            1.3.6.1.4.1.9.8        raw      4604ffffffff
            1.3.6.1.4.1.9.9.[1-2].[3-4]   integer  {1}{2}
            1.0.8802.1             counter64 18446744073709551615
            """#)
        #expect(
            found == [
                VarBind([1, 0, 8802, 1], .counter64(.max)),
                VarBind(.sysDescr.scalar, .octetString("UPS \"3000\" at 127.1.2.3!\n")),
                VarBind(.sysObjectID.scalar, .oid([1, 3, 6, 1, 4, 1, 318, 1, 3, 2])),
                VarBind(.sysName.scalar, .octetString("ups-127-1-2-3")),
                VarBind(.ifDescr.appending(1), .octetString("eth1")),
                VarBind(.ifDescr.appending(2), .octetString("eth2")),
                VarBind(.ifDescr.appending(7), .octetString("eth7")),
                VarBind(.ifPhysAddress.appending(1), .octetString(OctetString([2, 0, 127, 1, 2, 3]))),
                VarBind([1, 3, 6, 1, 4, 1, 9, 1], .integer(-5)),
                VarBind([1, 3, 6, 1, 4, 1, 9, 2], .gauge32(4_000_000_000)),
                VarBind([1, 3, 6, 1, 4, 1, 9, 3], .ipAddress(OctetString([10, 0, 0, 7]))),
                VarBind([1, 3, 6, 1, 4, 1, 9, 4], .float(12.5)), VarBind([1, 3, 6, 1, 4, 1, 9, 5], .double(-1)),
                VarBind([1, 3, 6, 1, 4, 1, 9, 6], .opaque(OctetString([4, 1, 0x61]))),
                VarBind([1, 3, 6, 1, 4, 1, 9, 7], .null),
                VarBind([1, 3, 6, 1, 4, 1, 9, 8], .counter64(4_294_967_295)),
                VarBind([1, 3, 6, 1, 4, 1, 9, 9, 1, 3], .integer(13)),
                VarBind([1, 3, 6, 1, 4, 1, 9, 9, 1, 4], .integer(14)),
                VarBind([1, 3, 6, 1, 4, 1, 9, 9, 2, 3], .integer(23)),
                VarBind([1, 3, 6, 1, 4, 1, 9, 9, 2, 4], .integer(24)),
            ])
    }

    @Test func `numbers count and move as they are told to`() async throws {
        let fleet = try fleet(
            """
            sysUpTime.0            ticks     uptime
            1.3.6.1.4.1.9.1        counter64 rate=1k start=5
            1.3.6.1.4.1.9.2        counter64 rate=1k divide=1k
            1.3.6.1.4.1.9.3        counter32 rate=1k
            1.3.6.1.4.1.9.4        integer   min=-10 max=10 step=3
            1.3.6.1.4.1.9.5        gauge     any=5..9
            1.3.6.1.4.1.9.6        integer   engine-time
            1.3.6.1.4.1.9.7        integer   engine-boots
            """)
        fleet.set(AgentBehaviour(age: .seconds(10_000_000)), for: "127.0.0.1")
        let oids = [.sysUpTime.scalar] + (1...7).map { OID.enterprises.appending(contentsOf: [9, $0]) }
        let values = try await client.get(oids, from: SNMPTarget("127.0.0.1", port: fleet.port)).map(\.value)
        let upTime = try #require(values[0].number)
        let counter = try #require(values[1].number)
        #expect((1_000_000_000..<1_000_100_000).contains(upTime))
        #expect(abs(counter - 5 - upTime * 10) < 10)
        #expect(values[2].number == (counter - 5) / 1_000)
        #expect(values[3].number.map { $0 == (counter - 5) & 0xFFFF_FFFF } == true)
        #expect(values[4].number.map { (-10...10).contains($0) } == true)
        #expect(values[5].number.map { (5...9).contains($0) } == true)
        #expect(values[6].number == upTime / 100)
        #expect(values[7].number.map { (1...41).contains($0) } == true)
    }

    @Test func `what snmpwalk printed is played back`() async throws {
        let found = try await walked(
            """
            .1.3.6.1.2.1.1.1.0 = STRING: "A switch, \\"big\\"
            of two lines"
            .1.3.6.1.2.1.1.2.0 = OID: .1.3.6.1.4.1.9.1.5
            .1.3.6.1.2.1.1.3.0 = Timeticks: (8640012) 1 day, 0:00:00.12
            .1.3.6.1.2.1.1.4.0 = ""
            iso.3.6.1.2.1.1.7.0 = INTEGER: 6
            .1.3.6.1.2.1.2.2.1.3.1 = INTEGER: ethernetCsmacd(6)
            .1.3.6.1.2.1.2.2.1.5.1 = Gauge32: 1000000000
            .1.3.6.1.2.1.2.2.1.6.1 = Hex-STRING: 00 1A 2B 3C
            4D 5E
            .1.3.6.1.2.1.2.2.1.10.1 = Counter32: 7
            .1.3.6.1.2.1.4.20.1.1.10.0.0.7 = IpAddress: 10.0.0.7
            .1.3.6.1.2.1.25.2.3.1.5.1 = Wrong Type (should be INTEGER): Gauge32: 12
            .1.3.6.1.2.1.31.1.1.1.6.1 = Counter64: 18446744073709551615
            .1.3.6.1.4.1.9.1 = Opaque: Float: 0.250000
            .1.3.6.1.4.1.9.2 = BITS: 80 01 zero(0) fifteen(15)
            .1.3.6.1.4.1.9.3 = NULL
            .1.3.6.1.4.1.9.4 = No more variables left in this MIB View (It is past the end of the MIB tree)
            """)
        #expect(
            found.map(\.value) == [
                .octetString("A switch, \"big\"\nof two lines"), .oid([1, 3, 6, 1, 4, 1, 9, 1, 5]),
                .timeTicks(8_640_012),
                .octetString(""), .integer(6), .integer(6), .gauge32(1_000_000_000),
                .octetString(OctetString([0, 0x1A, 0x2B, 0x3C, 0x4D, 0x5E])), .counter32(7),
                .ipAddress(OctetString([10, 0, 0, 7])), .gauge32(12), .counter64(.max), .float(0.25),
                .octetString(OctetString([0x80, 1])), .null,
            ])
    }

    @Test func `an snmprec file is played back`() async throws {
        let found = try await walked(
            """
            1.3.6.1.2.1.1.1.0|4|A switch | with a bar
            1.3.6.1.2.1.1.2.0|6|1.3.6.1.4.1.9
            1.3.6.1.2.1.1.3.0|67|42
            1.3.6.1.2.1.2.2.1.6.1|4x|001a2b
            1.3.6.1.2.1.2.2.1.10.1|65|4294967295
            1.3.6.1.2.1.4.20.1.1.1|64|10.0.0.7
            1.3.6.1.2.1.31.1.1.1.6.1|70|5
            1.3.6.1.4.1.9.1|2|-1
            """)
        #expect(
            found.map(\.value) == [
                .octetString("A switch | with a bar"), .oid([1, 3, 6, 1, 4, 1, 9]), .timeTicks(42),
                .octetString(OctetString([0, 0x1A, 0x2B])), .counter32(.max), .ipAddress(OctetString([10, 0, 0, 7])),
                .counter64(5), .integer(-1),
            ])
    }

    @Test(arguments: [
        ("sysName.0 text \"a\"\nsysFoo.0 text \"b\"", "test.agent:2: “sysFoo.0” is not an identifier"),
        ("sysName.0 text a", "test.agent:1: a text stands in quotation marks, unlike “a”"),
        ("sysName.0 text \"a", "test.agent:1: a text has no quotation mark at its end"),
        ("sysName.0 text \"\\q\"", "test.agent:1: “\\q” is not an escape"),
        ("sysName.0 string \"a\"", "test.agent:1: “string” is not a type"),
        ("sysName.0", "test.agent:1: a line is an identifier, a type and a value, not “sysName.0”"),
        ("sysServices.0 integer twelve", "test.agent:1: “twelve” is not a value of integer"),
        ("sysServices.0 gauge 4294967296", "test.agent:1: “4294967296” is not a value of gauge"),
        ("sysServices.0 integer min=5", "test.agent:1: a number is a value"),
        ("sysServices.0 counter32 rate=1 rhythm=2", "test.agent:1: “rhythm” is not a setting"),
        ("sysServices.0 counter32 rate=9..1", "test.agent:1: “9..1” is not a number, nor a range"),
        ("ifDescr.[4-1] text \"a\"", "test.agent:1: “[4-1]” is not a range"),
        ("ifDescr.[1-9 text \"a\"", "test.agent:1: a range has no “]”"),
        ("ifDescr.[1-9999999].[1-9999999] integer 1", "test.agent:1: “[1-9999999]” is not a range"),
        ("sysServices.0 gauge 1 writable", "test.agent:1: only text, hex and integer can be writable"),
        ("# nothing", "test.agent:1: there is no object in it"),
        (".1.3.6.1 = WHAT: 1", "test.agent:1: “WHAT” is not a type that snmpwalk prints"),
        ("SNMPv2-MIB::sysFoo.0 = INTEGER: 1", "test.agent:1: “SNMPv2-MIB::sysFoo.0” is not an identifier in numbers"),
        ("1.3.6.1|2|x", "test.agent:1: “x” is not a value of type 2"),
        ("1.3.6.1|4x|0", "test.agent:1: “0” is not bytes"),
    ])
    func `a line that cannot be read is told with its file, its number and its reason`(text: String, error: String) {
        let failure = #expect(throws: AgentContentError.self) { try AgentContent(text, file: "test.agent") }
        #expect(failure?.description.hasPrefix(error) == true, "\(failure?.description ?? "")")
    }

    @Test(arguments: [
        ("x|4|a", "“x” is not an object identifier"), ("1.3.6.1.9|2:numeric|1", "“numeric” is a variation module"),
        ("1.3.6.1.9|4x:delay|1", "“delay” is a variation module"), ("1.3.6.1.9", "a line is oid|tag|value"),
        ("1.3.6.1.9|4q|a", "“4q” is not a tag such as 4, 4x or 4e"),
        ("1.3.6.1.9|2|1.5", "“1.5” is not a value of type 2"),
        ("1.3.6.1.9|4x|abc", "“abc” is not bytes in hexadecimal"), ("1.3.6.1.9|99|a", "99 is not a tag of SNMP"),
        (#"1.3.6.1.9|4e|\q"#, #"“\q” is not an escape of Python's"#), (#"1.3.6.1.9|4e|\x4"#, #"“\x4” is not a byte"#),
        ("1.3.6.1.9|64|host", "“host” is not a value of type 64"),
    ])
    func `a line of an snmprec file that no agent could answer with is told, and the others are played`(
        line: String, reason: String
    ) throws {
        let content = try AgentContent("1.3.6.1.1|2|1\n\(line)\r\n\n1.3.6.1.3|2|3\n", file: "a.snmprec")
        #expect(content.count == 2)
        #expect(content.skipped.map(\.line) == [2])
        #expect(content.skipped.first?.description.hasPrefix("a.snmprec:2: \(reason)") == true, "\(content.skipped)")
    }

    @Test func `a line of a walk that no agent could answer with is told, and the others are played`() throws {
        let content = try AgentContent(
            "Timeout: no\n.1.3.6.1.1 = INTEGER: 1\n.1.3.6.2 = INTEGER: one\n.1.3.6.3 = WHAT: 1\n.1.3.6.1.4 = INTEGER: 4",
            file: "a.walk")
        #expect(content.count == 2)
        #expect(content.skipped.map(\.line) == [1, 3, 4])
    }

    @Test
    func
        `bytes stay what they are: only a line feed ends a line, escapes are those of snmpsim, and nothing is made text`()
        async throws
    {
        var bytes: [UInt8] = []
        func line(_ start: String, _ value: [UInt8], _ end: String = "\n") {
            bytes += Array(start.utf8) + value + Array(end.utf8)
        }
        line("1.3.6.1.4.1.9.1|4|", [0x61, 0x0C, 0x62, 0x0B, 0x1C, 0xC2, 0x85, 0xE2, 0x80, 0xA8, 0x63])
        line("1.3.6.1.4.1.9.2|4|", [0xFF, 0xFE, 0xE9, 0x80], "\r\n")
        line(#"1.3.6.1.4.1.9.3|4e|"#, Array(#"a\x00\xffb\n\\\'\"\t\101|"#.utf8) + [0xE9])
        line(#"1.3.6.1.4.1.9.4|64e|"#, Array(#"\x0a\x00\x00\x07"#.utf8))
        line("1.3.6.1.4.1.9.5|64x|", Array("0A000008".utf8))
        line("1.3.6.1.4.1.9.6|2| ", Array("7 ".utf8))
        let content = try AgentContent(bytes: bytes, file: "a.snmprec")
        #expect(content.skipped.isEmpty, "\(content.skipped)")
        let fleet = try AgentFleet(FleetOptions(content: content))
        let oids = (1...6).map { OID.enterprises.appending(contentsOf: [9, $0]) }
        let values = try await client.get(oids, from: SNMPTarget("127.0.0.1", port: fleet.port)).map(\.value)
        #expect(
            values == [
                .octetString(OctetString([0x61, 0x0C, 0x62, 0x0B, 0x1C, 0xC2, 0x85, 0xE2, 0x80, 0xA8, 0x63])),
                .octetString(OctetString([0xFF, 0xFE, 0xE9, 0x80])),
                .octetString(
                    OctetString([0x61, 0, 0xFF, 0x62, 0x0A, 0x5C, 0x27, 0x22, 0x09, 0x41, 0x7C, 0xE9])),
                .ipAddress(OctetString([10, 0, 0, 7])), .ipAddress(OctetString([10, 0, 0, 8])), .integer(7),
            ])
    }

    @Test(arguments: [
        (".1.3.6.1.4.1.9.1 = STRING: \"", "\"\n"), ("1.3.6.1.4.1.9.1 text \"", "\" # a comment\n"),
    ])
    func `a walk and a description keep bytes that are no UTF-8 too`(start: String, end: String) async throws {
        let value: [UInt8] = [0xE9, 0xA0, 0x0C, 0xC3, 0xA0, 0x85]
        let content = try AgentContent(bytes: Array(start.utf8) + value + Array(end.utf8), file: "a")
        let fleet = try AgentFleet(FleetOptions(content: content))
        let oid = OID.enterprises.appending(contentsOf: [9, 1])
        #expect(
            try await client.get([oid], from: SNMPTarget("127.0.0.1", port: fleet.port)).map(\.value)
                == [.octetString(OctetString(value))])
    }

    @Test func `a file that is not there is told`() {
        let failure = #expect(throws: AgentContentError.self) { try AgentContent(contentsOf: "/nowhere/ups.agent") }
        #expect(failure?.description == "/nowhere/ups.agent:0: No such file or directory")
    }

    @Test func `a community with a context sees what is in it`() async throws {
        let fleet = try fleet(
            """
            sysName.0 text "all"
            context 10
            sysName.0 text "VLAN 10"
            """)
        for (community, name) in [("public", "all"), ("public@10", "VLAN 10")] {
            let target = SNMPTarget("127.0.0.1", port: fleet.port, credentials: .v2c(Community(community)))
            #expect(try await client.get([.sysName.scalar], from: target).map(\.value.text) == [name])
        }
        let unknown = SNMPTarget(
            "127.0.0.1", port: fleet.port, credentials: .v2c("public@11"), timeout: .milliseconds(20), retries: 0)
        await #expect(throws: SNMPError.self) { try await client.get([.sysName.scalar], from: unknown) }
    }
}
