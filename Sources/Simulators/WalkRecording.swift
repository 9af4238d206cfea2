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

    static func items(of lines: [String], file: String) throws -> [Item] {
        var items: [Item] = []
        for (number, line) in zip(1..., lines) {
            if let (identifier, value) = start(of: line) {
                items.append(Item(line: number, identifier: identifier, value: value))
            } else if !items.isEmpty {
                items[items.count - 1].value += "\n" + line
            } else if !line.allSatisfy(\.isWhitespace), !line.hasPrefix("#") {
                throw AgentContentError(
                    file: file, line: number, reason: "this is not a line such as .1.3.6.1 = INTEGER: 1")
            }
        }
        return items
    }
}

extension AgentContent {
    convenience init(walk lines: [String], file: String) throws {
        var objects: [AgentObject] = []
        for item in try WalkRecording.items(of: lines, file: file) {
            let identifier = item.identifier.hasPrefix("iso.") ? "1." + item.identifier.dropFirst(4) : item.identifier
            guard let oid = OID(identifier) else {
                throw AgentContentError(
                    file: file, line: item.line,
                    reason: "“\(item.identifier)” is not an identifier in numbers: record with snmpwalk -On")
            }
            do throws(DescriptionFault) {
                guard let value = try RecordedValue(item.value).element() else { continue }
                objects.append(AgentObject(oid.arcs, .encoded(value)))
            } catch {
                throw AgentContentError(file: file, line: item.line, reason: error.reason)
            }
        }
        self.init(objects)
    }
}

/// A value as `snmpwalk` prints it.
struct RecordedValue {
    private let text: String

    init(_ text: String) {
        var text = text[...]
        while let last = text.last, last.isWhitespace, !text.hasSuffix("\" ") { text = text.dropLast() }
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
        case "STRING": return BER.element(BER.octetString, Array(Self.unquoted(rest).utf8))
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
        text.split { $0.isWhitespace }.prefix { $0.count == 2 && $0.allSatisfy(\.isHexDigit) }.joined()
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
            digits = text.prefix { !$0.isWhitespace }
        }
        guard let number = Int64(digits) else { throw DescriptionFault(reason: "“\(text.prefix(40))” is not a number") }
        return number
    }

    private static func unsigned(_ text: String) throws(DescriptionFault) -> UInt64 {
        let digits = text.prefix { !$0.isWhitespace }
        if let number = UInt64(digits) { return number }
        let number = try number(text)
        guard number >= 0 else { throw DescriptionFault(reason: "“\(text.prefix(40))” is not a number from 0 on") }
        return UInt64(number)
    }

    private static func address(_ text: String) throws(DescriptionFault) -> [UInt8] {
        if let address = LoopbackNetwork.address(text) { return withUnsafeBytes(of: address.bigEndian) { [UInt8]($0) } }
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
