internal import Synchronization

/// Makes ids that are unique, but no secret: a count from a random start, mixed, behind random bits of this process.
/// It asks the system for randomness once and not at each request.
package final class RequestIdentifiers: Sendable {
    private let high = UInt64.random(in: .min ... .max)
    private let count = Atomic(UInt64.random(in: .min ... .max))

    package func next() -> String {
        let number = count.wrappingAdd(1, ordering: .relaxed).newValue
        return UUIDText.text(high: high, low: Self.mix(number))
    }

    /// The finalizer of SplitMix64 (Steele, Lea, Flood 2014): a bijection, so no two are the same before two bits of
    /// the UUID's variant are put in.
    private static func mix(_ number: UInt64) -> UInt64 {
        var mixed = number
        mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
        return mixed ^ mixed >> 31
    }
}
