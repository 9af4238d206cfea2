/// Header fields in the order they came. Values stay bytes: a realm in another encoding than UTF-8 must be hashed as
/// it was sent.
struct RTSPHeaders: Sendable, Hashable {
    struct Field: Sendable, Hashable {
        /// Lower-case; empty for what cannot be the name of a field.
        let name: String
        var value: [UInt8]
    }

    private(set) var fields: [Field] = []

    /// Takes a line of a header section. A line that begins with a blank continues the one before (RFC 2326 §15.1);
    /// one without a colon says nothing and is passed over.
    mutating func append(line: some BidirectionalCollection<UInt8>) {
        let line = Array(line)
        if let first = line.first, isBlank(first), !fields.isEmpty {
            fields[fields.count - 1].value += [0x20] + line.trimmed
        } else if let colon = line.firstIndex(of: UInt8(ascii: ":")) {
            fields.append(Field(name: line[..<colon].trimmed.keyword, value: line[(colon + 1)...].trimmed))
        }
    }

    /// Every value of the field, given in lower-case.
    func values(_ name: String) -> [[UInt8]] { fields.filter { $0.name == name }.map(\.value) }

    /// The first value of the field, given in lower-case.
    subscript(name: String) -> String? {
        fields.first { $0.name == name }.map { String(decoding: $0.value, as: UTF8.self) }
    }
}
