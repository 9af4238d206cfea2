internal import CPostgreSQL

/// One row of a result that libpq holds.
final class PostgreSQLCells: Cells {
    /// Libpq frees the row with it.
    private let owner: PostgreSQLResult
    private let row: CInt

    init(_ owner: PostgreSQLResult, row: CInt) {
        self.owner = owner
        self.row = row
    }

    private var result: OpaquePointer { owner.pointer }

    func isNull(at column: Int) -> Bool { PQgetisnull(result, row, CInt(column)) == 1 }

    /// A boolean is 1 or 0.
    func integer(at column: Int) -> Int64 {
        let bytes = bytes(of: column)
        var (value, isNegative) = (UInt64(0), false)
        for byte in bytes {
            switch byte {
            case UInt8(ascii: "-"): isNegative = true
            case UInt8(ascii: "t"): return 1
            case UInt8(ascii: "0")...UInt8(ascii: "9"): value = value &* 10 &+ UInt64(byte &- UInt8(ascii: "0"))
            default: return isNegative ? 0 &- Int64(truncatingIfNeeded: value) : Int64(truncatingIfNeeded: value)
            }
        }
        return isNegative ? 0 &- Int64(truncatingIfNeeded: value) : Int64(truncatingIfNeeded: value)
    }

    func value(at column: Int) -> Value {
        guard !isNull(at: column) else { return .null }
        return switch PQftype(result, CInt(column)) {
        case PostgreSQLType.bool, PostgreSQLType.int8, PostgreSQLType.int2, PostgreSQLType.int4:
            .integer(integer(at: column))
        case PostgreSQLType.float8: .real(real(at: column))
        case PostgreSQLType.bytea: .bytes(bytes(at: column))
        default: .text(text(at: column))
        }
    }

    func real(at column: Int) -> Double { Double(text(at: column)) ?? 0 }

    func text(at column: Int) -> String { String(decoding: bytes(of: column), as: UTF8.self) }

    /// As `bytea_output = hex` writes them, the server's default: `\x00ff`.
    func bytes(at column: Int) -> [UInt8] {
        let digits = bytes(of: column).dropFirst(2)
        return stride(from: digits.startIndex, to: digits.endIndex - 1, by: 2).map { index in
            Self.value(ofHexDigit: digits[index]) << 4 | Self.value(ofHexDigit: digits[index + 1])
        }
    }

    private func bytes(of column: Int) -> UnsafeRawBufferPointer {
        UnsafeRawBufferPointer(
            start: PQgetvalue(result, row, CInt(column)), count: Int(PQgetlength(result, row, CInt(column))))
    }

    private static func value(ofHexDigit digit: UInt8) -> UInt8 {
        digit <= UInt8(ascii: "9") ? digit &- UInt8(ascii: "0") : (digit | 0x20) &- UInt8(ascii: "a") &+ 10
    }
}
