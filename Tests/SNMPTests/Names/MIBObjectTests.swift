import TestKit
import Testing

@testable import SNMP

struct MIBObjectTests {
    @Test func `a name means the same object to read and to write`() {
        #expect(MIBObject.all.count > 3_000)
        for object in MIBObject.all {
            let found = MIBObject(named: object.description)
            #expect(found?.oid == object.oid, "\(object)")
            #expect(OID(object.description) == object.oid, "\(object)")
            #expect(OID(object.oid.name) == object.oid, "\(object)")
        }
    }

    @Test func `every line of every module is an object whose definition is understood`() {
        let lines = MIBModule.all.map { $0.text.split(separator: "\n").count }.reduce(0, +)
        #expect(MIBObject.all.count == lines)
        for object in MIBObject.all where object.syntax == nil && !object.isRow && !object.isNotification {
            let definition = Mirror(reflecting: object).descendant("definition").map { "\($0)" }
            #expect(definition == "", "\(object)")
        }
    }

    @Test func `each module comes after those that it refers to`() {
        // A place that could not be resolved would be missing from the count, or lie at the root.
        for object in MIBObject.all { #expect(object.oid.count >= 2, "\(object)") }
    }

    @Test(arguments: [
        // SNMPv2-MIB, IF-MIB, HOST-RESOURCES-MIB, as net-snmp's own tools and captures have them.
        ("sysDescr", "1.3.6.1.2.1.1.1"), ("sysServices", "1.3.6.1.2.1.1.7"), ("ifDescr", "1.3.6.1.2.1.2.2.1.2"),
        ("ifHCOutOctets", "1.3.6.1.2.1.31.1.1.1.10"), ("ifAlias", "1.3.6.1.2.1.31.1.1.1.18"),
        ("ifTableLastChange", "1.3.6.1.2.1.31.1.5"), ("ifStackStatus", "1.3.6.1.2.1.31.1.2.1.3"),
        ("hrSystemUptime", "1.3.6.1.2.1.25.1.1"), ("hrSystemDate", "1.3.6.1.2.1.25.1.2"),
        ("hrProcessorLoad", "1.3.6.1.2.1.25.3.3.1.2"), ("hrStorageUsed", "1.3.6.1.2.1.25.2.3.1.6"),
        ("hrPrinterDetectedErrorState", "1.3.6.1.2.1.25.3.5.1.2"), ("hrStorageRam", "1.3.6.1.2.1.25.2.1.2"),
        ("snmpEngineBoots", "1.3.6.1.6.3.10.2.1.2"), ("usmStatsWrongDigests", "1.3.6.1.6.3.15.1.1.5"),
        ("dot3StatsDuplexStatus", "1.3.6.1.2.1.10.7.2.1.19"), ("dot3StatsFCSErrors", "1.3.6.1.2.1.10.7.2.1.3"),
        ("dot3adAggPortAttachedAggID", "1.2.840.10006.300.43.1.2.1.1.13"),
        ("entPhysicalSerialNum", "1.3.6.1.2.1.47.1.1.1.1.11"), ("entLastChangeTime", "1.3.6.1.2.1.47.1.4.1"),
        ("entPhySensorValue", "1.3.6.1.2.1.99.1.1.1.4"), ("entStateOper", "1.3.6.1.2.1.131.1.1.1.3"),
        ("lldpRemSysName", "1.0.8802.1.1.2.1.4.1.1.9"), ("lldpLocPortId", "1.0.8802.1.1.2.1.3.7.1.3"),
        ("lldpStatsRemTablesLastChangeTime", "1.0.8802.1.1.2.1.2.1"),
        ("lldpV2RemSysName", "1.3.111.2.802.1.1.13.1.4.1.1.10"),
        ("dot1dTpFdbPort", "1.3.6.1.2.1.17.4.3.1.2"), ("dot1dBasePortIfIndex", "1.3.6.1.2.1.17.1.4.1.2"),
        ("dot1qTpFdbPort", "1.3.6.1.2.1.17.7.1.2.2.1.2"), ("dot1qVlanFdbId", "1.3.6.1.2.1.17.7.1.4.2.1.3"),
        ("dot1qVlanStaticName", "1.3.6.1.2.1.17.7.1.4.3.1.1"), ("dot1qPvid", "1.3.6.1.2.1.17.7.1.4.5.1.1"),
        ("ipNetToMediaPhysAddress", "1.3.6.1.2.1.4.22.1.2"), ("ipNetToPhysicalPhysAddress", "1.3.6.1.2.1.4.35.1.4"),
        ("ipAdEntNetMask", "1.3.6.1.2.1.4.20.1.3"), ("ipAddressIfIndex", "1.3.6.1.2.1.4.34.1.3"),
        ("bgpPeerState", "1.3.6.1.2.1.15.3.1.2"), ("bgpPeerFsmEstablishedTime", "1.3.6.1.2.1.15.3.1.16"),
        ("ospfNbrState", "1.3.6.1.2.1.14.10.1.6"), ("pethPsePortDetectionStatus", "1.3.6.1.2.1.105.1.1.1.6"),
        ("pethMainPseConsumptionPower", "1.3.6.1.2.1.105.1.3.1.1.4"),
        ("upsEstimatedChargeRemaining", "1.3.6.1.2.1.33.1.2.4"), ("upsOutputPercentLoad", "1.3.6.1.2.1.33.1.4.4.1.5"),
        ("prtMarkerSuppliesLevel", "1.3.6.1.2.1.43.11.1.1.9"), ("prtMarkerLifeCount", "1.3.6.1.2.1.43.10.2.1.4"),
        ("laLoadInt", "1.3.6.1.4.1.2021.10.1.5"), ("memAvailReal", "1.3.6.1.4.1.2021.4.6"),
        ("ssCpuRawIdle", "1.3.6.1.4.1.2021.11.53"), ("diskIONRead", "1.3.6.1.4.1.2021.13.15.1.1.3"),
        ("cdpCacheDeviceId", "1.3.6.1.4.1.9.9.23.1.2.1.1.6"), ("cpmCPUTotal5minRev", "1.3.6.1.4.1.9.9.109.1.1.1.1.8"),
        ("ciscoMemoryPoolUsed", "1.3.6.1.4.1.9.9.48.1.1.1.5"), ("cempMemPoolHCUsed", "1.3.6.1.4.1.9.9.221.1.1.1.1.18"),
        ("ciscoEnvMonTemperatureStatusValue", "1.3.6.1.4.1.9.9.13.1.3.1.3"),
        ("ciscoEnvMonFanState", "1.3.6.1.4.1.9.9.13.1.4.1.3"), ("entSensorValue", "1.3.6.1.4.1.9.9.91.1.1.1.1.4"),
        ("cefcFRUPowerOperStatus", "1.3.6.1.4.1.9.9.117.1.1.2.1.2"), ("vtpVlanState", "1.3.6.1.4.1.9.9.46.1.3.1.1.2"),
        ("vmVlan", "1.3.6.1.4.1.9.9.68.1.2.2.1.2"), ("jnxOperatingCPU", "1.3.6.1.4.1.2636.3.1.13.1.8"),
        ("jnxFruState", "1.3.6.1.4.1.2636.3.1.15.1.8"), ("jnxRedAlarmState", "1.3.6.1.4.1.2636.3.4.2.3.1"),
        ("jnxDomCurrentRxLaserPower", "1.3.6.1.4.1.2636.3.60.1.1.1.1.5"),
        ("mtxrHlTemperature", "1.3.6.1.4.1.14988.1.1.3.10"), ("mtxrGaugeValue", "1.3.6.1.4.1.14988.1.1.3.100.1.3"),
        ("mtxrPOEStatus", "1.3.6.1.4.1.14988.1.1.15.1.1.3"), ("fgSysCpuUsage", "1.3.6.1.4.1.12356.101.4.1.3"),
        ("fgSysSesCount", "1.3.6.1.4.1.12356.101.4.1.8"), ("hwEntityCpuUsage", "1.3.6.1.4.1.2011.5.25.31.1.1.1.1.5"),
        ("hwEntityTemperature", "1.3.6.1.4.1.2011.5.25.31.1.1.1.1.11"),
        ("hh3cEntityExtCpuUsage", "1.3.6.1.4.1.25506.2.6.1.1.1.1.6"),
        ("PowerNet-MIB::upsAdvBatteryCapacity", "1.3.6.1.4.1.318.1.1.1.2.2.1"),
        ("upsAdvBatteryRunTimeRemaining", "1.3.6.1.4.1.318.1.1.1.2.2.3"),
        ("upsAdvOutputLoad", "1.3.6.1.4.1.318.1.1.1.4.2.3"), ("panSessionActive", "1.3.6.1.4.1.25461.2.1.2.3.3"),
        ("hikCPUPercent", "1.3.6.1.4.1.39165.1.7"), ("linkDown", "1.3.6.1.6.3.1.1.5.3"),
    ])
    func `an object is where its MIB puts it`(name: String, place: String) {
        #expect(MIBObject(named: name)?.oid.description == place)
        #expect(OID(place).flatMap { MIBObject(nearest: $0.appending(7)) } == MIBObject(named: name))
    }

    @Test func `an instance is named by its object and index`() throws {
        let (object, index) = try #require(OID.ifDescr.appending(3).object)
        #expect(object.description == "IF-MIB::ifDescr")
        #expect(index == [3])
        #expect(OID.ifDescr.object?.index == [])
        #expect((OID("1.2.840.1") ?? OID()).object == nil)
    }

    @Test func `names that two modules use are told apart by the module`() {
        #expect(MIBObject(named: "UPS-MIB::upsIdent")?.oid == OID.mib2.appending(contentsOf: [33, 1, 1]))
        #expect(
            MIBObject(named: "PowerNet-MIB::upsIdent")?.oid == OID.enterprises.appending(contentsOf: [318, 1, 1, 1, 1]))
    }

