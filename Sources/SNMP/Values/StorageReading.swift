/// How large a storage of `hrStorageTable` is and how much of it is used (RFC 2790), in bytes.
public struct StorageReading: Sendable, Hashable {
    /// All of it.
    public let size: UInt64
    /// What is used of it. More than ``size`` is seen, where the size shrank.
    public let used: UInt64

    /// From the numbers of a row; `nil` if a unit has no bytes or one of the numbers is missing.
    ///
    /// Above 2³¹ units, 8 TiB at 4 KiB each, agents send a negative number: 2³² is added to it.
    ///
    /// - Parameters:
    ///   - units: `hrStorageAllocationUnits`, bytes.
    ///   - size: `hrStorageSize`, units.
    ///   - used: `hrStorageUsed`, units.
    public init?(units: SNMPValue?, size: SNMPValue?, used: SNMPValue?) {
        guard let units = units?.number, units > 0, let size = Self.count(size), let used = Self.count(used) else {
            return nil
        }
        let (bytes, isTooLarge) = size.multipliedReportingOverflow(by: UInt64(units))
        let (usedBytes, isUsedTooLarge) = used.multipliedReportingOverflow(by: UInt64(units))
        guard !isTooLarge, !isUsedTooLarge else { return nil }
        self.size = bytes
        self.used = usedBytes
    }

    private static func count(_ value: SNMPValue?) -> UInt64? {
        guard let number = value?.number else { return nil }
        return UInt64(exactly: number < 0 ? number + 1 << 32 : number)
    }

    /// How much is used, 0 to 1; `nil` if the storage has no size.
    public var fraction: Double? {
        size > 0 ? Double(used) / Double(size) : nil
    }
}
