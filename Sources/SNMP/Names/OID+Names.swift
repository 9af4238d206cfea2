/// The objects that have a name here. A column or a scalar is named, not an instance of it: `sysName.0` is
/// `OID.sysName.scalar`, `ifDescr.3` is `OID.ifDescr.appending(3)`.
extension OID {
    /// `iso.org.dod.internet`, the root of all that agents serve.
    public static let internet: OID = [1, 3, 6, 1]
    /// `internet.mgmt.mib-2` (RFC 1213).
    public static let mib2: OID = [1, 3, 6, 1, 2, 1]
    /// `internet.private.enterprises`; the next arc is the vendor's number.
    public static let enterprises: OID = [1, 3, 6, 1, 4, 1]

    /// The system group (RFC 3418).
    public static let system = mib2.appending(1)
    /// What the device is, in its own words.
    public static let sysDescr = system.appending(1)
    /// The vendor's identifier of the model.
    public static let sysObjectID = system.appending(2)
    /// Hundredths of a second since the agent started; wraps after 497 days.
    public static let sysUpTime = system.appending(3)
    /// Whom to call.
    public static let sysContact = system.appending(4)
    /// The administratively assigned name.
    public static let sysName = system.appending(5)
    /// Where the device stands.
    public static let sysLocation = system.appending(6)
    /// Which layers the device works on, as a sum of powers of two.
    public static let sysServices = system.appending(7)

    /// How many interfaces there are (RFC 2863).
    public static let ifNumber = mib2.appending(contentsOf: [2, 1])
    /// The interfaces (RFC 2863).
    public static let ifTable = mib2.appending(contentsOf: [2, 2])
    private static let ifEntry = ifTable.appending(1)
    /// The index of the row.
    public static let ifIndex = ifEntry.appending(1)
    /// The interface in the agent's words.
    public static let ifDescr = ifEntry.appending(2)
    /// The kind of interface, by IANA's numbers.
    public static let ifType = ifEntry.appending(3)
    /// The largest packet, in bytes.
    public static let ifMtu = ifEntry.appending(4)
    /// Bits per second; 2³²−1 if it is more.
    public static let ifSpeed = ifEntry.appending(5)
    /// The MAC address.
    public static let ifPhysAddress = ifEntry.appending(6)
    /// What the operator wants: 1 up, 2 down, 3 testing.
    public static let ifAdminStatus = ifEntry.appending(7)
    /// What it is: 1 up, 2 down, 3 testing, 4 unknown, 5 dormant, 6 not present, 7 lower layer down.
    public static let ifOperStatus = ifEntry.appending(8)
    /// `sysUpTime` when the state last changed.
    public static let ifLastChange = ifEntry.appending(9)
    /// Bytes received, 32 bits.
    public static let ifInOctets = ifEntry.appending(10)
    /// Unicast packets received, 32 bits.
    public static let ifInUcastPkts = ifEntry.appending(11)
    /// Good packets dropped on receipt.
    public static let ifInDiscards = ifEntry.appending(13)
    /// Bad packets received.
    public static let ifInErrors = ifEntry.appending(14)
    /// Bytes sent, 32 bits.
    public static let ifOutOctets = ifEntry.appending(16)
    /// Unicast packets sent, 32 bits.
    public static let ifOutUcastPkts = ifEntry.appending(17)
    /// Good packets dropped before sending.
    public static let ifOutDiscards = ifEntry.appending(19)
    /// Packets that could not be sent because of errors.
    public static let ifOutErrors = ifEntry.appending(20)

