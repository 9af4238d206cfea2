/// The checksum of IPv4 and ICMP (RFC 1071): the one's complement of the one's complement sum of 16-bit words. Over a
/// message that holds its own right checksum it is 0.
///
/// It takes four words at a time: the sum is the same in whatever width and order of bytes it is made (RFC 1071 §2),
/// and the carries are added at the end.
func internetChecksum(_ bytes: Span<UInt8>) -> UInt16 {
    var sum: UInt64 = 0
    var index = 0
    let raw = bytes.bytes
    while index + 8 <= bytes.count {
        let (part, carries) = sum.addingReportingOverflow(
            raw.unsafeLoadUnaligned(fromByteOffset: index, as: UInt64.self))
        sum = part &+ (carries ? 1 : 0)
        index += 8
    }
    // What is left of it, as if zeros followed.
    var rest: UInt64 = 0
    for offset in 0..<bytes.count - index { rest |= UInt64(bytes[index + offset]) << UInt64(8 * offset) }
    let (whole, carries) = sum.addingReportingOverflow(UInt64(littleEndian: rest))
    sum = whole &+ (carries ? 1 : 0)
    while sum > 0xffff { sum = sum & 0xffff + sum >> 16 }
    return ~UInt16(bigEndian: UInt16(truncatingIfNeeded: sum))
}
