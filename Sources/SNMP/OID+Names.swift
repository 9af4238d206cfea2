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

    /// Every name that ``init(_:)`` reads and ``name`` writes, with its object.
    public static let names: [(name: String, object: OID)] = [
        ("internet", internet), ("mib-2", mib2), ("enterprises", enterprises),
        ("system", system), ("sysDescr", sysDescr), ("sysObjectID", sysObjectID), ("sysUpTime", sysUpTime),
        ("sysContact", sysContact), ("sysName", sysName), ("sysLocation", sysLocation), ("sysServices", sysServices),
        ("ifNumber", ifNumber), ("ifTable", ifTable), ("ifIndex", ifIndex), ("ifDescr", ifDescr), ("ifType", ifType),
        ("ifMtu", ifMtu), ("ifSpeed", ifSpeed), ("ifPhysAddress", ifPhysAddress), ("ifAdminStatus", ifAdminStatus),
        ("ifOperStatus", ifOperStatus), ("ifLastChange", ifLastChange), ("ifInOctets", ifInOctets),
        ("ifInUcastPkts", ifInUcastPkts), ("ifInDiscards", ifInDiscards), ("ifInErrors", ifInErrors),
        ("ifOutOctets", ifOutOctets), ("ifOutUcastPkts", ifOutUcastPkts), ("ifOutDiscards", ifOutDiscards),
        ("ifOutErrors", ifOutErrors),
        ("ifXTable", ifXTable), ("ifName", ifName), ("ifHCInOctets", ifHCInOctets),
        ("ifHCInUcastPkts", ifHCInUcastPkts), ("ifHCInMulticastPkts", ifHCInMulticastPkts),
        ("ifHCInBroadcastPkts", ifHCInBroadcastPkts), ("ifHCOutOctets", ifHCOutOctets),
        ("ifHCOutUcastPkts", ifHCOutUcastPkts), ("ifHCOutMulticastPkts", ifHCOutMulticastPkts),
        ("ifHCOutBroadcastPkts", ifHCOutBroadcastPkts), ("ifHighSpeed", ifHighSpeed), ("ifAlias", ifAlias),
        ("ifCounterDiscontinuityTime", ifCounterDiscontinuityTime), ("ifTableLastChange", ifTableLastChange),
        ("hrSystemUptime", hrSystemUptime), ("snmpEngineID", snmpEngineID), ("snmpEngineBoots", snmpEngineBoots),
        ("snmpEngineTime", snmpEngineTime),
    ]

    static let named = Dictionary(names.map { ($0.name, $0.object) }) { first, _ in first }
    static let nameOfObject = Dictionary(names.map { ($0.object, $0.name) }) { first, _ in first }
}
