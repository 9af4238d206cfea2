import SNMP

/// What `snmpwalk` printed: `.1.3.6.1.2.1.1.1.0 = STRING: "…"`, best with `-On` or `-Onx`.
enum WalkRecording {
    /// An object as printed, over as many lines as it took.
    struct Item {
        let line: Int
        let identifier: String
        var value: String
    }

    /// The identifier and the value that a line starts, if it starts one.
    static func start(of line: String) -> (identifier: String, value: String)? {
        guard let sign = line.firstRange(of: " = ") ?? (line.hasSuffix(" =") ? line.firstRange(of: " =") : nil) else {
            return nil
        }
        let identifier = line[..<sign.lowerBound]
        guard let first = identifier.first, first == "." || first.isLetter || first.isNumber,
            identifier.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber || ".:-_".contains($0)) }),
            identifier.contains(".")
        else { return nil }
        return (String(identifier), String(line[sign.upperBound...]))
    }

    /// The objects of a recording, and the lines before them that belong to none.
    static func items(of lines: [String]) -> (items: [Item], strangers: [Int]) {
        var items: [Item] = []
        var strangers: [Int] = []
        for (number, line) in zip(1..., lines) {
            if let (identifier, value) = start(of: line) {
                items.append(Item(line: number, identifier: identifier, value: value))
            } else if !items.isEmpty {
                items[items.count - 1].value += "\n" + line
            } else if !line.allSatisfy(\.isBlank), !line.hasPrefix("#") {
                strangers.append(number)
            }
        }
        return (items, strangers)
    }
}

extension WalkRecording.Item {
    /// `nil` where the device had no value.
    func object() throws(DescriptionFault) -> AgentObject? {
        let identifier = identifier.hasPrefix("iso.") ? "1." + identifier.dropFirst(4) : identifier
        guard let oid = OID(identifier) else {
            throw DescriptionFault(
                reason: "“\(identifier)” is not an identifier in numbers: record with snmpwalk -On")
        }
        return try RecordedValue(value).element().map { AgentObject(oid.arcs, .encoded($0)) }
    }
}

extension AgentContent {
    convenience init(walk lines: [ArraySlice<UInt8>], file: String) {
        let (items, strangers) = WalkRecording.items(of: lines.map(ByteText.text))
        var objects: [AgentObject] = []
        var skipped = strangers.map {
            AgentContentError(file: file, line: $0, reason: "this is not a line such as .1.3.6.1 = INTEGER: 1")
        }
        for item in items {
            do throws(DescriptionFault) {
                if let object = try item.object() { objects.append(object) }
            } catch {
                skipped.append(
                    AgentContentError(file: file, line: item.line, reason: ByteText.readable(error.reason)))
            }
        }
        self.init(tree: AgentTree(objects), skipped: skipped)
    }
}

/// A value as `snmpwalk` prints it.
struct RecordedValue {
    private let text: String

    init(_ text: String) {
        var text = text[...]
        while let last = text.last, last.isBlank, !text.hasSuffix("\" ") { text = text.dropLast() }
        // An agent with another type than its MIB says.
        if text.hasPrefix("Wrong Type"), let colon = text.firstRange(of: "): ") { text = text[colon.upperBound...] }
        self.text = String(text)
    }

    /// `nil` where there was no value.
    func element() throws(DescriptionFault) -> [UInt8]? {
        if text.hasPrefix("No Such") || text.hasPrefix("No more variables") { return nil }
        if text == "\"\"" || text.isEmpty { return BER.element(BER.octetString, []) }
        if text == "NULL" { return [BER.null, 0] }
        guard let colon = text.firstIndex(of: ":") else {
            throw DescriptionFault(reason: "“\(text.prefix(40))” has no type: a value is printed as INTEGER: 1")
        }
        let rest = text[text.index(after: colon)...].drop { $0 == " " }
        return try element(of: text[..<colon], String(rest))
    }

