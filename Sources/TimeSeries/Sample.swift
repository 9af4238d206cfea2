/// One measurement.
package struct Sample: Sendable {
    /// Milliseconds since 1970.
    package var at: Int64
    package var value: Double

    package init(at: Int64, value: Double) {
        self.at = at
        self.value = value
    }
}

/// Equal to the bit: a NaN equals itself, and zero is not minus zero.
extension Sample: Equatable {
    package static func == (left: Sample, right: Sample) -> Bool {
        left.at == right.at && left.value.bitPattern == right.value.bitPattern
    }
}
