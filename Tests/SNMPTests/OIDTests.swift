import TestKit
import Testing

@testable import SNMP

struct OIDTests {
    @Test(
        arguments: [
            ("1.3.6.1.2.1.1.5.0", [1, 3, 6, 1, 2, 1, 1, 5, 0]),
            (".1.3.6.1.4.1.8072", [1, 3, 6, 1, 4, 1, 8072]),
            ("0.0", [0, 0]),
            (
                "1.39.127.128.16383.16384.2097151.2097152.268435455.268435456.4294967295",
                [
                    1, 39, 127, 128, 16_383, 16_384, 2_097_151, 2_097_152, 268_435_455, 268_435_456, 4_294_967_295,
                ]
            ),
            ("2.4294967295.1", [2, 4_294_967_295, 1]),
            ("sysName.0", [1, 3, 6, 1, 2, 1, 1, 5, 0]),
            ("SNMPv2-MIB::sysName.0", [1, 3, 6, 1, 2, 1, 1, 5, 0]),
            ("ifHCInOctets", [1, 3, 6, 1, 2, 1, 31, 1, 1, 1, 6]), ("iso.3.6.1.2", [1, 3, 6, 1, 2]),
            ("IF-MIB::ifDescr.3", [1, 3, 6, 1, 2, 1, 2, 2, 1, 2, 3]),
            ("RFC1213-MIB::sysName", [1, 3, 6, 1, 2, 1, 1, 5]),
            (
                #"nsExtendOutLine."a.b".1"#,
                [1, 3, 6, 1, 4, 1, 8072, 1, 3, 2, 4, 1, 2, 3, 97, 46, 98, 1]
            ),
            ("usmUserStatus.1.128.'bob'", [1, 3, 6, 1, 6, 3, 15, 1, 2, 2, 1, 13, 1, 128, 98, 111, 98]),
        ] as [(String, [UInt32])])
    func `text becomes arcs`(text: String, arcs: [UInt32]) {
        #expect(OID(text)?.arcs == arcs)
        #expect(OID(text)?.count == arcs.count)
        #expect(OID(arcs: arcs).flatMap { OID($0.description) }?.arcs == arcs)
    }

    @Test(arguments: [
        "", ".", "1", "1.", "1..3", ".1.3.", "3.1", "0.40", "1.40", "1.3.4294967296", "1.3.-1", "1.3.+1", "1.3.x",
        "1 .3",
        "iso", "sysName.\"x", "sysName.\"x\"y", "sysNome.0", "sysName.", "sysName.x", "..1.3", "1.3.٣",
        "enterprises." + String(repeating: "1.", count: 130) + "1",
    ])
    func `text that is no identifier is refused`(text: String) {
        #expect(OID(text) == nil)
    }

    @Test func `an identifier has at most 128 arcs`() {
        #expect(OID(arcs: [1, 3] + Array(repeating: UInt32.max, count: 126))?.count == 128)
        #expect(OID(arcs: [1, 3] + Array(repeating: UInt32.max, count: 127)) == nil)
    }

    @Test func `the order is that of the arcs, whatever their size`() {
        var generator = Seeded(1)
        let sizes: [UInt32] = [1, 127, 128, 16_383, 16_384, 2_097_151, 2_097_152, .max]
        let oids: [[UInt32]] = (0..<400).map { _ in
            [1, 3]
                + (0..<Int.random(in: 0...9, using: &generator)).map { _ in
                    Bool.random(using: &generator)
                        ? .random(in: 0...2, using: &generator) : sizes.randomElement(using: &generator) ?? 0
                }
        }
        let sorted = oids.sorted { $0.lexicographicallyPrecedes($1) }
        #expect(oids.compactMap { OID(arcs: $0) }.sorted().map(\.arcs) == sorted)
        for (left, right) in zip(sorted, sorted.dropFirst()) {
            #expect((OID(arcs: left) == OID(arcs: right)) == (left == right))
        }
    }

    @Test func `a prefix ends between two arcs`() {
        let column: OID = [1, 3, 6, 1, 128]
        #expect(column.appending(5).hasPrefix(column))
        #expect(column.hasPrefix(column))
        #expect(column.hasPrefix(OID()))
        #expect(!column.hasPrefix([1, 3, 6, 1, 1]))
        #expect(!column.hasPrefix(column.appending(0)))
        #expect(!OID.internet.appending(129).hasPrefix([1, 3, 6, 1, 1]))
    }

