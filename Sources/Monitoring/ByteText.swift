/// A text that is another only if both are the same bytes.
///
/// `String` compares and hashes by canonical equivalence, and for that puts combining marks in order: a megabyte of
/// them takes a minute. So text from outside is looked up and compared as bytes, everywhere, until it is known to be
/// short. Names that Unicode calls equal (`é` as one scalar or as two) are then two names here as in the database,
/// which compares bytes too: a cache that took one for the other would show somebody else's rows.
package struct ByteText: Sendable, Hashable, CustomStringConvertible {
    package let text: String

    package init(_ text: String) { self.text = text }

    package var description: String { text }

    package static func == (one: ByteText, other: ByteText) -> Bool { one.text.isSame(as: other.text) }

    package func hash(into hasher: inout Hasher) {
        var text = text
        text.withUTF8 { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
        hasher.combine(text.utf8.count)
    }
}

extension ByteText: ExpressibleByStringLiteral {
    package init(stringLiteral text: String) { self.init(text) }
}

extension StringProtocol {
    /// Whether both are the same bytes.
    package func isSame(as other: some StringProtocol) -> Bool {
        utf8.count == other.utf8.count && utf8.elementsEqual(other.utf8)
    }

    /// Whether it is `name`, which is ASCII, in any case of its letters.
    package func isSame(asASCII name: StaticString) -> Bool {
        utf8.count == name.utf8CodeUnitCount
            && zip(utf8, UnsafeBufferPointer(start: name.utf8Start, count: name.utf8CodeUnitCount))
                .allSatisfy { $0.asciiLowercased == $1.asciiLowercased }
    }

    /// Whether every byte is ASCII, so that comparing it costs what it seems to.
    package var isASCII: Bool { utf8.allSatisfy { $0 < 0x80 } }
}

extension UInt8 {
    /// An upper-case ASCII letter in lower case; anything else as it is.
    fileprivate var asciiLowercased: UInt8 {
        (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(self) ? self | 0x20 : self
    }
}

extension RawRepresentable<String> where Self: CaseIterable {
    /// The longest name that a choice of ours has, in bytes.
    private static var longest: Int { 64 }

    /// The choice with this name, where the text may be anything.
    package init?(untrusted text: String) {
        guard text.utf8.count <= Self.longest else { return nil }
        self.init(rawValue: text)
    }
}
