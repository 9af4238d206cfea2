internal import Database

/// A row as a line of text, the same whatever engine it is of: values with tabs between, each a letter for its type and its
/// text, in which tabs, line ends and backslashes are escaped.
struct RowText {
    private(set) var bytes: [UInt8] = []

    init(_ row: [Value]) {
        for (index, value) in row.enumerated() {
            if index > 0 { bytes.append(UInt8(ascii: "\t")) }
            append(value)
        }
    }

    private mutating func append(_ value: Value) {
        switch value {
        case .null: bytes.append(UInt8(ascii: "n"))
        case .integer(let number): append("i", String(number))
        case .real(let number): append("r", "\(number)")
        case .text(let text):
            bytes.append(UInt8(ascii: "t"))
            for byte in text.utf8 { append(escaping: byte) }
        case .bytes(let content):
            bytes.append(UInt8(ascii: "b"))
            for byte in content { bytes += [Self.digits[Int(byte >> 4)], Self.digits[Int(byte & 15)]] }
        }
    }

    private mutating func append(_ letter: Unicode.Scalar, _ text: String) {
        bytes.append(UInt8(ascii: letter))
        bytes += text.utf8
    }

    private mutating func append(escaping byte: UInt8) {
        switch byte {
        case UInt8(ascii: "\\"): bytes += "\\\\".utf8
        case UInt8(ascii: "\t"): bytes += "\\t".utf8
        case UInt8(ascii: "\n"): bytes += "\\n".utf8
        default: bytes.append(byte)
        }
    }

    private static let digits = Array("0123456789abcdef".utf8)

    /// - Returns: `nil` for what is no such line.
    static func row(_ line: ArraySlice<UInt8>) -> [Value]? {
        let cells = line.split(separator: UInt8(ascii: "\t"), omittingEmptySubsequences: false)
        let values = cells.compactMap(value)
        return values.count == cells.count ? values : nil
    }

    private static func value(_ cell: ArraySlice<UInt8>) -> Value? {
        let rest = cell.dropFirst()
        switch cell.first {
        case UInt8(ascii: "n"): return rest.isEmpty ? .null : nil
        case UInt8(ascii: "i"): return Int64(String(decoding: rest, as: UTF8.self)).map(Value.integer)
        case UInt8(ascii: "r"): return Double(String(decoding: rest, as: UTF8.self)).map(Value.real)
        case UInt8(ascii: "t"): return unescaped(rest).map(Value.text)
        case UInt8(ascii: "b"): return bytes(ofHex: rest).map(Value.bytes)
        default: return nil
        }
    }

    private static func unescaped(_ text: ArraySlice<UInt8>) -> String? {
        guard text.contains(UInt8(ascii: "\\")) else { return String(validating: text, as: UTF8.self) }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.count)
        var isEscaped = false
        for byte in text {
            switch (isEscaped, byte) {
            case (false, UInt8(ascii: "\\")): isEscaped = true
            case (false, _): bytes.append(byte)
            case (true, UInt8(ascii: "t")): (isEscaped, bytes) = (false, bytes + [UInt8(ascii: "\t")])
            case (true, UInt8(ascii: "n")): (isEscaped, bytes) = (false, bytes + [UInt8(ascii: "\n")])
            case (true, UInt8(ascii: "\\")): (isEscaped, bytes) = (false, bytes + [UInt8(ascii: "\\")])
            default: return nil
            }
        }
        return isEscaped ? nil : String(validating: bytes, as: UTF8.self)
    }

    private static func bytes(ofHex text: ArraySlice<UInt8>) -> [UInt8]? {
        let digits = text.compactMap { Character(Unicode.Scalar($0)).hexDigitValue }
        guard digits.count == text.count, digits.count.isMultiple(of: 2) else { return nil }
        return stride(from: 0, to: digits.count, by: 2).map { UInt8(digits[$0] << 4 | digits[$0 + 1]) }
    }
}
