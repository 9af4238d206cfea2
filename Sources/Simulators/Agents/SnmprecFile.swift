import SNMP

/// The files that snmpsim plays: `oid|tag|value`, the tag that of BER in decimal, with an `x` where the value is in
/// hexadecimal and an `e` where it has escapes.
extension AgentContent {
    convenience init(snmprec lines: [ArraySlice<UInt8>], file: String) {
        var objects: [AgentObject] = []
        var skipped: [AgentContentError] = []
        for (number, line) in zip(1..., lines)
        where !line.allSatisfy({ $0 == 0x20 || $0 == 0x09 }) && line.first != 0x23 {
            do throws(DescriptionFault) {
                if let object = try SnmprecLine(line).object() { objects.append(object) }
            } catch {
                skipped.append(AgentContentError(file: file, line: number, reason: error.reason))
            }
        }
        self.init(tree: AgentTree(objects), skipped: skipped)
    }
}

/// One line of an snmprec file.
struct SnmprecLine {
    private enum Encoding { case plain, hexadecimal, escaped }

    private let identifier: String
    private let tag: UInt8
    private let encoding: Encoding
    private let value: ArraySlice<UInt8>

    init(_ line: ArraySlice<UInt8>) throws(DescriptionFault) {
        let fields = line.split(separator: UInt8(ascii: "|"), maxSplits: 2, omittingEmptySubsequences: false)
        guard fields.count == 3 else { throw DescriptionFault(reason: "a line is oid|tag|value") }
        identifier = ByteText.text(fields[0])
        (tag, encoding) = try Self.tag(ByteText.text(fields[1]))
        value = fields[2]
    }

    /// `4`, `4x`, `4e`; with a colon and a name behind it where a module of snmpsim's makes the value.
    private static func tag(_ text: String) throws(DescriptionFault) -> (UInt8, Encoding) {
        if let colon = text.firstIndex(of: ":") {
            let module = ByteText.readable(text[text.index(after: colon)...])
            throw DescriptionFault(reason: "“\(module)” is a variation module, and there are none here")
        }
        let encoding: Encoding = text.hasSuffix("x") ? .hexadecimal : text.hasSuffix("e") ? .escaped : .plain
        guard let tag = UInt8(encoding == .plain ? text[...] : text.dropLast()) else {
            throw DescriptionFault(reason: "“\(ByteText.readable(text))” is not a tag such as 4, 4x or 4e")
        }
        return (tag, encoding)
    }

    /// `nil` where the device said that it has none.
    func object() throws(DescriptionFault) -> AgentObject? {
        guard let oid = OID(identifier) else {
            throw DescriptionFault(reason: "“\(ByteText.readable(identifier.prefix(40)))” is not an object identifier")
        }
        switch tag {
        case BER.noSuchObject, BER.noSuchInstance, BER.endOfMibView: return nil
        default: return AgentObject(oid.arcs, .encoded(try element()))
        }
    }

    private func element() throws(DescriptionFault) -> [UInt8] {
        switch encoding {
        case .plain: return try element(Array(value))
        case .escaped: return try element(EscapedBytes.plain(value))
        case .hexadecimal:
            guard let bytes = DescribedValue.hexadecimal(ByteText.text(value)) else {
                throw DescriptionFault(reason: "“\(shown)” is not bytes in hexadecimal")
            }
            return BER.element(tag, bytes)
        }
    }

    private func element(_ bytes: [UInt8]) throws(DescriptionFault) -> [UInt8] {
        let word = ByteText.text(bytes).trimmingBlanks
        switch tag {
        case BER.octetString, BER.opaque: return BER.element(tag, bytes)
        case BER.null: return [BER.null, 0]
        case BER.integer: if let number = Int64(word) { return BER.signed(number) }
        case BER.counter32, BER.gauge32, BER.timeTicks, BER.counter64, Self.unsigned32:
            if let number = UInt64(word) { return BER.unsigned(tag, number) }
        case BER.oid: if let oid = OID(word) { return BER.element(BER.oid, oid.contents) }
        case BER.ipAddress: if let address = address(bytes, word) { return BER.element(BER.ipAddress, address) }
        default: throw DescriptionFault(reason: "\(tag) is not a tag of SNMP")
        }
        throw DescriptionFault(reason: "“\(shown)” is not a value of type \(tag)")
    }

    /// RFC 1442's type, which SMIv2 dropped.
    private static let unsigned32: UInt8 = 71

    /// Four bytes by escapes, or four numbers with points between.
    private func address(_ bytes: [UInt8], _ word: String) -> [UInt8]? {
        if let address = AgentNetwork.address(word) { return withUnsafeBytes(of: address.bigEndian) { [UInt8]($0) } }
        return encoding == .escaped && bytes.count == 4 ? bytes : nil
    }

    private var shown: String { String(decoding: value.prefix(40), as: UTF8.self) }
}

/// Text with the escapes of Python, as snmpsim writes it behind a tag such as `4e`: `\x1f`, `\n`, `\\`, `\'`, `\101`.
enum EscapedBytes {
    private static let single: [UInt8: UInt8] = [
        UInt8(ascii: "\\"): 0x5C, UInt8(ascii: "'"): 0x27, UInt8(ascii: "\""): 0x22, UInt8(ascii: "a"): 0x07,
        UInt8(ascii: "b"): 0x08, UInt8(ascii: "f"): 0x0C, UInt8(ascii: "n"): 0x0A, UInt8(ascii: "r"): 0x0D,
        UInt8(ascii: "t"): 0x09, UInt8(ascii: "v"): 0x0B,
    ]

    static func plain(_ text: ArraySlice<UInt8>) throws(DescriptionFault) -> [UInt8] {
        var plain: [UInt8] = []
        var rest = text
        while let byte = rest.popFirst() {
            plain.append(byte == UInt8(ascii: "\\") ? try escape(&rest) : byte)
        }
        return plain
    }

    private static func escape(_ rest: inout ArraySlice<UInt8>) throws(DescriptionFault) -> UInt8 {
        guard let kind = rest.popFirst() else { throw DescriptionFault(reason: "an escape is cut off at its end") }
        if let byte = single[kind] { return byte }
        if kind == UInt8(ascii: "x") {
            let digits = rest.prefix(2)
            rest = rest.dropFirst(2)
            if let byte = DescribedValue.hexadecimal(ByteText.text(digits))?.first { return byte }
            throw DescriptionFault(
                reason: "“\\x\(ByteText.readable(ByteText.text(digits)))” is not a byte in hexadecimal")
        }
        let octal = ([kind] + rest.prefix(2)).prefix { (0x30...0x37).contains($0) }
        guard !octal.isEmpty, let byte = UInt8(ByteText.text(octal), radix: 8) else {
            throw DescriptionFault(
                reason: "“\\\(ByteText.readable(ByteText.text([kind])))” is not an escape of Python's")
        }
        rest = rest.dropFirst(octal.count - 1)
        return byte
    }
}

extension String {
    /// Without the blanks of ASCII around it.
    fileprivate var trimmingBlanks: String {
        String(drop { $0.isBlank }.reversed().drop { $0.isBlank }.reversed())
    }
}
