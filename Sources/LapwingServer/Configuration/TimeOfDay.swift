/// A minute of the UTC day, written `HH:MM`.
package struct TimeOfDay: Sendable, Equatable, CustomStringConvertible {
    /// Since midnight, 0 to 1,439.
    package let minutes: Int

    package init(minutes: Int) { self.minutes = min(max(minutes, 0), 1439) }

    package init?(text: String) {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2, parts.allSatisfy({ $0.count == 2 && $0.allSatisfy(\.isASCII) }),
            let hour = Int(parts[0]), let minute = Int(parts[1]), (0..<24).contains(hour), (0..<60).contains(minute)
        else { return nil }
        self.init(minutes: hour * 60 + minute)
    }

    package var description: String {
        func padded(_ number: Int) -> String { number < 10 ? "0\(number)" : String(number) }
        return "\(padded(minutes / 60)):\(padded(minutes % 60))"
    }
}
