/// How fast an interface is, from what agents put into `ifSpeed` and `ifHighSpeed` (RFC 2863).
public enum InterfaceSpeed {
    /// Speeds of Ethernet in Mbit/s that some agents put into `ifSpeed`, where bit/s belong.
    private static let megabits: Set<UInt64> = [10, 100, 1_000, 2_500, 5_000, 10_000]

    /// In bit/s; `nil` if the agent does not know, or has more than `ifSpeed` can say and no `ifHighSpeed`.
    ///
    /// - Parameters:
    ///   - speed: `ifSpeed`: bit/s, 4,294,967,295 if it is more. Some agents send 0, Mbit/s, or the low half of the number.
    ///   - highSpeed: `ifHighSpeed`: Mbit/s. Some send 0 for all, or bit/s.
    public static func bitsPerSecond(speed: UInt32?, highSpeed: UInt32?) -> UInt64? {
        let low = speed.flatMap { $0 == 0 ? nil : UInt64($0) }
        guard let high = highSpeed.flatMap({ $0 == 0 ? nil : UInt64($0) }) else { return alone(low) }
        guard let low, low != UInt64(UInt32.max) else { return inBits(high) }
        if low == high { return inBits(high) }
        // Finer than a million: 1,544,000 beside 2.
        let isRounded = low < 4_000_000_000 && low / 1_000_000 <= high && high <= low / 1_000_000 + 1
        return isRounded ? low : inBits(high)
    }

    /// `ifHighSpeed` as it should be, or in bit/s: no interface has 4 Tbit/s.
    private static func inBits(_ high: UInt64) -> UInt64 {
        high >= 4_000_000 ? high : high * 1_000_000
    }

    private static func alone(_ low: UInt64?) -> UInt64? {
        guard let low, low != UInt64(UInt32.max) else { return nil }
        return megabits.contains(low) ? low * 1_000_000 : low
    }

    /// Like ``bitsPerSecond(speed:highSpeed:)``, from the values of a reply.
    public static func bitsPerSecond(speed: SNMPValue?, highSpeed: SNMPValue?) -> UInt64? {
        func unsigned(_ value: SNMPValue?) -> UInt32? {
            value?.number.flatMap { UInt32(exactly: $0 < 0 ? $0 + 1 << 32 : $0) }
        }
        return bitsPerSecond(speed: unsigned(speed), highSpeed: unsigned(highSpeed))
    }
}
