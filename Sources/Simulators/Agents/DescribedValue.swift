import SNMP

/// The type and the value of a described object.
struct DescribedValue {
    let type: String
    let words: [String]
    let identifier: OID

    private static let numberTypes: [String: AgentValue.NumberType] = [
        "integer": .integer, "counter32": .counter32, "gauge": .gauge32, "ticks": .timeTicks, "counter64": .counter64,
    ]

    func value() throws(DescriptionFault) -> AgentValue {
        if let number = Self.numberTypes[type] { return try self.number(number) }
        switch type {
        case "text": return .text(try DescribedText(try single()).parts())
        case "hex": return .text(try hexParts())
        case "oid": return .encoded(BER.element(BER.oid, try objectIdentifier()))
        case "ip": return .encoded(BER.element(BER.ipAddress, try address()))
        case "float":
            return .encoded(
                Self.opaque(0x78, withUnsafeBytes(of: Float(try real()).bitPattern.bigEndian) { [UInt8]($0) }))
        case "double":
            return .encoded(Self.opaque(0x79, withUnsafeBytes(of: try real().bitPattern.bigEndian) { [UInt8]($0) }))
        case "opaque": return .encoded(BER.element(BER.opaque, try bytes()))
        case "null":
            guard words.isEmpty else { throw DescriptionFault(reason: "null has no value") }
            return .encoded([BER.null, 0])
        case "raw":
            let element = try bytes()
            guard !element.isEmpty else {
                throw DescriptionFault(reason: "raw is a whole element of BER in hexadecimal")
            }
            return .encoded(element)
        default:
            throw DescriptionFault(
                reason: """
                    “\(type)” is not a type: integer, counter32, counter64, gauge, ticks, text, hex, oid, ip, float, double, \
                    opaque, null or raw
                    """)
        }
    }

    private func single() throws(DescriptionFault) -> String {
        guard words.count == 1 else {
            throw DescriptionFault(
                reason: words.isEmpty
                    ? "\(type) has no value" : "\(type) has one value, not “\(words.joined(separator: " "))”")
        }
        return words[0]
    }

    private static func opaque(_ tag: UInt8, _ bytes: [UInt8]) -> [UInt8] {
        BER.element(BER.opaque, [0x9F, tag, UInt8(bytes.count)] + bytes)
    }

    private func real() throws(DescriptionFault) -> Double {
        let word = try single()
        guard let number = Double(word) else { throw DescriptionFault(reason: "“\(word)” is not a number") }
        return number
    }

    private func objectIdentifier() throws(DescriptionFault) -> [UInt8] {
        let word = try single()
        guard let oid = OID(word) else { throw DescriptionFault(reason: "“\(word)” is not an object identifier") }
        return oid.contents
    }

    private func address() throws(DescriptionFault) -> [UInt8] {
        let word = try single()
        guard let address = AgentNetwork.address(word) else {
            throw DescriptionFault(reason: "“\(word)” is not an IPv4 address")
        }
        return withUnsafeBytes(of: address.bigEndian) { [UInt8]($0) }
    }

    private func bytes() throws(DescriptionFault) -> [UInt8] {
        guard let bytes = Self.hexadecimal(words.joined()) else {
            throw DescriptionFault(reason: "“\(words.joined(separator: " "))” is not bytes in hexadecimal")
        }
        return bytes
    }

    /// Bytes, among them `{address}`: the four of the agent's own.
    private func hexParts() throws(DescriptionFault) -> [AgentValue.TextPart] {
        var parts: [AgentValue.TextPart] = []
        for (offset, literal) in words.joined().split(separator: "{address}", omittingEmptySubsequences: false)
            .enumerated()
        {
            if offset > 0 { parts.append(.rawAddress) }
            guard let bytes = Self.hexadecimal(literal) else {
                throw DescriptionFault(reason: "“\(literal)” is not bytes in hexadecimal")
            }
            if !bytes.isEmpty { parts.append(.literal(bytes)) }
        }
        return parts
    }

    /// Colons and blanks may stand between the bytes.
    static func hexadecimal(_ text: some StringProtocol) -> [UInt8]? {
        let digits = text.filter { !$0.isBlank && $0 != ":" }.map(\.hexDigitValue)
        guard digits.count % 2 == 0 else { return nil }
        var bytes: [UInt8] = []
        for place in stride(from: 0, to: digits.count, by: 2) {
            guard let high = digits[place], let low = digits[place + 1] else { return nil }
            bytes.append(UInt8(high << 4 | low))
        }
        return bytes
    }
}

/// Numbers, still or moving.
extension DescribedValue {
    private func number(_ type: AgentValue.NumberType) throws(DescriptionFault) -> AgentValue {
        guard let first = words.first else { throw DescriptionFault(reason: "\(self.type) has no value") }
        if words.count == 1, let source = Self.clocks[first] { return .number(type, source) }
        guard first.contains("=") else { return .encoded(try constant(type)) }
        var settings: [String: String] = [:]
        for word in words {
            let sides = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard sides.count == 2, settings.updateValue(String(sides[1]), forKey: String(sides[0])) == nil else {
                throw DescriptionFault(reason: "“\(word)” is not a setting such as rate=1000")
            }
        }
        let source = try self.source(&settings)
        guard let unknown = settings.keys.min() else { return .number(type, source) }
        throw DescriptionFault(reason: "“\(unknown)” is not a setting of this kind of number")
    }

    private static let clocks: [String: AgentValue.NumberSource] = [
        "uptime": .upTime, "engine-time": .engineTime, "engine-boots": .engineBoots,
    ]

