internal import Encodings

/// The bytes of an `OCTET STRING`: text, an address, a date, or bits, as the object's definition says.
public struct OctetString: Sendable, Hashable {
    private let contents: SmallBytes

    /// A string without bytes.
    init() {
        contents = SmallBytes()
    }

    /// A string of those bytes.
    public init(_ bytes: some Sequence<UInt8>) {
        contents = SmallBytes(bytes)
    }

    init(copying bytes: UnsafeRawBufferPointer) {
        contents = SmallBytes(bytes)
    }

    /// How many bytes it has.
    public var count: Int { contents.count }

    var isEmpty: Bool { count == 0 }

    /// The bytes.
    public var bytes: [UInt8] { withBytes { [UInt8]($0) } }

    /// The pointer is valid during the call only.
    func withBytes<Result>(_ body: (UnsafeRawBufferPointer) -> Result) -> Result {
        contents.withBytes(body)
    }

    /// The bytes as text: UTF-8, or Latin-1 where they are not, without the zero bytes that some agents add at the end.
    public var text: String {
        withBytes { bytes in
            var end = bytes.count
            while end > 0, bytes[end - 1] == 0 { end -= 1 }
            let text = bytes[..<end]
            return String(validating: text, as: UTF8.self) ?? String(decoding: text.map(UInt16.init), as: UTF16.self)
        }
    }

    /// Two digits a byte, joined by colons, as MAC addresses are written: `00:1b:21:0a:ff:02`.
    public var hex: String {
        bytes.hexadecimal(separatedBy: ":")
    }

    /// Whether ``text`` would show no control characters but line ends and tabs.
    public var isPrintable: Bool {
        text.unicodeScalars.allSatisfy {
            $0.value >= 0x20 && !(0x7F..<0xA0).contains($0.value) || "\t\r\n".unicodeScalars.contains($0)
        }
    }
}

extension OctetString: ExpressibleByStringLiteral {
    /// The UTF-8 bytes of the literal.
    public init(stringLiteral text: String) {
        self.init(text.utf8)
    }
}

extension OctetString: CustomStringConvertible {
    /// ``text`` if it is printable, else ``hex``.
    public var description: String { isPrintable ? text : hex }
}
