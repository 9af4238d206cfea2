extension SNMPValue {
    /// `TimeTicks` as time: hundredths of a second, up to 497.1 days.
    public var duration: Duration? {
        guard case .timeTicks(let ticks) = self else { return nil }
        return .hundredths(Int64(ticks))
    }

    /// `DateAndTime` (RFC 2579), or a date that the agent sent as text.
    public var date: DateAndTime? {
        guard case .octetString(let string) = self else { return nil }
        return DateAndTime(string)
    }

    /// The number in a value of any type, text with a unit included: see ``Quantity``.
    public var quantity: Quantity? {
        switch self {
        case .float(let value): Quantity(Double(value))
        case .double(let value): Quantity(value)
        case .counter64(let value): Quantity(Double(value))
        case .octetString(let string): Quantity(parsing: string.text)
        default: number.map { Quantity(Double($0)) }
        }
    }
}

extension Duration {
    static func hundredths(_ count: Int64) -> Duration { .milliseconds(count * 10) }

    /// `3:46:40.25`, `497 d 2:27:52.95`.
    var upTimeText: String {
        let (seconds, attoseconds) = components
        let days = seconds / 86_400
        let clock = [seconds / 3600 % 24, seconds / 60 % 60, seconds % 60]
        let text = clock.enumerated().map { $0 > 0 && $1 < 10 ? "0\($1)" : "\($1)" }.joined(separator: ":")
        let hundredths = attoseconds / 10_000_000_000_000_000
        return (days > 0 ? "\(days) d " : "") + text + (hundredths < 10 ? ".0\(hundredths)" : ".\(hundredths)")
    }
}
