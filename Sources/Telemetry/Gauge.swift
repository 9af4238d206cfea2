internal import Synchronization

/// A number that goes up and down, in its base unit, or one that is not known just now: that is left out, since a value
/// of long ago would pass for the present one.
package final class Gauge: Instrument {
    /// The bits of a quiet NaN that no arithmetic yields.
    private static let absent: UInt64 = 0x7FF8_0000_4C41_5057

    private let bits = Atomic<UInt64>(Gauge.absent)

    package init() {}

    package var value: Double? {
        let bits = bits.load(ordering: .relaxed)
        return bits == Self.absent ? nil : Double(bitPattern: bits)
    }

    package func set(_ value: Double?) {
        bits.store(value?.bitPattern ?? Self.absent, ordering: .relaxed)
    }

    package func set(_ value: Int) { set(Double(value)) }

    /// Seconds.
    package func set(_ value: Duration) { set(value / .seconds(1)) }

    /// What is not known counts as nought.
    package func add(_ amount: Int) {
        var current = bits.load(ordering: .relaxed)
        while true {
            let value = current == Self.absent ? 0 : Double(bitPattern: current)
            let (exchanged, original) = bits.weakCompareExchange(
                expected: current, desired: (value + Double(amount)).bitPattern, ordering: .relaxed)
            if exchanged { return }
            current = original
        }
    }

    package func write(_ series: Series, to exposition: inout Exposition) {
        guard let value else { return }
        exposition.sample(series, value: Exposition.text(of: value))
    }
}