    @Test(arguments: [
        (OID.ifOperStatus.appending(3), SNMPValue.integer(1), "up(1)"), (.ifOperStatus.appending(3), .integer(9), "9"),
        (.ifSpeed.appending(1), .gauge32(1_000_000_000), "1000000000"),
        (.sysUpTime.scalar, .timeTicks(1_360_025), "3:46:40.25"),
        (.sysUpTime.scalar, .timeTicks(.max), "497 d 2:27:52.95"),
        (.ifPhysAddress.appending(1), .octetString(OctetString([0, 0x1B, 0x21, 0x0A, 0xFF, 2])), "00:1b:21:0a:ff:02"),
        (.ifPhysAddress.appending(1), .octetString("00:1B:21:0A:FF:02"), "00:1b:21:0a:ff:02"),
        (.ifPhysAddress.appending(1), .octetString(""), ""),
        (.ifPhysAddress.appending(1), .octetString("ABCDEF"), "41:42:43:44:45:46"),
        (.sysDescr.scalar, .octetString(OctetString([0x5A, 0xFC, 0x72, 0x69, 0x63, 0x68, 0])), "Zürich"),
        (.sysObjectID.scalar, .oid(.enterprises.appending(contentsOf: [8072, 3, 2, 10])), "linux"),
        (
            .hrSystemDate.scalar,
            .octetString(OctetString([7, 0xEA, 11, 24, 10, 59, 37, 0, UInt8(ascii: "+"), 1, 0])),
            "2026-11-24 10:59:37.0 +01:00"
        ),
        (
            MIBObject(named: "lldpLocSysCapEnabled").map(\.oid.scalar) ?? OID(), .octetString(OctetString([0x28])),
            "bridge(2) router(4)"
        ),
        (.lldpLocChassisId.scalar, .octetString(OctetString([1, 10, 0, 0, 7])), "10.0.0.7"),
        (.lldpLocChassisId.scalar, .octetString(OctetString([0, 0x1B, 0x21, 0x0A, 0xFF, 2])), "00:1b:21:0a:ff:02"),
        (.lldpLocChassisId.scalar, .octetString("sw-1"), "sw-1"),
        (
            MIBObject(named: "upsOutputFrequency").map(\.oid.scalar) ?? OID(), .integer(501), "501 0.1 Hertz"
        ),
        (.ifHCInOctets.appending(1), .noSuchInstance, "no such instance"),
        (.enterprises.appending(contentsOf: [65_000, 1]), .timeTicks(100), "0:00:01.00"),
        (.ifType.appending(1), .integer(6), "ethernetCsmacd(6)"),
    ])
    func `a value is shown as its object means it`(instance: OID, value: SNMPValue, text: String) {
        #expect(VarBind(instance, value).valueText == text)
        #expect(VarBind(instance, value).text == "\(instance.name) = \(text)")
    }

    @Test func `any value of any object can be shown`() {
        var generator = Seeded(9)
        for object in MIBObject.all where object.isReadable {
            for _ in 0..<4 { _ = object.syntax?.text(.random(using: &generator)) }
        }
    }

    @Test func `a scalar is asked for by its only instance, a column by a row`() {
        #expect(OID.sysName.instance == .sysName.scalar)
        #expect(OID.sysName.scalar.instance == .sysName.scalar)
        #expect(OID.ifDescr.instance == .ifDescr)
        #expect(OID.system.instance == .system)
        #expect(OID.linkDown.instance == .linkDown)
        #expect(OID("1.2.840.1").map(\.instance) == OID("1.2.840.1"))
        #expect(MIBObject(named: "ifDescr")?.table == .ifTable)
        #expect(MIBObject(named: "ifEntry")?.table == .ifTable)
        #expect(MIBObject(named: "sysName")?.table == nil)
    }

    @Test func `the number behind a label is known`() {
        #expect(MIBObject(named: "ifAdminStatus")?.syntax?.number(of: "down") == 2)
        #expect(MIBObject(named: "ifAdminStatus")?.syntax?.number(of: "sideways") == nil)
    }
}
