import SNMP

/// What a simulated switch has to say: the system group, and `ifTable` and `ifXTable` of its ports.
///
/// All switches share one tree; what differs between them is worked out from the address and the time since they started.
struct AgentTree: Sendable {
    struct Device {
        /// Host byte order.
        let address: UInt32
        let uptime: Duration
    }

    private struct Entry {
        let oid: OID
        let content: Content
    }

    private enum Content {
        case constant(SNMPValue)
        case sysName
        case upTime
        case macAddress(port: UInt32)
        case counter64(perSecond: UInt64)
        case counter32(perSecond: UInt64)
    }

    private let entries: [Entry]
    private let positions: [OID: Int]

    /// A switch with that many ports.
    init(ports: Int) {
        var entries = Self.systemGroup(ports: ports)
        for port in 1...UInt32(max(1, ports)) { entries += Self.interface(port) + Self.extendedInterface(port) }
        entries.sort { $0.oid < $1.oid }
        self.entries = entries
        positions = Dictionary(uniqueKeysWithValues: entries.enumerated().map { ($1.oid, $0) })
    }

    func position(of oid: OID) -> Int? { positions[oid] }

    /// The position of the first instance behind `oid`.
    func position(after oid: OID) -> Int? {
        if let position = positions[oid] { return position + 1 < entries.count ? position + 1 : nil }
        var (low, high) = (0, entries.count)
        while low < high {
            let middle = (low + high) / 2
            if entries[middle].oid < oid { low = middle + 1 } else { high = middle }
        }
        return low < entries.count ? low : nil
    }

    func oid(at position: Int) -> OID { entries[position].oid }

    func varBind(at position: Int, of device: Device) -> VarBind {
        VarBind(entries[position].oid, value(entries[position].content, of: device))
    }

    private func value(_ content: Content, of device: Device) -> SNMPValue {
        let hundredths = Self.hundredths(device.uptime)
        switch content {
        case .constant(let value): return value
        case .sysName:
            return .octetString(
                OctetString("sw-\(Self.bytes(device.address).map(String.init).joined(separator: "-"))".utf8))
        case .upTime: return .timeTicks(UInt32(truncatingIfNeeded: hundredths))
        case .macAddress(let port):
            return .octetString(OctetString([2, UInt8(truncatingIfNeeded: port)] + Self.bytes(device.address)))
        case .counter64(let rate): return .counter64(rate * hundredths / 100)
        case .counter32(let rate): return .counter32(UInt32(truncatingIfNeeded: rate * hundredths / 100))
        }
    }

    private static func hundredths(_ duration: Duration) -> UInt64 {
        UInt64(max(0, duration.components.seconds)) * 100
            + UInt64(max(0, duration.components.attoseconds)) / 10_000_000_000_000_000
    }

    private static func bytes(_ address: UInt32) -> [UInt8] {
        withUnsafeBytes(of: address.bigEndian) { [UInt8]($0) }
    }
}

/// What is in it.
extension AgentTree {
    private static func systemGroup(ports: Int) -> [Entry] {
        [
            Entry(oid: .sysDescr.scalar, content: .constant(.octetString("Simulated switch"))),
            Entry(oid: .sysObjectID.scalar, content: .constant(.oid([1, 3, 6, 1, 4, 1, 8072, 3, 2, 10]))),
            Entry(oid: .sysUpTime.scalar, content: .upTime),
            Entry(oid: .sysContact.scalar, content: .constant(.octetString("noc@example.net"))),
            Entry(oid: .sysName.scalar, content: .sysName),
            Entry(oid: .sysLocation.scalar, content: .constant(.octetString("Rack 7"))),
            Entry(oid: .sysServices.scalar, content: .constant(.integer(2))),
            Entry(oid: .ifNumber.scalar, content: .constant(.integer(Int64(ports)))),
        ]
    }

    private static func interface(_ port: UInt32) -> [Entry] {
        let name = OctetString("GigabitEthernet1/0/\(port)".utf8)
        let status = SNMPValue.integer(isUp(port) ? 1 : 2)
        let cells: [(OID, Content)] = [
            (.ifIndex, .constant(.integer(Int64(port)))), (.ifDescr, .constant(.octetString(name))),
            (.ifType, .constant(.integer(6))), (.ifMtu, .constant(.integer(1500))),
            (.ifSpeed, .constant(.gauge32(1_000_000_000))), (.ifPhysAddress, .macAddress(port: port)),
            (.ifAdminStatus, .constant(.integer(1))), (.ifOperStatus, .constant(status)),
            (.ifLastChange, .constant(.timeTicks(0))), (.ifInOctets, .counter32(perSecond: rate(port, 0))),
            (.ifInUcastPkts, .counter32(perSecond: rate(port, 0) / 800)), (.ifInDiscards, .constant(.counter32(0))),
            (.ifInErrors, .constant(.counter32(0))), (.ifOutOctets, .counter32(perSecond: rate(port, 1))),
            (.ifOutUcastPkts, .counter32(perSecond: rate(port, 1) / 800)), (.ifOutDiscards, .constant(.counter32(0))),
            (.ifOutErrors, .constant(.counter32(0))),
        ]
        return cells.map { Entry(oid: $0.appending(port), content: $1) }
    }

    private static func extendedInterface(_ port: UInt32) -> [Entry] {
        let cells: [(OID, Content)] = [
            (.ifName, .constant(.octetString(OctetString("Gi1/0/\(port)".utf8)))),
            (.ifHCInOctets, .counter64(perSecond: rate(port, 0))),
            (.ifHCInUcastPkts, .counter64(perSecond: rate(port, 0) / 800)),
            (.ifHCInMulticastPkts, .counter64(perSecond: 3)), (.ifHCInBroadcastPkts, .counter64(perSecond: 2)),
            (.ifHCOutOctets, .counter64(perSecond: rate(port, 1))),
            (.ifHCOutUcastPkts, .counter64(perSecond: rate(port, 1) / 800)),
            (.ifHCOutMulticastPkts, .counter64(perSecond: 5)), (.ifHCOutBroadcastPkts, .counter64(perSecond: 1)),
            (.ifHighSpeed, .constant(.gauge32(1000))),
            (.ifAlias, .constant(.octetString(OctetString("port \(port)".utf8)))),
            (.ifCounterDiscontinuityTime, .constant(.timeTicks(0))),
        ]
        return cells.map { Entry(oid: $0.appending(port), content: $1) }
    }

    /// One port in eight is down.
    private static func isUp(_ port: UInt32) -> Bool { port % 8 != 0 }

    /// Bytes per second.
    private static func rate(_ port: UInt32, _ direction: UInt64) -> UInt64 {
        isUp(port) ? 10_000 * UInt64(port) + 1_000_000 * direction : 0
    }
}
