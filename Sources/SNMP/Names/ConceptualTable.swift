/// A table of a MIB: its columns and what tells its rows apart (RFC 2578 §7.1.12).
///
/// ```swift
/// for try await row in client.table(.ifXTable, of: router) { … }
/// ```
public struct ConceptualTable: Sendable, Hashable {
    /// Its name: `ifXTable`.
    public let name: String
    /// Its identifier.
    public let oid: OID
    /// The row, below which the columns are: `ifXEntry`.
    public let entry: OID
    /// The columns that an agent gives, in their order. Those that serve as an index alone are not among them.
    public let columns: [OID]
    /// What the index of a row consists of, in order.
    public let index: [IndexObject]

    /// The table of that name, if it is one of those known here: `ifXTable`, `IF-MIB::ifXTable`.
    public init?(named name: String) {
        guard let object = MIBObject(named: name) else { return nil }
        self.init(object)
    }

    /// The table that is at that place; `nil` if it is none of those known here.
    public init?(at oid: OID) {
        guard let object = MIBCatalog.known.object(at: oid) else { return nil }
        self.init(object)
    }

    /// The table that an object is, or is the row or a column of; `nil` if it is none of these.
    public init?(containing object: MIBObject) {
        let arcs = object.oid.arcs
        let places = [0, 1, 2].compactMap { OID(arcs: arcs.dropLast($0)) }
        guard let table = places.lazy.compactMap({ ConceptualTable(at: $0) }).first else { return nil }
        self = table
    }

    private init?(_ table: MIBObject) {
        let catalog = MIBCatalog.known
        guard let row = catalog.object(at: table.oid.appending(1)), row.isRow else { return nil }
        let (names, isImplied) = row.index
        let index = names.enumerated().map { position, name in
            catalog.object(named: "\(row.module)::\(name)").map {
                IndexObject($0, isImplied: isImplied && position == names.count - 1)
            }
        }
        let depth = row.oid.count + 1
        columns = catalog.objects
            .filter { $0.isReadable && $0.oid.hasPrefix(row.oid) && $0.oid.count == depth }
            .map(\.oid).sorted()
        name = table.name
        oid = table.oid
        entry = row.oid
        self.index = index.compactMap { $0 }
        guard !columns.isEmpty, self.index.count == names.count else { return nil }
    }

    /// One of ours, which the tests look up all.
    private init(ours name: String) {
        guard let table = ConceptualTable(named: name) else { preconditionFailure("\(name) is no table") }
        self = table
    }

    /// The index of a row as the values of its objects; `nil` if the arcs do not fit the definition.
    ///
    /// Agents that leave out the length of a last string, or send one where there should be none, are understood.
    public func values(of row: RowIndex) -> [IndexValue]? {
        values(of: row, lastIsImplied: nil) ?? values(of: row, lastIsImplied: true)
            ?? values(of: row, lastIsImplied: false)
    }

    private func values(of row: RowIndex, lastIsImplied: Bool?) -> [IndexValue]? {
        var arcs = row.arcs[...]
        var values: [IndexValue] = []
        for (position, part) in index.enumerated() {
            let isLast = position == index.count - 1
            let part = isLast ? lastIsImplied.map { IndexObject(part.object, isImplied: $0) } ?? part : part
            guard let value = part.take(from: &arcs) else { return nil }
            values.append(IndexValue(object: part.object, value: value))
        }
        return arcs.isEmpty ? values : nil
    }

    /// Two are the same if they are at the same place.
    public static func == (left: ConceptualTable, right: ConceptualTable) -> Bool { left.oid == right.oid }

    /// Hashes where it is.
    public func hash(into hasher: inout Hasher) { hasher.combine(oid) }
}

extension ConceptualTable: CustomStringConvertible {
    /// Its name.
    public var description: String { name }
}

