/// The heads of lists of deadlines, one list for each millisecond or so of the next four seconds; later deadlines are in the
/// list of the same place in a later turn, and are passed over until then.
struct TimerWheel {
    /// Each list's first, `max` if it is empty.
    private(set) var heads: [UInt32]
    private var occupied: [UInt64]
    /// The tick up to which all lists have been looked through.
    private var tick: Int64

    private static let shift: Int64 = 20
    private static let count: Int64 = 4096

    init(now: Moment) {
        heads = Array(repeating: .max, count: Int(Self.count))
        occupied = Array(repeating: 0, count: Int(Self.count / 64))
        tick = now.nanoseconds >> Self.shift
    }

    func slot(of deadline: Moment) -> Int {
        Int((deadline.nanoseconds >> Self.shift) & (Self.count - 1))
    }

    mutating func set(head: UInt32, of slot: Int) {
        heads[slot] = head
        let bit: UInt64 = 1 << UInt64(slot & 63)
        if head == .max { occupied[slot >> 6] &= ~bit } else { occupied[slot >> 6] |= bit }
    }

    /// A list that may hold something due; `nil` if there is none.
    mutating func nextDue(now: Moment) -> Int? {
        let end = now.nanoseconds >> Self.shift
        guard let next = nextOccupied, next <= end else {
            tick = max(tick, end)
            return nil
        }
        tick = next
        return Int(next & (Self.count - 1))
    }

    /// Nothing more is due in the list that ``nextDue(now:)`` gave. `false` if it is the one of this very moment, to which
    /// more may come.
    mutating func advance(now: Moment) -> Bool {
        guard tick < now.nanoseconds >> Self.shift else { return false }
        tick += 1
        return true
    }

    /// When the next list is due as a whole; `nil` if all are empty.
    var next: Moment? {
        nextOccupied.map { Moment(nanoseconds: ($0 + 1) << Self.shift) }
    }

    /// The first tick from the present one on whose list is not empty.
    private var nextOccupied: Int64? {
        let start = Int(tick & (Self.count - 1))
        let words = occupied.count
        for step in 0...words {
            let word = (start >> 6 + step) % words
            var bits = occupied[word]
            if step == 0 { bits &= ~0 << UInt64(start & 63) }
            if step == words { bits &= (1 << UInt64(start & 63)) - 1 }
            guard bits != 0 else { continue }
            let slot = word << 6 + bits.trailingZeroBitCount
            return tick + ((Int64(slot) - Int64(start)) & (Self.count - 1))
        }
        return nil
    }
}
