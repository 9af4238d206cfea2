/// Text that a device or camera said of itself, made fit to store and show: control characters and those that turn text
/// round are dropped, and its length is bounded.
package struct DeviceText: Sendable, Equatable {
    /// Characters (Unicode scalars) that a short text keeps, such as a name.
    package static let short = 255
    /// And a long one, such as a description.
    package static let long = 1024

    package let text: String

    /// - Returns: `nil` where nothing is left.
    package init?(_ raw: String?, atMost limit: Int = DeviceText.short) {
        guard let raw else { return nil }
        var kept = String.UnicodeScalarView()
        var isSpaceDue = false
        for scalar in raw.unicodeScalars {
            if Self.isSpace(scalar) {
                isSpaceDue = !kept.isEmpty
            } else if Self.isShown(scalar) {
                guard kept.count < limit else { break }
                if isSpaceDue { kept.append(" ") }
                kept.append(scalar)
                isSpaceDue = false
            }
        }
        guard !kept.isEmpty else { return nil }
        text = String(kept)
    }

    private static func isSpace(_ scalar: Unicode.Scalar) -> Bool { scalar.properties.isWhitespace }

    private static func isShown(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .surrogate, .unassigned: false
        default: true
        }
    }
}
