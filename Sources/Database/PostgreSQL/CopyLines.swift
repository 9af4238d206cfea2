/// Rows in the text format of `COPY … FROM STDIN`:
/// https://www.postgresql.org/docs/current/sql-copy.html#id-1.9.3.55.9.2
struct CopyLines {
    private(set) var bytes: [UInt8] = []

    init(_ rows: [[Value]]) {
        for row in rows {
            for (index, value) in row.enumerated() {
                if index > 0 { bytes.append(UInt8(ascii: "\t")) }
                append(value)
            }
            bytes.append(UInt8(ascii: "\n"))
        }
    }

    private mutating func append(_ value: Value) {
        switch value {
        case .null: bytes += "\\N".utf8
        case .integer(let number): bytes += String(number).utf8
        case .real(let number): bytes += "\(number)".utf8
        case .text(let text): for byte in text.utf8 { append(byte) }
        case .bytes(let content):
            bytes += "\\\\x".utf8
            for byte in content { bytes += [Self.digits[Int(byte >> 4)], Self.digits[Int(byte & 15)]] }
        }
    }

    private mutating func append(_ byte: UInt8) {
        switch byte {
        case UInt8(ascii: "\\"): bytes += "\\\\".utf8
        case UInt8(ascii: "\t"): bytes += "\\t".utf8
        case UInt8(ascii: "\n"): bytes += "\\n".utf8
        case UInt8(ascii: "\r"): bytes += "\\r".utf8
        default: bytes.append(byte)
        }
    }

    private static let digits = Array("0123456789abcdef".utf8)
}