    private func element(of type: Substring, _ rest: String) throws(DescriptionFault) -> [UInt8] {
        switch type {
        case "STRING": return BER.element(BER.octetString, ByteText.bytes(Self.unquoted(rest)))
        case "Hex-STRING": return BER.element(BER.octetString, try Self.bytes(rest))
        case "BITS": return BER.element(BER.octetString, try Self.bytes(Self.leadingBytes(of: rest)))
        case "OID": return BER.element(BER.oid, try Self.identifier(rest))
        case "INTEGER": return BER.signed(try Self.number(rest))
        case "Gauge32", "Unsigned32": return BER.unsigned(BER.gauge32, try Self.unsigned(rest))
        case "Counter32": return BER.unsigned(BER.counter32, try Self.unsigned(rest))
        case "Counter64": return BER.unsigned(BER.counter64, try Self.unsigned(rest))
        case "Timeticks": return BER.unsigned(BER.timeTicks, try Self.unsigned(rest))
        case "IpAddress", "Network Address": return BER.element(BER.ipAddress, try Self.address(rest))
        case "Opaque": return try Self.opaque(rest)
        default: throw DescriptionFault(reason: "“\(type)” is not a type that snmpwalk prints")
        }
    }

    private static func unquoted(_ text: String) -> String {
        guard text.count >= 2, text.hasPrefix("\""), let last = text.lastIndex(of: "\"") else { return text }
        let first = text.index(after: text.startIndex)
        let inside = String(text[first..<max(last, first)])
        return inside.replacing("\\\"", with: "\"").replacing("\\\\", with: "\\")
    }

    private static func bytes(_ text: some StringProtocol) throws(DescriptionFault) -> [UInt8] {
        guard let bytes = DescribedValue.hexadecimal(text) else {
            throw DescriptionFault(reason: "“\(text.prefix(40))” is not bytes in hexadecimal")
        }
        return bytes
    }

    /// Bits are printed as bytes and then by name.
    private static func leadingBytes(of text: String) -> String {
        text.split { $0.isBlank }.prefix { $0.count == 2 && $0.allSatisfy(\.isHexDigit) }.joined()
    }

    private static func identifier(_ text: String) throws(DescriptionFault) -> [UInt8] {
        let numeric = text.hasPrefix("iso.") ? "1." + text.dropFirst(4) : text
        guard let oid = OID(numeric) else {
            throw DescriptionFault(
                reason: "“\(text.prefix(40))” is not an identifier in numbers: record with snmpwalk -On")
        }
        return oid.contents
    }

    /// `7`, `up(1)`, `5 seconds`, `(1234) 0:00:12.34`.
    private static func number(_ text: String) throws(DescriptionFault) -> Int64 {
        let digits: Substring
        if let open = text.firstIndex(of: "("), let close = text[open...].firstIndex(of: ")") {
            digits = text[text.index(after: open)..<close]
        } else {
            digits = text.prefix { !$0.isBlank }
        }
        guard let number = Int64(digits) else { throw DescriptionFault(reason: "“\(text.prefix(40))” is not a number") }
        return number
    }

    private static func unsigned(_ text: String) throws(DescriptionFault) -> UInt64 {
        let digits = text.prefix { !$0.isBlank }
        if let number = UInt64(digits) { return number }
        let number = try number(text)
        guard number >= 0 else { throw DescriptionFault(reason: "“\(text.prefix(40))” is not a number from 0 on") }
        return UInt64(number)
    }

    private static func address(_ text: String) throws(DescriptionFault) -> [UInt8] {
        if let address = AgentNetwork.address(text) { return withUnsafeBytes(of: address.bigEndian) { [UInt8]($0) } }
        guard let bytes = DescribedValue.hexadecimal(text), bytes.count == 4 else {
            throw DescriptionFault(reason: "“\(text.prefix(40))” is not an IPv4 address")
        }
        return bytes
    }

    private static func opaque(_ text: String) throws(DescriptionFault) -> [UInt8] {
        let parts = text.split(separator: ":", maxSplits: 1).map { $0.drop { $0 == " " } }
        switch parts.first {
        case "Float":
            guard parts.count == 2, let number = Float(parts[1]) else { break }
            return BER.element(
                BER.opaque, [0x9F, 0x78, 4] + withUnsafeBytes(of: number.bitPattern.bigEndian) { [UInt8]($0) })
        case "Double":
            guard parts.count == 2, let number = Double(parts[1]) else { break }
            return BER.element(
                BER.opaque, [0x9F, 0x79, 8] + withUnsafeBytes(of: number.bitPattern.bigEndian) { [UInt8]($0) })
        default: return BER.element(BER.opaque, try bytes(text))
        }
        throw DescriptionFault(reason: "“\(text.prefix(40))” is not a number")
    }
}
