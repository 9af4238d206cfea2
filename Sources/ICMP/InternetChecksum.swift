/// The checksum of IPv4 and ICMP (RFC 1071): the one's complement of the one's complement sum of 16-bit words. Over a
/// message that holds its own right checksum it is 0.
func internetChecksum(_ bytes: Span<UInt8>) -> UInt16 {
    var sum: UInt32 = 0
    var index = 0
    while index + 1 < bytes.count {
        sum &+= UInt32(bytes[index]) << 8 | UInt32(bytes[index + 1])
        // An IPv4 packet has at most 32,768 words, which cannot overflow 32 bits; longer input is folded on the way.
        if sum > 0x7fff_0000 { sum = sum & 0xffff + sum >> 16 }
        index += 2
    }
    if index < bytes.count { sum &+= UInt32(bytes[index]) << 8 }
    while sum > 0xffff { sum = sum & 0xffff + sum >> 16 }
    return ~UInt16(truncatingIfNeeded: sum)
}
