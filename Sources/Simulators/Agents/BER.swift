import SNMP

/// BER as the simulated agents write it. It shares nothing with the library that they test: a fault of the library's
/// own encoding must not find its match here.
enum BER {
    static let integer: UInt8 = 0x02
    static let octetString: UInt8 = 0x04
    static let null: UInt8 = 0x05
    static let oid: UInt8 = 0x06
    static let sequence: UInt8 = 0x30
    static let ipAddress: UInt8 = 0x40
    static let counter32: UInt8 = 0x41
    static let gauge32: UInt8 = 0x42
    static let timeTicks: UInt8 = 0x43
    static let opaque: UInt8 = 0x44
    static let counter64: UInt8 = 0x46
    static let noSuchObject: UInt8 = 0x80
    static let noSuchInstance: UInt8 = 0x81
    static let endOfMibView: UInt8 = 0x82

    /// Contents octets of an object identifier.
    static func contents(of arcs: some Collection<UInt32>) -> [UInt8] {
        guard let first = arcs.first, let second = arcs.dropFirst().first else { return [] }
        var bytes: [UInt8] = []
        append(UInt64(first) * 40 + UInt64(second), to: &bytes)
        for arc in arcs.dropFirst(2) { append(UInt64(arc), to: &bytes) }
        return bytes
    }

    static func append(_ arc: UInt64, to bytes: inout [UInt8]) {
        for shift in stride(from: 63, through: 7, by: -7) where arc >> UInt64(shift) != 0 {
            bytes.append(0x80 | UInt8(truncatingIfNeeded: arc >> UInt64(shift)))
        }
        bytes.append(UInt8(truncatingIfNeeded: arc) & 0x7F)
    }

    /// The arcs of contents octets; those of more than 32 bits are cut.
    static func arcs(of contents: [UInt8]) -> [UInt32] {
        var arcs: [UInt32] = []
        var arc: UInt32 = 0
        for byte in contents {
            arc = arc << 7 | UInt32(byte & 0x7F)
            guard byte & 0x80 == 0 else { continue }
            if arcs.isEmpty {
                let first = min(arc / 40, 2)
                arcs = [first, arc - first * 40]
            } else {
                arcs.append(arc)
            }
            arc = 0
        }
        return arcs
    }

    static func element(_ tag: UInt8, _ contents: some Collection<UInt8>) -> [UInt8] {
        header(tag, contents.count) + contents
    }

    static func header(_ tag: UInt8, _ count: Int) -> [UInt8] {
        switch count {
        case ..<0x80: [tag, UInt8(count)]
        case ...0xFF: [tag, 0x81, UInt8(count)]
        default: [tag, 0x82, UInt8(truncatingIfNeeded: count >> 8), UInt8(truncatingIfNeeded: count)]
        }
    }

    /// Counters, gauges and ticks: a leading zero where the first bit would be set (X.690 §8.3).
    static func unsigned(_ tag: UInt8, _ number: UInt64) -> [UInt8] {
        let size = (64 - number.leadingZeroBitCount) / 8 + 1
        return [tag, UInt8(size)]
            + (0..<size).reversed().map { $0 == 8 ? 0 : UInt8(truncatingIfNeeded: number >> UInt64($0 * 8)) }
    }

    static func signed(_ number: Int64) -> [UInt8] {
        let magnitude = number < 0 ? ~number : number
        let size = (64 - magnitude.leadingZeroBitCount) / 8 + 1
        return [integer, UInt8(size)]
            + (0..<size).reversed().map { UInt8(truncatingIfNeeded: number >> Int64(min($0 * 8, 63))) }
    }

    /// A number under the tag of its type: those above `INTEGER` are unsigned.
    static func number(_ tag: UInt8, _ number: Int64) -> [UInt8] {
        tag == integer ? signed(number) : unsigned(tag, UInt64(bitPattern: number))
    }

    static func text(_ text: String) -> [UInt8] { element(octetString, Array(text.utf8)) }

    /// An exception in place of a value (RFC 3416 §3).
    static func exception(_ tag: UInt8) -> [UInt8] { [tag, 0] }
}

extension OID {
    /// Its contents octets.
    package var contents: [UInt8] { BER.contents(of: arcs) }
}
