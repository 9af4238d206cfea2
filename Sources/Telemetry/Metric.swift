internal import NIOConcurrencyHelpers

package typealias Counters = Metric<Counter>
/// Also for counters that somebody else keeps, such as the kernel: a name that ends in `_total` says so.
package typealias Gauges = Metric<Gauge>
package typealias Histograms = Metric<Histogram>

/// What is counted in one series.
package protocol Instrument: AnyObject, Sendable {
    func write(_ series: Series, to exposition: inout Exposition)
}

/// Something measured under one name: a series for each combination of label values. Who counts often looks its series
/// up once and keeps it; the look-up takes a lock.
package final class Metric<Kind: Instrument>: Exposable {
    package let name: String
    private let help: String
    private let labels: [String]
    private let make: @Sendable () -> Kind
    private let series = NIOLockedValueBox<[[String]: Kind]>([:])

    /// Series of one metric; what would be more is counted together, so that no input can make memory grow.
    private static var limit: Int { 1000 }
    private static var beyond: String { "other" }

    fileprivate init(_ name: String, _ help: String, labels: [String], make: @escaping @Sendable () -> Kind) {
        self.name = name
        self.help = help
        self.labels = labels
        self.make = make
        if labels.isEmpty { _ = self() }
    }

    /// The series with these values of the labels, in their order; it is there from the first call on.
    package func callAsFunction(_ values: String...) -> Kind {
        precondition(values.count == labels.count, "\(name) has \(labels.count) labels")
        return series.withLockedValue { series in
            if let known = series[values] { return known }
            let key = series.count < Self.limit ? values : values.map { _ in Self.beyond }
            if let known = series[key] { return known }
            let made = make()
            series[key] = made
            return made
        }
    }

    /// What was counted so far, by the values of the labels.
    package var all: [[String]: Kind] { series.withLockedValue { $0 } }

    package func write(to exposition: inout Exposition) {
        exposition.head(name, help: help, type: type)
        for (values, instrument) in all.sorted(by: { $0.key.lexicographicallyPrecedes($1.key) }) {
            instrument.write(Series(name: name, labels: labels, values: values), to: &exposition)
        }
    }

    private var type: String {
        if Kind.self == Histogram.self { return "histogram" }
        return name.hasSuffix("_total") ? "counter" : "gauge"
    }
}

extension Metric where Kind == Counter {
    package convenience init(_ name: String, _ help: String, by labels: String...) {
        self.init(name, help, labels: labels) { Counter() }
    }
}

extension Metric where Kind == Gauge {
    package convenience init(_ name: String, _ help: String, by labels: String...) {
        self.init(name, help, labels: labels) { Gauge() }
    }
}

extension Metric where Kind == Histogram {
    package convenience init(_ name: String, _ help: String, by labels: String..., in buckets: Buckets) {
        self.init(name, help, labels: labels) { Histogram(buckets) }
    }
}

/// One line of values.
package struct Series {
    let name: String
    let labels: [String]
    let values: [String]
}
