internal import CPostgreSQL

/// The values of a statement's places as libpq takes them: texts, and bytes as they are. Their types go along, since
/// the server could not always tell them.
struct PostgreSQLParameters {
    let types: [Oid]
    private let formats: [CInt]
    private let lengths: [CInt]
    /// Every value, one after the other, each text ended by a zero.
    private let bytes: [UInt8]
    /// Where each begins; `nil` for null.
    private let starts: [Int?]

    init(_ values: [any ValueConvertible]) {
        var (types, formats, lengths, bytes, starts) = ([Oid](), [CInt](), [CInt](), [UInt8](), [Int?]())
        for value in values {
            let start = bytes.count
            let type: Oid
            switch value.databaseValue {
            case .null: type = PostgreSQLType.unspecified
            case .integer(let number):
                type = PostgreSQLType.int8
                bytes += String(number).utf8
            case .real(let number):
                type = PostgreSQLType.float8
                bytes += "\(number)".utf8
            case .text(let text):
                type = PostgreSQLType.text
                bytes += text.utf8
            case .bytes(let content):
                type = PostgreSQLType.bytea
                bytes += content
            }
            types.append(type)
            formats.append(type == PostgreSQLType.bytea ? 1 : 0)
            lengths.append(CInt(bytes.count - start))
            starts.append(type == PostgreSQLType.unspecified ? nil : start)
            bytes.append(0)
        }
        (self.types, self.formats, self.lengths, self.bytes, self.starts) = (types, formats, lengths, bytes, starts)
    }

    /// An array for each column.
    init(_ given: GivenRows) {
        var (types, lengths, bytes, starts) = ([Oid](), [CInt](), [UInt8](), [Int?]())
        for (index, column) in given.columns.enumerated() {
            let start = bytes.count
            bytes += ArrayText(given.rows.lazy.map { $0[index] }).bytes
            types.append(column.kind.arrayType)
            lengths.append(CInt(bytes.count - start))
            starts.append(start)
            bytes.append(0)
        }
        (self.types, self.lengths, self.bytes, self.starts) = (types, lengths, bytes, starts)
        formats = types.map { _ in 0 }
    }

    var count: Int { types.count }

    typealias Pointers = (
        values: UnsafePointer<UnsafePointer<CChar>?>?, lengths: UnsafePointer<CInt>?, formats: UnsafePointer<CInt>?
    )

    func withPointers<Result>(_ body: (Pointers) throws -> Result) rethrows -> Result {
        try bytes.withUnsafeBytes { memory in
            let base = memory.baseAddress?.assumingMemoryBound(to: CChar.self)
            let values = starts.map { start in
                base.flatMap { base in start.map { UnsafePointer(base + $0) } }
            }
            return try values.withUnsafeBufferPointer { values in
                try lengths.withUnsafeBufferPointer { lengths in
                    try formats.withUnsafeBufferPointer { formats in
                        try body((values.baseAddress, lengths.baseAddress, formats.baseAddress))
                    }
                }
            }
        }
    }

    /// The types of each place over many rows: that of the first row that has a value there.
    static func types(of rows: [PostgreSQLParameters]) -> [Oid] {
        guard var types = rows.first?.types else { return [] }
        for index in types.indices where types[index] == PostgreSQLType.unspecified {
            types[index] =
                rows.lazy.map { $0.types[index] }.first { $0 != PostgreSQLType.unspecified }
                ?? PostgreSQLType.unspecified
        }
        return types
    }
}

extension GivenRows.Kind {
    fileprivate var arrayType: Oid {
        switch self {
        case .integer: PostgreSQLType.int8Array
        case .real: PostgreSQLType.float8Array
        case .text: PostgreSQLType.textArray
        }
    }
}

/// An array as the server reads it: https://www.postgresql.org/docs/current/arrays.html#ARRAYS-INPUT
struct ArrayText {
    private(set) var bytes: [UInt8] = [UInt8(ascii: "{")]

    init(_ values: some Sequence<Value>) {
        for value in values {
            if bytes.count > 1 { bytes.append(UInt8(ascii: ",")) }
            append(value)
        }
        bytes.append(UInt8(ascii: "}"))
    }

    private mutating func append(_ value: Value) {
        switch value {
        case .null, .bytes: bytes += "NULL".utf8
        case .integer(let number): bytes += String(number).utf8
        case .real(let number): bytes += "\(number)".utf8
        case .text(let text):
            bytes.append(UInt8(ascii: "\""))
            for byte in text.utf8 {
                if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") { bytes.append(UInt8(ascii: "\\")) }
                bytes.append(byte)
            }
            bytes.append(UInt8(ascii: "\""))
        }
    }
}