extension ConceptualTable {
    /// The interfaces (RFC 2863), with counters of 32 bits.
    public static let ifTable = ConceptualTable(ours: "ifTable")
    /// More of the interfaces, with counters of 64 bits (RFC 2863).
    public static let ifXTable = ConceptualTable(ours: "ifXTable")
    /// Which interface runs on top of which (RFC 2863).
    public static let ifStackTable = ConceptualTable(ours: "ifStackTable")
    /// Errors and duplex of Ethernet interfaces (RFC 3635).
    public static let dot3StatsTable = ConceptualTable(ours: "dot3StatsTable")
    /// Memory and file systems (RFC 2790).
    public static let hrStorageTable = ConceptualTable(ours: "hrStorageTable")
    /// The devices of a host (RFC 2790).
    public static let hrDeviceTable = ConceptualTable(ours: "hrDeviceTable")
    /// Processors and their load (RFC 2790).
    public static let hrProcessorTable = ConceptualTable(ours: "hrProcessorTable")
    /// Running programs (RFC 2790). Large: read it on demand.
    public static let hrSWRunTable = ConceptualTable(ours: "hrSWRunTable")
    /// Chassis, modules, ports and other parts (RFC 6933).
    public static let entPhysicalTable = ConceptualTable(ours: "entPhysicalTable")
    /// Sensors of the parts (RFC 3433).
    public static let entPhySensorTable = ConceptualTable(ours: "entPhySensorTable")
    /// States of the parts (RFC 4268).
    public static let entStateTable = ConceptualTable(ours: "entStateTable")
    /// The ports of the device, as LLDP names them (IEEE 802.1AB).
    public static let lldpLocPortTable = ConceptualTable(ours: "lldpLocPortTable")
    /// Neighbours seen by LLDP (IEEE 802.1AB).
    public static let lldpRemTable = ConceptualTable(ours: "lldpRemTable")
    /// Management addresses of neighbours (IEEE 802.1AB).
    public static let lldpRemManAddrTable = ConceptualTable(ours: "lldpRemManAddrTable")
    /// Neighbours seen by CDP (Cisco).
    public static let cdpCacheTable = ConceptualTable(ours: "cdpCacheTable")
    /// Addresses of IPv4, with their interfaces (RFC 4293).
    public static let ipAddrTable = ConceptualTable(ours: "ipAddrTable")
    /// Addresses of IPv4 and IPv6 (RFC 4293).
    public static let ipAddressTable = ConceptualTable(ours: "ipAddressTable")
    /// Neighbours of IPv4: ARP (RFC 4293). May be large.
    public static let ipNetToMediaTable = ConceptualTable(ours: "ipNetToMediaTable")
    /// Neighbours of IPv4 and IPv6 (RFC 4293). May be large.
    public static let ipNetToPhysicalTable = ConceptualTable(ours: "ipNetToPhysicalTable")
    /// Routes (RFC 4292). Very large on a router of the internet.
    public static let inetCidrRouteTable = ConceptualTable(ours: "inetCidrRouteTable")
    /// Routes of IPv4 (RFC 4292). Very large on a router of the internet.
    public static let ipCidrRouteTable = ConceptualTable(ours: "ipCidrRouteTable")
    /// Ports of a bridge and their interfaces (RFC 4188).
    public static let dot1dBasePortTable = ConceptualTable(ours: "dot1dBasePortTable")
    /// Ports in the spanning tree (RFC 4188).
    public static let dot1dStpPortTable = ConceptualTable(ours: "dot1dStpPortTable")
    /// Which address was seen at which port (RFC 4188). May be large.
    public static let dot1dTpFdbTable = ConceptualTable(ours: "dot1dTpFdbTable")
    /// Which address was seen at which port, by VLAN (RFC 4363). May be large.
    public static let dot1qTpFdbTable = ConceptualTable(ours: "dot1qTpFdbTable")
    /// VLANs and their ports (RFC 4363).
    public static let dot1qVlanCurrentTable = ConceptualTable(ours: "dot1qVlanCurrentTable")
    /// VLANs by name (RFC 4363).
    public static let dot1qVlanStaticTable = ConceptualTable(ours: "dot1qVlanStaticTable")
    /// The VLAN of untagged frames at each port (RFC 4363).
    public static let dot1qPortVlanTable = ConceptualTable(ours: "dot1qPortVlanTable")
    /// Which ports are in which aggregated link (IEEE 802.3ad).
    public static let dot3adAggPortTable = ConceptualTable(ours: "dot3adAggPortTable")
    /// Power over Ethernet by port (RFC 3621).
    public static let pethPsePortTable = ConceptualTable(ours: "pethPsePortTable")
    /// Power over Ethernet by power supply (RFC 3621).
    public static let pethMainPseTable = ConceptualTable(ours: "pethMainPseTable")
    /// Peers of BGP (RFC 4273).
    public static let bgpPeerTable = ConceptualTable(ours: "bgpPeerTable")
    /// Neighbours of OSPF (RFC 4750).
    public static let ospfNbrTable = ConceptualTable(ours: "ospfNbrTable")
    /// Output lines of a UPS (RFC 1628).
    public static let upsOutputTable = ConceptualTable(ours: "upsOutputTable")
    /// Input lines of a UPS (RFC 1628).
    public static let upsInputTable = ConceptualTable(ours: "upsInputTable")
    /// Alarms of a UPS (RFC 1628).
    public static let upsAlarmTable = ConceptualTable(ours: "upsAlarmTable")
    /// Toner, ink and other supplies of a printer (RFC 3805).
    public static let prtMarkerSuppliesTable = ConceptualTable(ours: "prtMarkerSuppliesTable")
    /// Alerts of a printer (RFC 3805).
    public static let prtAlertTable = ConceptualTable(ours: "prtAlertTable")
    /// Load averages (Net-SNMP).
    public static let laTable = ConceptualTable(ours: "laTable")
    /// Watched file systems (Net-SNMP).
    public static let dskTable = ConceptualTable(ours: "dskTable")
    /// Input and output of disks (Net-SNMP).
    public static let diskIOTable = ConceptualTable(ours: "diskIOTable")
    /// Temperatures (Net-SNMP).
    public static let lmTempSensorsTable = ConceptualTable(ours: "lmTempSensorsTable")
    /// Processor load (Cisco).
    public static let cpmCPUTotalTable = ConceptualTable(ours: "cpmCPUTotalTable")
    /// Memory pools (Cisco).
    public static let ciscoMemoryPoolTable = ConceptualTable(ours: "ciscoMemoryPoolTable")
    /// Memory pools of each part (Cisco).
    public static let cempMemPoolTable = ConceptualTable(ours: "cempMemPoolTable")
    /// Sensors (Cisco).
    public static let entSensorValueTable = ConceptualTable(ours: "entSensorValueTable")
    /// What the parts do: load, memory, temperature (Juniper).
    public static let jnxOperatingTable = ConceptualTable(ours: "jnxOperatingTable")
    /// Gauges: voltages, temperatures, fans (MikroTik).
    public static let mtxrGaugeTable = ConceptualTable(ours: "mtxrGaugeTable")
    /// What the parts do: load, memory, temperature (Huawei).
    public static let hwEntityStateTable = ConceptualTable(ours: "hwEntityStateTable")
    /// What the parts do: load, memory, temperature (H3C, HPE).
    public static let hh3cEntityExtStateTable = ConceptualTable(ours: "hh3cEntityExtStateTable")
}