    /// More of the interfaces, with 64-bit counters (RFC 2863).
    public static let ifXTable = mib2.appending(contentsOf: [31, 1, 1])
    private static let ifXEntry = ifXTable.appending(1)
    /// The short name, as on the command line of the device.
    public static let ifName = ifXEntry.appending(1)
    /// Bytes received.
    public static let ifHCInOctets = ifXEntry.appending(6)
    /// Unicast packets received.
    public static let ifHCInUcastPkts = ifXEntry.appending(7)
    /// Multicast packets received.
    public static let ifHCInMulticastPkts = ifXEntry.appending(8)
    /// Broadcast packets received.
    public static let ifHCInBroadcastPkts = ifXEntry.appending(9)
    /// Bytes sent.
    public static let ifHCOutOctets = ifXEntry.appending(10)
    /// Unicast packets sent.
    public static let ifHCOutUcastPkts = ifXEntry.appending(11)
    /// Multicast packets sent.
    public static let ifHCOutMulticastPkts = ifXEntry.appending(12)
    /// Broadcast packets sent.
    public static let ifHCOutBroadcastPkts = ifXEntry.appending(13)
    /// Millions of bits per second.
    public static let ifHighSpeed = ifXEntry.appending(15)
    /// The operator's description.
    public static let ifAlias = ifXEntry.appending(18)
    /// `sysUpTime` when the counters of the row were last disturbed.
    public static let ifCounterDiscontinuityTime = ifXEntry.appending(19)
    /// `sysUpTime` when a row of `ifTable` last came or went.
    public static let ifTableLastChange = mib2.appending(contentsOf: [31, 1, 5])

    /// Time since the host was started, unlike `sysUpTime` (RFC 2790).
    public static let hrSystemUptime = mib2.appending(contentsOf: [25, 1, 1])
    /// The identifier of the SNMP engine (RFC 3411).
    public static let snmpEngineID: OID = [1, 3, 6, 1, 6, 3, 10, 2, 1, 1]
    /// How often the SNMP engine has started.
    public static let snmpEngineBoots: OID = [1, 3, 6, 1, 6, 3, 10, 2, 1, 2]
    /// Seconds since the SNMP engine started; wraps after 68 years.
    public static let snmpEngineTime: OID = [1, 3, 6, 1, 6, 3, 10, 2, 1, 3]

    /// The host's date and time, as ``DateAndTime``.
    public static let hrSystemDate = mib2.appending(contentsOf: [25, 1, 2])
    /// Memory of the host, in KiB.
    public static let hrMemorySize = mib2.appending(contentsOf: [25, 2, 2])
    /// What the storage is: memory, a disk.
    public static let hrStorageType = mib2.appending(contentsOf: [25, 2, 3, 1, 2])
    /// The storage, as the host names it.
    public static let hrStorageDescr = mib2.appending(contentsOf: [25, 2, 3, 1, 3])
    /// Bytes in a unit.
    public static let hrStorageAllocationUnits = mib2.appending(contentsOf: [25, 2, 3, 1, 4])
    /// How many units there are; see ``StorageReading`` for agents that overflow.
    public static let hrStorageSize = mib2.appending(contentsOf: [25, 2, 3, 1, 5])
    /// How many units are used.
    public static let hrStorageUsed = mib2.appending(contentsOf: [25, 2, 3, 1, 6])
    /// Per cent of the last minute that the processor was not idle.
    public static let hrProcessorLoad = mib2.appending(contentsOf: [25, 3, 3, 1, 2])

    /// The part, in the vendor's words.
    public static let entPhysicalDescr = mib2.appending(contentsOf: [47, 1, 1, 1, 1, 2])
    /// The index of the part that holds it; 0 if none does.
    public static let entPhysicalContainedIn = mib2.appending(contentsOf: [47, 1, 1, 1, 1, 4])
    /// What it is: 3 chassis, 9 module, 10 port.
    public static let entPhysicalClass = mib2.appending(contentsOf: [47, 1, 1, 1, 1, 5])
    /// The part's name on the device.
    public static let entPhysicalName = mib2.appending(contentsOf: [47, 1, 1, 1, 1, 7])
    /// Revision of the hardware.
    public static let entPhysicalHardwareRev = mib2.appending(contentsOf: [47, 1, 1, 1, 1, 8])
    /// Revision of the firmware.
    public static let entPhysicalFirmwareRev = mib2.appending(contentsOf: [47, 1, 1, 1, 1, 9])
    /// Revision of the software.
    public static let entPhysicalSoftwareRev = mib2.appending(contentsOf: [47, 1, 1, 1, 1, 10])
    /// The serial number.
    public static let entPhysicalSerialNum = mib2.appending(contentsOf: [47, 1, 1, 1, 1, 11])
    /// Who made it.
    public static let entPhysicalMfgName = mib2.appending(contentsOf: [47, 1, 1, 1, 1, 12])
    /// The model.
    public static let entPhysicalModelName = mib2.appending(contentsOf: [47, 1, 1, 1, 1, 13])
    /// What is measured.
    public static let entPhySensorType = mib2.appending(contentsOf: [99, 1, 1, 1, 1])
    /// The power of 1000, as 9 for units, 8 for thousandths.
    public static let entPhySensorScale = mib2.appending(contentsOf: [99, 1, 1, 1, 2])
    /// Decimal digits behind the point.
    public static let entPhySensorPrecision = mib2.appending(contentsOf: [99, 1, 1, 1, 3])
    /// What the sensor reads, to be scaled.
    public static let entPhySensorValue = mib2.appending(contentsOf: [99, 1, 1, 1, 4])
    /// Whether it works: 1 ok, 2 unavailable, 3 nonoperational.
    public static let entPhySensorOperStatus = mib2.appending(contentsOf: [99, 1, 1, 1, 5])
    /// `sysUpTime` when a part last came or went.
    public static let entLastChangeTime = mib2.appending(contentsOf: [47, 1, 4, 1])

