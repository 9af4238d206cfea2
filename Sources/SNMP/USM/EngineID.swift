internal import Encodings

/// The identifier of an SNMP engine (RFC 3411 §5): 5 to 32 bytes that should be the device's alone.
///
/// Cloned machines and clusters share one all the same.
public struct EngineID: Sendable, Hashable {
    let octets: OctetString

    /// An identifier of those bytes.
    public init(_ bytes: some Sequence<UInt8>) {
        octets = OctetString(bytes)
    }

    init(copying bytes: UnsafeRawBufferPointer) {
        octets = OctetString(copying: bytes)
    }

    /// The identifier in hexadecimal digits, with or without `0x` and colons; `nil` if it is not that or is longer than 32
    /// bytes.
    public init?(hex text: String) {
        let digits = [Character](text.hasPrefix("0x") ? text.dropFirst(2) : text[...]).filter { $0 != ":" }
        guard digits.count.isMultiple(of: 2), digits.count <= 64 else { return nil }
        var bytes: [UInt8] = []
        for start in stride(from: 0, to: digits.count, by: 2) {
            guard let high = digits[start].hexDigitValue, let low = digits[start + 1].hexDigitValue else { return nil }
            bytes.append(UInt8(high << 4 | low))
        }
        self.init(bytes)
    }

    /// One of random bytes, in the form of RFC 3411 §5 for those. An engine keeps it from one start to the next.
    public static func random() -> EngineID {
        EngineID([0x80, 0, 0, 0, 0x05] + (0..<8).map { _ in UInt8.random(in: 0...255) })
    }

    /// Nobody's: what a message has that asks for the identifier.
    static let unknown = EngineID([])

    /// The bytes.
    public var bytes: [UInt8] { octets.bytes }

    var isEmpty: Bool { octets.count == 0 }

    /// What devices announce has 5 to 32 bytes (RFC 3411 §5). Shorter ones are taken.
    static func isPlausible(_ bytes: UnsafeRawBufferPointer) -> Bool { (1...32).contains(bytes.count) }

    func matches(_ bytes: UnsafeRawBufferPointer) -> Bool {
        octets.withBytes { $0.count == bytes.count && $0.elementsEqual(bytes) }
    }
}

extension EngineID: CustomStringConvertible {
    /// In hexadecimal, as devices show it: `80001f8803001b210aff02`.
    public var description: String {
        octets.bytes.hexadecimal
    }
}

extension EngineID: Codable {
    /// From ``description``.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let text = try container.decode(String.self)
        guard let id = EngineID(hex: text) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "\(text) is no engine identifier")
        }
        self = id
    }

    /// As ``description``.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}