    @Test func `the index of a row is what follows its column`() {
        let cell: OID = [1, 3, 6, 1, 2, 1, 17, 7, 1, 2, 2, 1, 2, 10, 0, 26, 43, 60, 200, 255]
        let column: OID = [1, 3, 6, 1, 2, 1, 17, 7, 1, 2, 2, 1, 2]
        #expect(cell.index(below: column) == [10, 0, 26, 43, 60, 200, 255])
        #expect(cell.index(below: column)?.arcs == [10, 0, 26, 43, 60, 200, 255])
        #expect(cell.index(below: column).map { column.appending($0) } == cell)
        #expect(cell.index(below: column)?.description == "10.0.26.43.60.200.255")
        #expect(column.index(below: column) == nil)
        #expect(cell.index(below: .sysName) == nil)
        #expect(cell.index(below: OID()) == nil)
    }

    @Test func `rows are in the order of their index`() {
        #expect(RowIndex([2]) < RowIndex([10]))
        #expect(RowIndex([2, 200]) < RowIndex([3]))
        #expect(RowIndex([127]) < RowIndex([128]))
        #expect(RowIndex([2]) < RowIndex([2, 0]))
    }

    @Test(arguments: [
        (OID.sysName.scalar, "sysName.0"), (.ifDescr.appending(300), "ifDescr.300"), (.ifXTable, "ifXTable"),
        (.enterprises.appending(contentsOf: [9, 1, 516]), "cisco.1.516"), (OID("1.2.840") ?? OID(), "1.2.840"),
        (.enterprises.appending(contentsOf: [65_000, 1]), "enterprises.65000.1"),
        (OID(), ""),
    ])
    func `the nearest known object gives its name`(oid: OID, name: String) {
        #expect(oid.name == name)
    }

