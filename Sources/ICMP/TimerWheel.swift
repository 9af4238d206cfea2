/// At most one timer for each place in a table, set, moved and dropped in constant time: a hierarchical timing wheel
/// (Varghese and Lauck, 1987). Level 0 has a bucket for each of the next 64 milliseconds, each further level one for 64
/// of those below it; a bucket whose time comes is emptied into the lower levels.
///
/// A timer never fires early, and at most a millisecond late.
struct TimerWheel {
    private static let none = UInt32.max
    private static let levels = 8
    private static let width = 64
    private static let tick: Int64 = 1_000_000

    private struct Link {
        var previous = none
        var next = none
        /// Where it hangs; `none` while no timer is set.
        var bucket = none
        var tick: UInt64 = 0
    }

    private var links: [Link] = []
    private var heads = [UInt32](repeating: none, count: levels * width)
    /// A bit for each bucket that is not empty.
    private var occupied = [UInt64](repeating: 0, count: levels)
    /// Every tick before it has fired.
    private var current: UInt64 = 0

    /// The first tick that is not before a moment.
    private static func tick(notBefore moment: MonotonicTime) -> UInt64 {
        moment.nanoseconds <= 0 ? 0 : UInt64((moment.nanoseconds - 1) / tick) + 1
    }

    /// A moment not after the next timer, at which the wheel wants to be advanced; `nil` without timers.
    var next: MonotonicTime? {
        nextBucket.map { MonotonicTime(nanoseconds: Int64(clamping: $0.tick) * Self.tick) }
    }

    /// Sets the timer of a place, in place of the one that it had.
    mutating func set(_ place: UInt32, at moment: MonotonicTime) {
        while links.count <= Int(place) { links.append(Link()) }
        drop(place)
        links[Int(place)].tick = max(Self.tick(notBefore: moment), current)
        hang(place)
    }

    mutating func drop(_ place: UInt32) {
        guard Int(place) < links.count, links[Int(place)].bucket != Self.none else { return }
        let link = links[Int(place)]
        if link.previous == Self.none {
            heads[Int(link.bucket)] = link.next
            if link.next == Self.none { occupied[Int(link.bucket) >> 6] &= ~(1 << UInt64(link.bucket & 63)) }
        } else {
            links[Int(link.previous)].next = link.next
        }
        if link.next != Self.none { links[Int(link.next)].previous = link.previous }
        links[Int(place)].bucket = Self.none
    }

    /// A place whose timer has passed, and has none any more; `nil` once there are none.
    mutating func pop(at now: MonotonicTime) -> UInt32? {
        let now = UInt64(clamping: now.nanoseconds / Self.tick)
        while let (bucket, tick) = nextBucket, tick <= now {
            current = tick
            if bucket < Self.width {
                defer { drop(heads[bucket]) }
                return heads[bucket]
            }
            empty(bucket)
        }
        current = max(current, now)
        return nil
    }

    private mutating func empty(_ bucket: Int) {
        while heads[bucket] != Self.none {
            let place = heads[bucket]
            drop(place)
            hang(place)
        }
    }

    /// The bucket whose time comes first, and that time. A level's timers are all before those of the next one.
    private var nextBucket: (bucket: Int, tick: UInt64)? {
        for level in 0..<Self.levels where occupied[level] != 0 {
            let index = occupied[level].trailingZeroBitCount
            let shift = UInt64(6 * level)
            // The bucket of the present is empty on the higher levels, and those before it are on all.
            let base = (current >> (shift + 6)) << (shift + 6)
            return (level * Self.width + index, max(current, base | UInt64(index) << shift))
        }
        return nil
    }

    /// A timer hangs on the level of the highest digit, to the base of 64, that its tick does not share with the
    /// present. So it lies ahead of the present on that level, and no level ever wraps around.
    private mutating func hang(_ place: UInt32) {
        let tick = links[Int(place)].tick
        let difference = (tick ^ current) | 1
        let level = min(Self.levels - 1, (63 - difference.leadingZeroBitCount) / 6)
        let index = Int(tick >> UInt64(6 * level)) & (Self.width - 1)
        let bucket = level * Self.width + index
        let head = heads[bucket]
        links[Int(place)].previous = Self.none
        links[Int(place)].next = head
        links[Int(place)].bucket = UInt32(bucket)
        if head != Self.none { links[Int(head)].previous = place }
        heads[bucket] = place
        occupied[level] |= 1 << UInt64(index)
    }
}
