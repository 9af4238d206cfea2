internal import Synchronization

/// A number that only grows while the process runs. Counting is one relaxed atomic addition.
package final class Counter: Instrument {
    private let count = Atomic<Int>(0)

    package init() {}

    package var value: Int { count.load(ordering: .relaxed) }

    package func increment(by amount: Int = 1) { count.wrappingAdd(amount, ordering: .relaxed) }

    package func write(_ series: Series, to exposition: inout Exposition) {
        exposition.sample(series, value: String(value))
    }
}
