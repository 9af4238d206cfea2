extension OctetString {
    /// The positions of the bits that are set in a value of `BITS` (RFC 2578 §7.1.4), ascending: bit 0 is the highest of the
    /// first byte.
    public var bits: [Int] {
        bytes.enumerated().flatMap { offset, byte in
            (0..<8).filter { byte & (0x80 >> UInt8($0)) != 0 }.map { offset * 8 + $0 }
        }
    }

    /// Whether the bit at that position is set; those beyond the end are not.
    public func hasBit(_ position: Int) -> Bool {
        guard position >= 0, position / 8 < count else { return false }
        return withBytes { $0[position / 8] & (0x80 >> UInt8(position % 8)) != 0 }
    }
}
