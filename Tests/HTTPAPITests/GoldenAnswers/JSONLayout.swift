/// JSON text over several lines: nothing but line breaks and the blanks that begin a line is added, so that whoever
/// reads it sees every byte, and the order of all keys. What fits on one line stays on it.
enum JSONLayout {
    /// - Parameter isSorted: whether the members of all objects are put in the order of their names: for texts in which
    ///   the order is any.
    /// - Returns: the text as it is where it is no JSON, or has line breaks of its own.
    static func lines(of text: String, isSorted: Bool = false, width: Int = 110) -> String {
        var reader = Reader(bytes: Array(text.utf8))
        guard let piece = reader.piece(), reader.isAtEnd, piece.text == text, !text.contains("\n") else { return text }
        return (isSorted ? piece.sorted : piece).lines(width: width)
    }

    fileprivate struct Member {
        /// With its colon; empty in an array.
        var name: String
        var value: Piece

        var text: String { name + value.text }
    }

    fileprivate indirect enum Piece {
        case leaf(String)
        case group(open: String, [Member], close: String)

        var text: String {
            switch self {
            case .leaf(let text): text
            case .group(let open, let members, let close):
                open + members.map(\.text).joined(separator: ",") + close
            }
        }

        var sorted: Piece {
            guard case .group(let open, let members, let close) = self else { return self }
            let inner = members.map { Member(name: $0.name, value: $0.value.sorted) }
            return .group(open: open, open == "{" ? inner.sorted { $0.name < $1.name } : inner, close: close)
        }

        func lines(width: Int, indent: Int = 0, after name: String = "") -> String {
            let start = String(repeating: " ", count: indent) + name
            let whole = start + text
            guard case .group(let open, let members, let close) = self, whole.utf8.count > width else { return whole }
            let inner = members.map { $0.value.lines(width: width, indent: indent + 1, after: $0.name) }
            let end = String(repeating: " ", count: indent) + close
            return "\(start)\(open)\n\(inner.joined(separator: ",\n"))\n\(end)"
        }
    }

    fileprivate struct Reader {
        let bytes: [UInt8]
        var index = 0

        init(bytes: [UInt8]) { self.bytes = bytes }

        var isAtEnd: Bool { index == bytes.count }
        private var next: UInt8? { index < bytes.count ? bytes[index] : nil }

        mutating func piece() -> Piece? {
            switch next {
            case UInt8(ascii: "{"): group(closing: UInt8(ascii: "}")) { $0.name() }
            case UInt8(ascii: "["): group(closing: UInt8(ascii: "]")) { _ in "" }
            case UInt8(ascii: "\""): string().map { .leaf($0) }
            case nil: nil
            default: .leaf(taken { !",]}".utf8.contains($0) })
            }
        }

        private mutating func group(closing close: UInt8, name: (inout Reader) -> String?) -> Piece? {
            let open = String(decoding: [bytes[index]], as: UTF8.self)
            let end = String(decoding: [close], as: UTF8.self)
            index += 1
            var members: [Member] = []
            if take(close) { return .group(open: open, [], close: end) }
            repeat {
                guard let name = name(&self), let value = piece() else { return nil }
                members.append(Member(name: name, value: value))
            } while take(UInt8(ascii: ","))
            return take(close) ? .group(open: open, members, close: end) : nil
        }

        private mutating func name() -> String? {
            guard let name = string(), take(UInt8(ascii: ":")) else { return nil }
            return name + ":"
        }

        private mutating func string() -> String? {
            let start = index
            guard take(UInt8(ascii: "\"")) else { return nil }
            while let byte = next {
                index += byte == UInt8(ascii: "\\") ? 2 : 1
                if byte == UInt8(ascii: "\"") { return String(decoding: bytes[start..<index], as: UTF8.self) }
            }
            return nil
        }

        private mutating func taken(while isPart: (UInt8) -> Bool) -> String {
            let start = index
            while let byte = next, isPart(byte) { index += 1 }
            return String(decoding: bytes[start..<index], as: UTF8.self)
        }

        private mutating func take(_ byte: UInt8) -> Bool {
            guard next == byte else { return false }
            index += 1
            return true
        }
    }
}
