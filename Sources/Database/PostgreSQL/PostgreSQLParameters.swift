internal import CPostgreSQL

/// The values of a statement's places as libpq takes them: texts, and bytes as they are. Their types go along, since the
/// server could not always tell them.
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