    private func constant(_ type: AgentValue.NumberType) throws(DescriptionFault) -> [UInt8] {
        let word = try single()
        if type == .integer, let number = Self.signed(word) { return BER.signed(number) }
        guard type != .integer, let number = Self.unsigned(word), type == .counter64 || number <= UInt32.max else {
            throw DescriptionFault(reason: "“\(word)” is not a value of \(self.type)")
        }
        return BER.unsigned(type.rawValue, number)
    }

    private func source(_ settings: inout [String: String]) throws(DescriptionFault) -> AgentValue.NumberSource {
        if let rate = settings.removeValue(forKey: "rate") {
            let range = try Self.range(rate, Self.unsigned)
            let seed = try Self.take("seed", from: &settings, Self.unsigned) ?? UInt64(Self.seed(of: identifier))
            return .counting(
                AgentValue.Rate(range, seed: UInt32(truncatingIfNeeded: seed)),
                divisor: max(1, try Self.take("divide", from: &settings, Self.unsigned) ?? 1),
                start: try Self.take("start", from: &settings, Self.unsigned) ?? 0)
        }
        if let any = settings.removeValue(forKey: "any") { return .drawn(try Self.range(any, Self.signed)) }
        guard let low = try Self.take("min", from: &settings, Self.signed),
            let high = try Self.take("max", from: &settings, Self.signed), low <= high
        else {
            throw DescriptionFault(reason: "a number is a value, uptime, rate=…, any=…, or min=… and a max=… above it")
        }
        return .moving(low...high, step: try Self.take("step", from: &settings, Self.unsigned) ?? 1)
    }

    private static func take<Number>(
        _ name: String, from settings: inout [String: String], _ read: (Substring) -> Number?
    ) throws(DescriptionFault) -> Number? {
        guard let text = settings.removeValue(forKey: name) else { return nil }
        guard let number = read(text[...]) else {
            throw DescriptionFault(reason: "“\(name)=\(text)” has no number that fits")
        }
        return number
    }

    /// `5`, or `1k..100M`.
    private static func range<Number: Comparable>(
        _ text: String, _ read: (Substring) -> Number?
    ) throws(DescriptionFault) -> ClosedRange<Number> {
        let ends = text.split(separator: "..", omittingEmptySubsequences: false).map(read)
        guard (1...2).contains(ends.count), let low = ends[0], let high = ends[ends.count - 1], low <= high else {
            throw DescriptionFault(reason: "“\(text)” is not a number, nor a range such as 1k..100M")
        }
        return low...high
    }

    /// The same for the same object in each run.
    private static func seed(of identifier: OID) -> UInt32 {
        identifier.contents.reduce(2_166_136_261) { ($0 ^ UInt32($1)) &* 16_777_619 }
    }

    private static let multipliers: [Character: UInt64] = ["k": 1_000, "M": 1_000_000, "G": 1_000_000_000]

    private static func unsigned(_ text: some StringProtocol) -> UInt64? {
        guard let last = text.last, let multiplier = multipliers[last] else { return UInt64(text) }
        guard let number = UInt64(text.dropLast()) else { return nil }
        let (product, isTooLarge) = number.multipliedReportingOverflow(by: multiplier)
        return isTooLarge ? nil : product
    }

    private static func signed(_ text: some StringProtocol) -> Int64? {
        Int64(text) ?? unsigned(text).flatMap(Int64.init(exactly:))
    }
}

/// A text in quotation marks, with escapes and places for the agent's address.
struct DescribedText {
    private let text: String

    init(_ text: String) {
        self.text = text
    }

    func parts() throws(DescriptionFault) -> [AgentValue.TextPart] {
        guard text.count >= 2, text.hasPrefix("\""), text.hasSuffix("\"") else {
            throw DescriptionFault(reason: "a text stands in quotation marks, unlike “\(text)”")
        }
        var parts: [AgentValue.TextPart] = []
        var literal: [UInt8] = []
        var rest = text.dropFirst().dropLast()
        while let character = rest.first {
            if let (name, part) = Self.places.first(where: { rest.hasPrefix($0.name) }) {
                if !literal.isEmpty { parts.append(.literal(literal)) }
                literal = []
                parts.append(part)
                rest = rest.dropFirst(name.count)
            } else if character == "\\" {
                literal.append(try Self.takeEscape(from: &rest))
            } else {
                literal += ByteText.bytes(String(character))
                rest = rest.dropFirst()
            }
        }
        if !literal.isEmpty { parts.append(.literal(literal)) }
        return parts
    }

    private static let places: [(name: String, part: AgentValue.TextPart)] = [
        ("{address}", .dottedAddress), ("{dashed}", .dashedAddress),
    ]

    private static let escapes: [Character: UInt8] = [
        "n": 0x0A, "r": 0x0D, "t": 0x09, "0": 0x00, "\\": 0x5C, "\"": 0x22,
    ]

    private static func takeEscape(from rest: inout Substring) throws(DescriptionFault) -> UInt8 {
        let escape = rest.dropFirst().prefix(3)
        if let kind = escape.first, let byte = escapes[kind] {
            rest = rest.dropFirst(2)
            return byte
        }
        guard escape.count == 3, escape.first == "x", let byte = UInt8(escape.dropFirst(), radix: 16) else {
            throw DescriptionFault(
                reason: "“\\\(escape.prefix(1))” is not an escape: \\n \\r \\t \\0 \\\\ \\\" or \\xHH")
        }
        rest = rest.dropFirst(4)
        return byte
    }
}
