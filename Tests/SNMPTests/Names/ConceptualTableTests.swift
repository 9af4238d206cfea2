import TestKit
import Testing

@testable import SNMP

struct ConceptualTableTests {
    static let ours: [ConceptualTable] = [
        .ifTable, .ifXTable, .ifStackTable, .dot3StatsTable, .hrStorageTable, .hrDeviceTable, .hrProcessorTable,
        .hrSWRunTable, .entPhysicalTable, .entPhySensorTable, .entStateTable, .lldpLocPortTable, .lldpRemTable,
        .lldpRemManAddrTable, .cdpCacheTable, .ipAddrTable, .ipAddressTable, .ipNetToMediaTable,
        .ipNetToPhysicalTable, .inetCidrRouteTable, .ipCidrRouteTable, .dot1dBasePortTable, .dot1dStpPortTable,
        .dot1dTpFdbTable, .dot1qTpFdbTable, .dot1qVlanCurrentTable, .dot1qVlanStaticTable, .dot1qPortVlanTable,
        .dot3adAggPortTable, .pethPsePortTable, .pethMainPseTable, .bgpPeerTable, .ospfNbrTable, .upsOutputTable,
        .upsInputTable, .upsAlarmTable, .prtMarkerSuppliesTable, .prtAlertTable, .laTable, .dskTable, .diskIOTable,
        .lmTempSensorsTable, .cpmCPUTotalTable, .ciscoMemoryPoolTable, .cempMemPoolTable, .entSensorValueTable,
        .jnxOperatingTable, .mtxrGaugeTable, .hwEntityStateTable, .hh3cEntityExtStateTable,
    ]

    @Test(arguments: ours)
    func `a table knows its columns and index`(table: ConceptualTable) {
        #expect(table.entry == table.oid.appending(1))
        #expect(!table.columns.isEmpty)
        #expect(table.columns.allSatisfy { $0.hasPrefix(table.entry) && $0.count == table.entry.count + 1 })
        #expect(table.columns == table.columns.sorted())
        #expect(!table.index.isEmpty)
        #expect(ConceptualTable(at: table.oid) == table)
    }

    @Test func `every row of every module has an index that is known here`() {
        let rows = MIBObject.all.filter(\.isRow)
        #expect(rows.count > 150)
        for row in rows {
            let (names, _) = row.index
            #expect(!names.isEmpty, "\(row)")
            for name in names { #expect(MIBObject(named: "\(row.module)::\(name)") != nil, "\(row): \(name)") }
        }
    }

    @Test func `columns that serve as an index alone are not asked for`() {
        let names = ConceptualTable.lldpRemTable.columns.map(\.name)
        #expect(names.first == "lldpRemChassisIdSubtype")
        #expect(!names.contains("lldpRemTimeMark"))
        #expect(ConceptualTable.ifXTable.columns.contains(.ifHCInOctets))
        #expect(ConceptualTable.ifTable.columns.first == .ifIndex)
    }

    @Test func `what is no table is none`() {
        #expect(ConceptualTable(named: "sysName") == nil)
        #expect(ConceptualTable(named: "noSuchTable") == nil)
        #expect(ConceptualTable(named: "ifEntry") == nil)
        #expect(ConceptualTable(at: .enterprises) == nil)
    }

    @Test(
        arguments: [
            (ConceptualTable.ifXTable, RowIndex([300]), ["ifIndex=300"]),
            (.lldpRemTable, [0, 7, 1], ["lldpRemTimeMark=0:00:00.00", "lldpRemLocalPortNum=7", "lldpRemIndex=1"]),
            (
                .dot1qTpFdbTable, [10, 0, 26, 43, 60, 200, 255],
                ["dot1qFdbId=10", "dot1qTpFdbAddress=00:1a:2b:3c:c8:ff"]
            ),
            (
                .ipNetToMediaTable, [2, 10, 0, 0, 7],
                ["ipNetToMediaIfIndex=2", "ipNetToMediaNetAddress=10.0.0.7"]
            ),
            (
                .ipNetToPhysicalTable, [2, 1, 4, 10, 0, 0, 7],
                [
                    "ipNetToPhysicalIfIndex=2", "ipNetToPhysicalNetAddressType=ipv4(1)",
                    "ipNetToPhysicalNetAddress=10.0.0.7",
                ]
            ),
            // The length of the address left out, as some agents do.
            (
                .ipNetToPhysicalTable, [2, 1, 10, 0, 0, 7],
                [
                    "ipNetToPhysicalIfIndex=2", "ipNetToPhysicalNetAddressType=ipv4(1)",
                    "ipNetToPhysicalNetAddress=10.0.0.7",
                ]
            ),
            (
                .inetCidrRouteTable, [1, 4, 10, 0, 0, 0, 8, 2, 0, 0, 1, 4, 10, 1, 1, 1],
                [
                    "inetCidrRouteDestType=ipv4(1)", "inetCidrRouteDest=10.0.0.0", "inetCidrRoutePfxLen=8",
                    "inetCidrRoutePolicy=zeroDotZero", "inetCidrRouteNextHopType=ipv4(1)",
                    "inetCidrRouteNextHop=10.1.1.1",
                ]
            ),
        ] as [(ConceptualTable, RowIndex, [String])])
    func `an index is read as its objects`(table: ConceptualTable, row: RowIndex, texts: [String]) {
        #expect(table.values(of: row)?.map { "\($0.object.name)=\($0.text)" } == texts)
    }

    @Test func `a text without its length is the rest of the index`() throws {
        let users = try #require(ConceptualTable(named: "usmUserTable"))
        let arcs: [UInt32] = [5, 128, 0, 0, 0, 1, 3, 98, 111, 98]
        #expect(
            users.values(of: RowIndex(arcs))?.map(\.value) == [
                .octetString(OctetString([128, 0, 0, 0, 1])), .octetString("bob"),
            ])
        let outputs = try #require(ConceptualTable(named: "nsExtendOutput1Table"))
        #expect(outputs.values(of: [5, 99, 104, 101, 99, 107])?.map(\.text) == ["check"])
    }

    @Test(
        arguments: [
            (ConceptualTable.ifTable, RowIndex([1, 2])), (.ifTable, []), (.dot1dTpFdbTable, [0, 26, 43, 60, 77]),
            (.dot1dTpFdbTable, [0, 26, 43, 60, 77, 300]), (.ipNetToMediaTable, [2, 10, 0, 0]),
            (.inetCidrRouteTable, [1, 4_294_967_295, 10]),
        ] as [(ConceptualTable, RowIndex)])
    func `arcs that do not fit are no index`(table: ConceptualTable, row: RowIndex) {
        #expect(table.values(of: row) == nil)
    }

    @Test func `no index brings it down`() {
        var generator = Seeded(3)
        for table in Self.ours {
            for _ in 0..<200 {
                let arcs = (0..<Int.random(in: 0...20, using: &generator)).map { _ in
                    Bool.random(using: &generator)
                        ? UInt32.random(in: 0...8, using: &generator) : UInt32(truncatingIfNeeded: generator.next())
                }
                _ = table.values(of: RowIndex(arcs))
            }
        }
    }
}