    @Test(
        arguments: [
            (.mib2, "mib-2"), (.internet, "internet"), (.enterprises, "enterprises"), (.system, "system"),
            (.sysDescr, "sysDescr"),
            (.sysObjectID, "sysObjectID"), (.sysUpTime, "sysUpTime"), (.sysContact, "sysContact"),
            (
                .sysName,
                "sysName"
            ), (.sysLocation, "sysLocation"), (.sysServices, "sysServices"), (.ifNumber, "ifNumber"),
            (.ifTable, "ifTable"), (.ifIndex, "ifIndex"), (.ifDescr, "ifDescr"), (.ifType, "ifType"), (.ifMtu, "ifMtu"),
            (.ifSpeed, "ifSpeed"), (.ifPhysAddress, "ifPhysAddress"), (.ifAdminStatus, "ifAdminStatus"),
            (
                .ifOperStatus,
                "ifOperStatus"
            ), (.ifLastChange, "ifLastChange"), (.ifInOctets, "ifInOctets"),
            (
                .ifInUcastPkts,
                "ifInUcastPkts"
            ), (.ifInDiscards, "ifInDiscards"), (.ifInErrors, "ifInErrors"),
            (
                .ifOutOctets,
                "ifOutOctets"
            ), (.ifOutUcastPkts, "ifOutUcastPkts"), (.ifOutDiscards, "ifOutDiscards"),
            (
                .ifOutErrors,
                "ifOutErrors"
            ), (.ifXTable, "ifXTable"), (.ifName, "ifName"), (.ifHCInOctets, "ifHCInOctets"),
            (.ifHCInUcastPkts, "ifHCInUcastPkts"), (.ifHCInMulticastPkts, "ifHCInMulticastPkts"),
            (
                .ifHCInBroadcastPkts,
                "ifHCInBroadcastPkts"
            ), (.ifHCOutOctets, "ifHCOutOctets"), (.ifHCOutUcastPkts, "ifHCOutUcastPkts"),
            (.ifHCOutMulticastPkts, "ifHCOutMulticastPkts"), (.ifHCOutBroadcastPkts, "ifHCOutBroadcastPkts"),
            (.ifHighSpeed, "ifHighSpeed"), (.ifAlias, "ifAlias"),
            (
                .ifCounterDiscontinuityTime,
                "ifCounterDiscontinuityTime"
            ), (.ifTableLastChange, "ifTableLastChange"),
            (
                .hrSystemUptime,
                "hrSystemUptime"
            ), (.snmpEngineID, "snmpEngineID"), (.snmpEngineBoots, "snmpEngineBoots"),
            (
                .snmpEngineTime,
                "snmpEngineTime"
            ), (.hrSystemDate, "hrSystemDate"), (.hrMemorySize, "hrMemorySize"),
            (
                .hrStorageType,
                "hrStorageType"
            ), (.hrStorageDescr, "hrStorageDescr"),
            (
                .hrStorageAllocationUnits,
                "hrStorageAllocationUnits"
            ), (.hrStorageSize, "hrStorageSize"), (.hrStorageUsed, "hrStorageUsed"),
            (.hrProcessorLoad, "hrProcessorLoad"), (.entPhysicalDescr, "entPhysicalDescr"),
            (
                .entPhysicalContainedIn,
                "entPhysicalContainedIn"
            ), (.entPhysicalClass, "entPhysicalClass"), (.entPhysicalName, "entPhysicalName"),
            (.entPhysicalHardwareRev, "entPhysicalHardwareRev"), (.entPhysicalFirmwareRev, "entPhysicalFirmwareRev"),
            (.entPhysicalSoftwareRev, "entPhysicalSoftwareRev"), (.entPhysicalSerialNum, "entPhysicalSerialNum"),
            (.entPhysicalMfgName, "entPhysicalMfgName"), (.entPhysicalModelName, "entPhysicalModelName"),
            (.entPhySensorType, "entPhySensorType"), (.entPhySensorScale, "entPhySensorScale"),
            (
                .entPhySensorPrecision,
                "entPhySensorPrecision"
            ), (.entPhySensorValue, "entPhySensorValue"),
            (
                .entPhySensorOperStatus,
                "entPhySensorOperStatus"
            ), (.entLastChangeTime, "entLastChangeTime"),
            (
                .lldpLocChassisId,
                "lldpLocChassisId"
            ), (.lldpRemChassisIdSubtype, "lldpRemChassisIdSubtype"),
            (
                .lldpRemChassisId,
                "lldpRemChassisId"
            ), (.lldpRemPortIdSubtype, "lldpRemPortIdSubtype"), (.lldpRemPortId, "lldpRemPortId"),
            (.lldpRemPortDesc, "lldpRemPortDesc"), (.lldpRemSysName, "lldpRemSysName"),
            (
                .lldpRemSysDesc,
                "lldpRemSysDesc"
            ), (.lldpStatsRemTablesLastChangeTime, "lldpStatsRemTablesLastChangeTime"),
            (.ipNetToMediaPhysAddress, "ipNetToMediaPhysAddress"), (.dot1dBasePortIfIndex, "dot1dBasePortIfIndex"),
            (.dot1dTpFdbPort, "dot1dTpFdbPort"), (.dot1qTpFdbPort, "dot1qTpFdbPort"), (.dot1qPvid, "dot1qPvid"),
            (.snmpTrapOID, "snmpTrapOID"), (.snmpTrapEnterprise, "snmpTrapEnterprise"), (.coldStart, "coldStart"),
            (.warmStart, "warmStart"), (.linkDown, "linkDown"), (.linkUp, "linkUp"),
            (
                .authenticationFailure,
                "authenticationFailure"
            ),
        ] as [(OID, String)])
    func `what has a name in code is where its MIB puts it`(oid: OID, name: String) {
        #expect(MIBObject(named: name)?.oid == oid)
    }

    @Test func `long identifiers are equal and hash equal like short ones`() {
        let arcs = Array(repeating: UInt32(70_000), count: 40)
        let long = OID.mib2.appending(contentsOf: arcs)
        #expect(long == OID.mib2.appending(contentsOf: arcs))
        #expect(Set([long, OID.mib2.appending(contentsOf: arcs)]).count == 1)
        #expect(long.arcs.count == 46)
        #expect(long != long.appending(0))
    }

    @Test(arguments: 28...34)
    func `bytes are kept whole on both sides of the limit of what is stored in place`(count: Int) {
        let bytes = (0..<count).map { UInt8($0) }
        let string = OctetString(bytes)
        #expect(string.bytes == bytes)
        #expect(string.count == count)
        #expect(string == OctetString(bytes))
        #expect(string != OctetString(bytes + [0]))
        #expect(string != OctetString(bytes.dropLast()))
    }

    @Test func `an identifier takes five words, a binding eleven`() {
        #expect(MemoryLayout<OID>.stride <= 40)
        #expect(MemoryLayout<VarBind>.stride <= 88)
    }
}
