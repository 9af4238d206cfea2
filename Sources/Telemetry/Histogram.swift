internal import Synchronization

/// How often values fell into each of some ranges, and their sum. Observing is a search among a dozen bounds and two
/// relaxed atomic additions.
package final class Histogram: Instrument {
    private let buckets: Buckets
    /// One more than there are bounds: the last is for everything beyond them.
    private let counts: [Counter]
    /// In the unit that is observed.
    private let sum = Atomic<Int>(0)

    package init(_ buckets: Buckets) {
        self.buckets = buckets
        counts = (0...buckets.bounds.count).map { _ in Counter() }
    }

    /// For buckets in seconds. A negative duration, which a clock that was set makes, counts as none.
    package func observe(_ duration: Duration) {
        let (seconds, attoseconds) = duration.components
        observe(Int(min(seconds, Self.longest)) * 1_000_000_000 + Int(attoseconds / 1_000_000_000))
    }

    /// In the unit of the buckets' bounds.
    package func observe(_ value: Int) {
        let value = max(value, 0)
        counts[buckets.index(of: value)].increment()
        sum.wrappingAdd(value, ordering: .relaxed)
    }

    package var count: Int { counts.reduce(0) { $0 + $1.value } }

    /// The upper bounds, in base units, of the ranges into which something fell; `nil` for beyond the last bound.
    package var occupied: [Double?] {
        zip(buckets.bounds.map { Double($0) / buckets.scale } + [nil], counts).filter { $1.value > 0 }.map(\.0)
    }

    /// Nothing is written of what was never observed: of many series most may stay so.
    package func write(_ series: Series, to exposition: inout Exposition) {
        var seen = 0
        let counts = counts.map(\.value)
        guard counts.contains(where: { $0 > 0 }) else { return }
        for (bound, count) in zip(buckets.texts, counts) {
            seen += count
            exposition.sample(series, suffix: "_bucket", bound: bound, value: String(seen))
        }
        let total = Double(sum.load(ordering: .relaxed)) / buckets.scale
        exposition.sample(series, suffix: "_sum", value: Exposition.text(of: total))
        exposition.sample(series, suffix: "_count", value: String(seen))
    }

    /// Seconds; a longer one is a fault of a clock, and would overflow the sum.
    private static let longest: Int64 = 86_400 * 366
}

/// The ranges of a histogram.
package struct Buckets: Sendable {
    /// Upper bounds, rising, in the unit that is observed.
    let bounds: [Int]
    /// So many of that unit are one of the base unit.
    let scale: Double
    /// The bounds as they are written, `+Inf` included.
    let texts: [String]

    private init(bounds: [Int], scale: Double) {
        self.bounds = bounds
        self.scale = scale
        texts = bounds.map { Exposition.text(of: Double($0) / scale) } + ["+Inf"]
    }

    /// Durations, kept in nanoseconds.
    package static func seconds(_ bounds: Double...) -> Buckets {
        Buckets(bounds: bounds.map { Int(($0 * 1e9).rounded()) }, scale: 1e9)
    }

    package static func counts(_ bounds: Int...) -> Buckets { Buckets(bounds: bounds, scale: 1) }

    /// The bounds are few and most values small: a walk is as fast as any search.
    func index(of value: Int) -> Int { bounds.firstIndex { value <= $0 } ?? bounds.count }
}
