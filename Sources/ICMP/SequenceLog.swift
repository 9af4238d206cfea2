/// Which ping used a 16-bit sequence number last. Some routers quote only the 8 bytes of header that RFC 792 asks of
/// them, and a damaged reply may have no more that can be trusted: then the number is all there is to tell which ping
/// they mean.
struct SequenceLog {
    private var pings: [UInt64] = []
    private var next: UInt16 = 0

    /// The number for an echo of a ping.
    mutating func number(_ ping: PingID) -> UInt16 {
        if pings.isEmpty { pings = [UInt64](repeating: .max, count: 1 << 16) }
        defer { next &+= 1 }
        pings[Int(next)] = ping.rawValue
        return next
    }

    subscript(sequence: UInt16) -> PingID? {
        guard !pings.isEmpty, pings[Int(sequence)] != .max else { return nil }
        return PingID(rawValue: pings[Int(sequence)])
    }
}
