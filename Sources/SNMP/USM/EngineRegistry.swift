/// Notices devices that share an engine identifier: cloned machines, clusters (RFC 3411 §5 wants it to be unique).
///
/// One device may answer at several addresses. Two engines are told apart by their clocks, which one engine cannot have both.
package struct EngineRegistry<Address: Hashable & Sendable>: Sendable {
    fileprivate struct Sighting: Sendable {
        let address: Address
        var boots: Int32
        /// When the engine must have started, on our clock.
        var start: Int64
        var seen: Int64
        var isReported = false
    }

    private var sightings: [EngineID: [Sighting]] = [:]

    /// Of one identifier so many addresses are kept.
    private static var maximumAddresses: Int { 16 }
    fileprivate static var tolerance: Int64 { Int64(EngineClock.window) * 1_000_000_000 }

    package init() {}

    /// Takes note of an authentic clock. All addresses of the identifier, if a device other than those known showed up with it
    /// just now.
    mutating func observe(_ engineID: EngineID, at address: Address, boots: Int32, time: Int32, now: Moment)
        -> [Address]?
    {
        let sighting = Sighting(
            address: address, boots: boots, start: now.nanoseconds - Int64(time) * 1_000_000_000, seen: now.nanoseconds)
        var all = sightings[engineID] ?? []
        let place = all.firstIndex { $0.address == address }
        var updated = sighting
        updated.isReported = place.map { all[$0].isReported } ?? false
        let rivals = all.indices.filter { all[$0].address != address && all[$0].conflicts(with: sighting) }
        let isNews = !rivals.isEmpty && !(updated.isReported && rivals.allSatisfy { all[$0].isReported })
        if isNews {
            updated.isReported = true
            for rival in rivals { all[rival].isReported = true }
        }
        if let place { all[place] = updated } else if all.count < Self.maximumAddresses { all.append(updated) }
        sightings[engineID] = all
        return isNews ? rivals.map { all[$0].address } + [address] : nil
    }

    /// Forgets an address that is no longer asked.
    mutating func forget(_ engineID: EngineID, at address: Address) {
        sightings[engineID]?.removeAll { $0.address == address }
        if sightings[engineID]?.isEmpty == true { sightings[engineID] = nil }
    }
}

extension EngineRegistry.Sighting {
    /// Whether one engine cannot have given both clocks: with the same boots it started once, and with fewer boots it was not
    /// to be seen after it had started again.
    fileprivate func conflicts(with other: Self) -> Bool {
        let tolerance = EngineRegistry<Address>.tolerance
        if boots == other.boots { return abs(start - other.start) > tolerance }
        let (earlier, later) = boots < other.boots ? (self, other) : (other, self)
        return earlier.seen > later.start + tolerance
    }
}