    /// The device itself, as its neighbours see it.
    public static let lldpLocChassisId: OID = [1, 0, 8802, 1, 1, 2, 1, 3, 2]
    /// What kind of identifier the neighbour's is.
    public static let lldpRemChassisIdSubtype: OID = [1, 0, 8802, 1, 1, 2, 1, 4, 1, 1, 4]
    /// The neighbour's identifier.
    public static let lldpRemChassisId: OID = [1, 0, 8802, 1, 1, 2, 1, 4, 1, 1, 5]
    /// What kind of identifier its port's is.
    public static let lldpRemPortIdSubtype: OID = [1, 0, 8802, 1, 1, 2, 1, 4, 1, 1, 6]
    /// The neighbour's port.
    public static let lldpRemPortId: OID = [1, 0, 8802, 1, 1, 2, 1, 4, 1, 1, 7]
    /// The neighbour's port, described.
    public static let lldpRemPortDesc: OID = [1, 0, 8802, 1, 1, 2, 1, 4, 1, 1, 8]
    /// The neighbour's name.
    public static let lldpRemSysName: OID = [1, 0, 8802, 1, 1, 2, 1, 4, 1, 1, 9]
    /// What the neighbour is.
    public static let lldpRemSysDesc: OID = [1, 0, 8802, 1, 1, 2, 1, 4, 1, 1, 10]
    /// `sysUpTime` when a neighbour last came or went.
    public static let lldpStatsRemTablesLastChangeTime: OID = [1, 0, 8802, 1, 1, 2, 1, 2, 1]
    /// The MAC address of a neighbour of IPv4.
    public static let ipNetToMediaPhysAddress = mib2.appending(contentsOf: [4, 22, 1, 2])
    /// The interface of a port of the bridge.
    public static let dot1dBasePortIfIndex = mib2.appending(contentsOf: [17, 1, 4, 1, 2])
    /// The port at which an address was seen; 0 if not known.
    public static let dot1dTpFdbPort = mib2.appending(contentsOf: [17, 4, 3, 1, 2])
    /// The port at which an address was seen in a VLAN; 0 if not known.
    public static let dot1qTpFdbPort = mib2.appending(contentsOf: [17, 7, 1, 2, 2, 1, 2])
    /// The VLAN of untagged frames.
    public static let dot1qPvid = mib2.appending(contentsOf: [17, 7, 1, 4, 5, 1, 1])

    /// Which trap it is.
    public static let snmpTrapOID: OID = [1, 3, 6, 1, 6, 3, 1, 1, 4, 1]
    /// The vendor that defined the trap.
    public static let snmpTrapEnterprise: OID = [1, 3, 6, 1, 6, 3, 1, 1, 4, 3]
    /// The agent starts, and its configuration may have changed.
    public static let coldStart: OID = [1, 3, 6, 1, 6, 3, 1, 1, 5, 1]
    /// The agent starts with the configuration it had.
    public static let warmStart: OID = [1, 3, 6, 1, 6, 3, 1, 1, 5, 2]
    /// An interface goes down.
    public static let linkDown: OID = [1, 3, 6, 1, 6, 3, 1, 1, 5, 3]
    /// An interface has come up.
    public static let linkUp: OID = [1, 3, 6, 1, 6, 3, 1, 1, 5, 4]
    /// Somebody asked with the wrong community or key.
    public static let authenticationFailure: OID = [1, 3, 6, 1, 6, 3, 1, 1, 5, 5]
}
