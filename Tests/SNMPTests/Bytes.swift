import Testing

@testable import SNMP

/// Bytes from hexadecimal digits; spaces are passed over.
func bytes(_ hex: String) -> [UInt8] {
    let digits = hex.filter { !$0.isWhitespace }
    return stride(from: 0, to: digits.count, by: 2).compactMap { offset in
        let start = digits.index(digits.startIndex, offsetBy: offset)
        return UInt8(digits[start..<digits.index(start, offsetBy: 2)], radix: 16)
    }
}

func hex(_ bytes: [UInt8]) -> String {
    OctetString(bytes).hex.replacing(":", with: "")
}

/// What one element means as a value.
func value(_ bytes: [UInt8]) throws -> SNMPValue {
    try bytes.withUnsafeBytes { pointer in
        var reader = BERReader(pointer)
        return try reader.value()
    }
}

func encoded(_ value: SNMPValue) -> [UInt8] {
    encoded { $0.value(value) }
}

func encoded(_ body: (inout BERWriter) -> Void) -> [UInt8] {
    var memory = [UInt8](repeating: 0, count: 70_000)
    return memory.withUnsafeMutableBytes { pointer in
        var writer = BERWriter(endingAt: pointer)
        body(&writer)
        return writer.isFull ? [] : [UInt8](pointer[writer.start...])
    }
}

extension Message {
    init(_ bytes: [UInt8]) throws {
        self = try bytes.withUnsafeBytes { try Message(decoding: $0) }
    }

    var encoded: [UInt8] {
        var memory = [UInt8](repeating: 0, count: 70_000)
        return memory.withUnsafeMutableBytes { pointer in
            guard let size = encode(atEndOf: pointer) else { return [] }
            return [UInt8](pointer[(pointer.count - size)...])
        }
    }
}

extension SNMPVersion {
    /// Those with a community.
    static let withCommunity: [SNMPVersion] = [.v1, .v2c]
}

extension Credentials {
    init(_ version: SNMPVersion, _ community: Community) {
        self = version == .v1 ? .v1(community) : .v2c(community)
    }
}
