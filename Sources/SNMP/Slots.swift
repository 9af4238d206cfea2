/// Entries under ordinals that rise by little from one to the next, each in the place its ordinal has in a ring: found without
/// hashing, and kept without an allocation for each.
struct Slots<Entry> {
    private var places: [(ordinal: UInt32, entry: Entry)?]
    private(set) var count = 0

    /// `capacity` must be a power of two.
    init(capacity: Int = 64) {
        places = Array(repeating: nil, count: capacity)
    }

    private func place(of ordinal: UInt32) -> Int { Int(ordinal) & (places.count - 1) }

    func isFree(_ ordinal: UInt32) -> Bool { places[place(of: ordinal)] == nil }

    /// Makes room for one more, so that at least half of the places are free.
    mutating func reserve() {
        guard count * 2 >= places.count else { return }
        let entries = places
        places = Array(repeating: nil, count: entries.count * 2)
        for case let (ordinal, entry)? in entries { places[place(of: ordinal)] = (ordinal, entry) }
    }

    subscript(ordinal: UInt32) -> Entry? {
        get {
            guard let place = places[place(of: ordinal)], place.ordinal == ordinal else { return nil }
            return place.entry
        }
        set {
            let index = place(of: ordinal)
            guard let newValue else {
                if places[index]?.ordinal == ordinal {
                    places[index] = nil
                    count -= 1
                }
                return
            }
            if places[index] == nil { count += 1 }
            places[index] = (ordinal, newValue)
        }
    }

    /// In no particular order.
    var all: [(ordinal: UInt32, entry: Entry)] { places.compactMap { $0 } }

    mutating func removeAll() {
        places = Array(repeating: nil, count: 64)
        count = 0
    }
}
