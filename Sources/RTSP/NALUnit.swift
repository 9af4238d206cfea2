/// The units of an Annex-B stream, or the one unit of a text without start codes: some cameras put start codes into
/// SDP (V380, Revotech), some several sets behind one another.
func nalUnits(_ bytes: [UInt8]) -> [ArraySlice<UInt8>] {
    var units: [ArraySlice<UInt8>] = []
    var start = 0
    var index = 0
    while index + 3 <= bytes.count {
        guard bytes[index] == 0, bytes[index + 1] == 0, bytes[index + 2] == 1 else { index += 1; continue }
        units.append(bytes[start..<index])
        index += 3
        start = index
    }
    units.append(bytes[start...])
    return units.filter { unit in unit.contains { $0 != 0 } }
}

/// Without the 03 of each 00 00 03 (H.264 §7.4.1.1, H.265 §7.4.2.1).
func withoutEmulationPrevention(_ unit: ArraySlice<UInt8>) -> [UInt8] {
    var payload: [UInt8] = []
    payload.reserveCapacity(unit.count)
    var zeros = 0
    for byte in unit {
        if zeros >= 2, byte == 3 {
            zeros = 0
            continue
        }
        zeros = byte == 0 ? zeros + 1 : 0
        payload.append(byte)
    }
    return payload
}
