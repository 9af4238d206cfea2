import SNMP

/// What is asked of a device in one poll, and how much a complete answer holds.
enum Workload: String {
    /// A GET of ten instances.
    case get = "A"
    /// `ifTable` and `ifXTable` of 48 ports, all 41 columns.
    case walk = "B"
    /// ``get``, where requests are lost and devices are dead.
    case lossy = "C"

    static let instances: [OID] = [
        .sysUpTime.scalar, .sysName.scalar, .ifHCInOctets.appending(1), .ifHCOutOctets.appending(1),
        .ifOperStatus.appending(1), .ifInErrors.appending(1), .ifOutErrors.appending(1),
        .hrProcessorLoad.appending(196_608), .hrStorageUsed.appending(1), .entPhySensorValue.appending(1_001),
    ]
    static let tables: [OID] = [.ifTable, .ifXTable]
    static let tableValues = 48 * 41

    /// Sessions are opened by an untimed pass; a pass with losses is timed from the first request.
    var passesUntimed: Bool { self != .lossy }
}

/// What polls gave.
struct Tally: Sendable {
    /// Devices asked.
    var polls = 0
    /// Devices that gave all.
    var ok = 0
    /// Values that came, exceptions not counted.
    var varbinds = 0
    /// Of all numbers and all lengths of strings: that each value was looked at.
    var sum: UInt64 = 0

    /// Whether it was a value.
    mutating func add(_ value: SNMPValue) -> Bool {
        guard !value.isException, value != .null else { return false }
        varbinds += 1
        switch value {
        case .octetString(let string), .ipAddress(let string): sum &+= UInt64(string.count)
        case .oid(let oid): sum &+= UInt64(oid.count)
        default: sum &+= value.number.map { UInt64(truncatingIfNeeded: $0) } ?? 1
        }
        return true
    }

    mutating func add(_ other: Tally) {
        polls += other.polls
        ok += other.ok
        varbinds += other.varbinds
        sum &+= other.sum
    }
}
