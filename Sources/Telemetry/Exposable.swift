/// What stands in the exposition.
package protocol Exposable: Sendable {
    func write(to exposition: inout Exposition)
}

/// A type whose stored properties are metrics or groups of them: a new metric is one line.
package protocol MetricGroup: Exposable {}

extension MetricGroup {
    package func write(to exposition: inout Exposition) {
        for metric in Mirror(reflecting: self).children.compactMap({ $0.value as? any Exposable }) {
            metric.write(to: &exposition)
        }
    }
}
