/// A number with a unit, as agents send them in text: `512.00 MB`, `38 C`, `1,024 KB`, `12.5V`, `97%`.
public struct Quantity: Sendable, Hashable {
    /// The number as it is written.
    public let value: Double
    /// What stands behind it; `nil` if nothing does.
    public let unit: String?

    /// A number, with the unit it is in.
    public init(_ value: Double, unit: String? = nil) {
        self.value = value
        self.unit = unit
    }

    /// Reads a number with a unit of at most 16 characters behind it. `nil` if the text does not begin with a number, is not
    /// a number to its end (`1.2.3`, `10.0.0.7`), or says more.
    public init?(parsing text: String) {
        var rest = text[...]
        rest = rest.drop { $0.isWhitespace }
        var digits = ""
        if let sign = rest.first, sign == "-" || sign == "+" {
            digits.append(sign)
            rest = rest.dropFirst()
        }
        let number = rest.prefix { $0.isASCII && $0.isNumber || $0 == "." || $0 == "," }
        rest = rest.dropFirst(number.count)
        guard let plain = Self.plain(number), let value = Double(digits + plain) else { return nil }
        let unit = rest.drop { $0.isWhitespace }
        let trimmed = String(unit).trimmed
        guard trimmed.count <= 16, !trimmed.contains(where: { $0.isNumber || $0 == ":" || $0 == "," || $0 == "-" })
        else {
            return nil
        }
        self.init(value, unit: trimmed.isEmpty ? nil : trimmed)
    }

    /// With a point before the fraction and nothing else: a comma with three digits behind it groups thousands, any other
    /// single one is the point.
    private static func plain(_ number: Substring) -> String? {
        guard number.first?.isNumber == true, number.utf8.count <= 40 else { return nil }
        let groups = number.split(separator: ",", omittingEmptySubsequences: false)
        if groups.count > 1 {
            let last = groups[groups.count - 1].prefix { $0 != "." }
            let areThousands =
                groups[0].count <= 3 && groups[0] != "0" && last.count == 3
                && groups.dropFirst().dropLast().allSatisfy { $0.count == 3 && !$0.contains(".") }
            if areThousands { return groups.joined() }
            guard groups.count == 2, !number.contains(".") else { return nil }
            return groups.joined(separator: ".")
        }
        return number.filter { $0 == "." }.count <= 1 ? String(number) : nil
    }

    /// In bytes, if the unit is of bytes: `KB` and `KiB` are 1,024, as the devices that send such texts count.
    public var bytes: UInt64? {
        guard let unit else { return nil }
        let factors: [String: Double] = [
            "b": 1, "byte": 1, "bytes": 1, "k": 0x1p10, "kb": 0x1p10, "kib": 0x1p10, "kbytes": 0x1p10, "m": 0x1p20,
            "mb": 0x1p20, "mib": 0x1p20, "mbytes": 0x1p20, "g": 0x1p30, "gb": 0x1p30, "gib": 0x1p30,
            "gbytes": 0x1p30, "t": 0x1p40, "tb": 0x1p40, "tib": 0x1p40,
        ]
        return factors[unit.lowercased()].flatMap { UInt64(exactly: (value * $0).rounded()) }
    }
}

extension String {
    fileprivate var trimmed: String {
        var text = self[...]
        while text.last?.isWhitespace == true || text.last == "\0" { text = text.dropLast() }
        return String(text)
    }
}
