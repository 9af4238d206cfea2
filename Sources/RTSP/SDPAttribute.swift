/// `name:value` of an `a=` line. Some cameras write a blank for the colon.
struct SDPAttribute {
    /// Lower-case.
    let name: String
    let value: String

    init(_ text: String) {
        let bytes = Array(text.utf8)
        let end = bytes.firstIndex { $0 == UInt8(ascii: ":") || isBlank($0) } ?? bytes.endIndex
        name = bytes[..<end].keyword
        let rest = bytes[end...].drop(while: isBlank)
        value = String(decoding: (rest.first == UInt8(ascii: ":") ? rest.dropFirst() : rest).trimmed, as: UTF8.self)
    }

    /// The payload type that `rtpmap`, `fmtp` and `framesize` begin with, and the rest.
    var payload: (type: Int, rest: String)? {
        let parts = value.utf8.split(maxSplits: 1, whereSeparator: isBlank)
        guard parts.count == 2, let type = parts[0].decimal else { return nil }
        return (type, String(decoding: parts[1], as: UTF8.self))
    }

    /// The runs of digits in the value.
    var numbers: [Int] { digits(in: value) }

    /// The two sides of a picture, in this order; `nil` where they are none.
    static func size(_ text: String) -> SDPSize? {
        let numbers = digits(in: text)
        return numbers.count == 2 ? SDPSize(width: numbers[0], height: numbers[1]) : nil
    }

    /// `25`, `25,0`, `30000/1001`, `integer;25` or `25 fps`; `nil` for what no camera delivers.
    var frameRate: Double? {
        let text = value.utf8.split(separator: UInt8(ascii: ";")).last.map { Array($0).trimmed } ?? []
        let number = text.prefix { isDigit($0) || Array(".,/".utf8).contains($0) }
        let unit = text.dropFirst(number.count).trimmed.map(asciiLowercased)
        guard unit.isEmpty || ["fps", "hz"].contains(String(decoding: unit, as: UTF8.self)) else { return nil }
        let parts = number.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false).map { part in
            Double(String(decoding: part.map { $0 == UInt8(ascii: ",") ? UInt8(ascii: ".") : $0 }, as: UTF8.self))
        }
        switch parts.count {
        case 1: return parts[0].flatMap(VideoFormat.plausibleRate)
        case 2:
            guard let frames = parts[0], let seconds = parts[1] else { return nil }
            return VideoFormat.plausibleRate(frames / seconds)
        default: return nil
        }
    }
}

private func digits(in text: String) -> [Int] {
    text.utf8.split { !isDigit($0) }.prefix(8).compactMap { Array($0).decimal }
}

/// Pixels, of a picture that there can be.
struct SDPSize: Hashable {
    let width: Int
    let height: Int
    private static let sides = 16...SPS.sideLimit

    init?(width: Int, height: Int) {
        guard Self.sides.contains(width), Self.sides.contains(height) else { return nil }
        self.width = width
        self.height = height
    }
}
