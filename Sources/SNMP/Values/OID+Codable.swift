extension OID: Codable {
    /// From arcs joined by points, or a name.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let text = try container.decode(String.self)
        guard let oid = text.isEmpty ? OID() : OID(text) else {
            throw DecodingError.dataCorruptedError(
                in: container, debugDescription: "\(text) is no object identifier")
        }
        self = oid
    }

    /// As arcs joined by points.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}
