/// The shared word that v1 and v2c show for a password. It prints as `•••`.
public struct Community: Sendable, Hashable {
    private let string: OctetString

    /// The community of those bytes.
    public init(_ bytes: some Sequence<UInt8>) {
        string = OctetString(bytes)
    }

    /// The community as an operator types it, sent as UTF-8.
    public init(_ text: String) {
        self.init(text.utf8)
    }

    init(copying bytes: UnsafeRawBufferPointer) {
        string = OctetString(copying: bytes)
    }

    /// What is sent.
    var octets: OctetString { string }

    /// Takes as long for a wrong community as for the right one.
    func matches(_ bytes: UnsafeRawBufferPointer) -> Bool {
        string.withBytes { mine in
            guard mine.count == bytes.count else { return false }
            var difference: UInt8 = 0
            for position in mine.indices { difference |= mine[position] ^ bytes[position] }
            return difference == 0
        }
    }
}

extension Community: ExpressibleByStringLiteral {
    /// The community as written in code.
    public init(stringLiteral text: String) {
        self.init(text)
    }
}

extension Community: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// Three dots, never the community.
    public var description: String { "•••" }
    /// Three dots, never the community.
    public var debugDescription: String { "•••" }
    /// Nothing: `dump` must not show it either.
    public var customMirror: Mirror { Mirror(self, children: []) }
}
