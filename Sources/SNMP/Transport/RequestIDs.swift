/// Identifies a request among those of the client.
typealias RequestID = Int32

/// Identifiers that do not come again for a billion requests and that cannot be guessed from those seen.
///
/// A device sees the identifiers of its own requests and often knows the community of its neighbours; if it could tell their
/// identifiers too, it could answer in their place. So a counter is scrambled by a keyed permutation of 30 bits (a Feistel
/// network of four rounds). All identifiers take four bytes in the message, so one can be written over another.
struct RequestIDs: Sendable {
    /// The place of an identifier in the order of their making.
    typealias Ordinal = UInt32

    private var counter: Ordinal
    private let keys: (UInt32, UInt32, UInt32, UInt32)

    init() {
        var generator = SystemRandomNumberGenerator()
        self.init(using: &generator)
    }

    init(using generator: inout some RandomNumberGenerator) {
        counter = .random(in: 0...Self.mask, using: &generator)
        keys = (
            .random(in: 0...UInt32.max, using: &generator), .random(in: 0...UInt32.max, using: &generator),
            .random(in: 0...UInt32.max, using: &generator), .random(in: 0...UInt32.max, using: &generator)
        )
    }

    /// The next place for which `isFree`.
    mutating func next(where isFree: (Ordinal) -> Bool) -> RequestID {
        while true {
            counter = (counter + 1) & Self.mask
            let id = id(at: counter)
            if id != .max, isFree(counter) { return id }
        }
    }

    private func id(at ordinal: Ordinal) -> RequestID {
        var (left, right) = (ordinal >> 15, ordinal & Self.half)
        (left, right) = (right, left ^ Self.round(right, keys.0))
        (left, right) = (right, left ^ Self.round(right, keys.1))
        (left, right) = (right, left ^ Self.round(right, keys.2))
        (left, right) = (right, left ^ Self.round(right, keys.3))
        return RequestID(Self.base | left << 15 | right)
    }

    /// `nil` for a number that is never an identifier.
    func ordinal(of id: RequestID) -> Ordinal? {
        guard id >= Self.base else { return nil }
        let bits = UInt32(id) & Self.mask
        var (left, right) = (bits >> 15, bits & Self.half)
        (left, right) = (right ^ Self.round(left, keys.3), left)
        (left, right) = (right ^ Self.round(left, keys.2), left)
        (left, right) = (right ^ Self.round(left, keys.1), left)
        (left, right) = (right ^ Self.round(left, keys.0), left)
        return left << 15 | right
    }

    private static func round(_ half: UInt32, _ key: UInt32) -> UInt32 {
        ((((half ^ key) &* 0x9E37_79B1) ^ (key >> 7)) &* 0x85EB_CA6B) >> 17
    }

    /// Stands where an identifier will.
    static let placeholder = RequestID(base)

    private static let base: UInt32 = 0x4000_0000
    private static let mask: UInt32 = 0x3FFF_FFFF
    private static let half: UInt32 = 0x7FFF
}
