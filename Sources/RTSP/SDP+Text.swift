extension SDP {
    /// More sections than this are not read.
    static let mediaLimit = 64
    /// Nor are more payload types of a section, or more `rtpmap` and `fmtp` than that.
    static let payloadLimit = 64

    /// Reads a description line by line and keeps what it understands: cameras leave lines out, repeat them and invent
    /// their own, so nothing is required and nothing fails.
    public init(_ bytes: some Collection<UInt8>) {
        self.init()
        var section: MediaSection?
        for line in bytes.split(whereSeparator: { $0 == 0x0A || $0 == 0x0D }) {
            guard let (type, value) = typeAndValue(line) else { continue }
            if type == UInt8(ascii: "m") {
                if let section { medias.append(section.media) }
                guard medias.count < Self.mediaLimit else { return }
                section = MediaSection(value)
            } else if section != nil {
                section?.read(type, value)
            } else {
                read(type, value)
            }
        }
        if let section { medias.append(section.media) }
    }

    private mutating func read(_ type: UInt8, _ value: String) {
        switch type {
        case UInt8(ascii: "s") where name == nil: name = value
        case UInt8(ascii: "a"):
            let attribute = Attribute(value)
            if attribute.name == "control" { control = attribute.value }
            if attribute.name == "tool" { tool = attribute.value }
        default: break
        }
    }
}

private func typeAndValue(_ line: some Collection<UInt8>) -> (UInt8, String)? {
    let line = Array(line).trimmed
    guard let type = line.first, let equals = line.dropFirst().firstIndex(of: UInt8(ascii: "=")),
        line[1..<equals].allSatisfy(isBlank)
    else { return nil }
    return (asciiLowercased(type), String(decoding: line[(equals + 1)...].trimmed, as: UTF8.self))
}

/// `name:value` of an `a=` line.
private struct Attribute {
    /// Lower-case.
    let name: String
    let value: String

    init(_ text: String) {
        let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        name = String(decoding: Array(parts[0].utf8).trimmed, as: UTF8.self).lowercased()
        value = parts.count > 1 ? String(decoding: Array(parts[1].utf8).trimmed, as: UTF8.self) : ""
    }

    /// The payload type that `rtpmap`, `fmtp` and `framesize` begin with, and the rest.
    var payload: (type: Int, rest: String)? {
        let parts = value.split(maxSplits: 1, whereSeparator: \.isWhitespace)
        guard parts.count == 2, let type = Array(parts[0].utf8).decimal else { return nil }
        return (type, String(parts[1]))
    }
}

/// A section while it is read: which `rtpmap` and `fmtp` count is known at its end.
private struct MediaSection {
    private var read: SDP.Media
    private var payloadTypes: [Int]
    /// By payload type; the first counts.
    private var encodings: [Int: String] = [:]
    private var firstEncoded: Int?
    private var parameters: [(type: Int, parameters: String)] = []
    /// Bits a second by `b=TIAS`, which counts the payload alone (RFC 3890), and so comes first.
    private var tias: Int?

    init(_ line: String) {
        let words = line.split(maxSplits: 3 + SDP.payloadLimit, whereSeparator: \.isWhitespace)
        read = SDP.Media(kind: words.first.map { $0.lowercased() } ?? "")
        payloadTypes = words.dropFirst(3).prefix(SDP.payloadLimit).compactMap { Array($0.utf8).decimal }
    }

    mutating func read(_ type: UInt8, _ value: String) {
        switch type {
        case UInt8(ascii: "b"): readBandwidth(value)
        case UInt8(ascii: "a"): readAttribute(Attribute(value))
        default: break
        }
    }

    private mutating func readBandwidth(_ value: String) {
        let attribute = Attribute(value)
        guard let number = Array(attribute.value.utf8).decimal, number > 0 else { return }
        if attribute.name == "as", number <= 10_000_000 { read.bitrate = number * 1000 }
        if attribute.name == "tias", number <= 10_000_000_000 { tias = number }
    }

    private mutating func readAttribute(_ attribute: Attribute) {
        switch attribute.name {
        case "rtpmap": takeEncoding(attribute)
        case "fmtp" where parameters.count < SDP.payloadLimit:
            if let payload = attribute.payload { parameters.append((payload.type, payload.rest)) }
        case "control": read.control = attribute.value
        case "framerate", "x-framerate": read.frameRate = frameRate(attribute.value) ?? read.frameRate
        case "x-dimensions": take(attribute.value.numbers)
        case "framesize": take(attribute.payload?.rest.numbers ?? [])
        // Top, left, bottom, right.
        case "cliprect": if read.width == nil { take(attribute.value.numbers.dropFirst(2).reversed()) }
        case "width": read.width = side(attribute.value.numbers.last) ?? read.width
        case "height": read.height = side(attribute.value.numbers.last) ?? read.height
        default: break
        }
    }

    private mutating func takeEncoding(_ attribute: Attribute) {
        guard encodings.count < SDP.payloadLimit, let payload = attribute.payload, encodings[payload.type] == nil else {
            return
        }
        encodings[payload.type] = payload.rest
        firstEncoded = firstEncoded ?? payload.type
    }

    private mutating func take(_ numbers: [Int]) {
        guard numbers.count == 2, let width = side(numbers[0]), let height = side(numbers[1]) else { return }
        (read.width, read.height) = (width, height)
    }

    /// The finished section.
    var media: SDP.Media {
        var media = read
        media.bitrate = tias ?? read.bitrate
        let encoded = payloadTypes.first { encodings[$0] != nil } ?? firstEncoded
        let type = encoded ?? payloadTypes.first
        media.payloadType = type
        // The parameters of another track's payload type have strayed into this section.
        for entry in parameters where entry.type == type {
            media.formatParameters.merge(pairs(entry.parameters)) { first, _ in first }
        }
        if let encoding = encoded.flatMap({ encodings[$0] }) {
            let parts = encoding.split(separator: "/")
            media.codec = parts.first.map { canonicalCodec($0.utf8.printable(limit: 32)) }
            media.clockRate = parts.dropFirst().first.flatMap { Array($0.utf8).trimmed.decimal }.flatMap {
                $0 > 0 ? $0 : nil
            }
        } else {
            media.codec = staticCodec(type) ?? codec(of: media.formatParameters)
        }
        return media
    }
}

/// `a=1;b=2`, with blanks anywhere. Only the first `=` divides: Base64 ends in more of them.
private func pairs(_ text: String) -> [(String, String)] {
    text.split(separator: ";").compactMap { pair in
        let parts = pair.split(separator: "=", maxSplits: 1)
        guard let name = parts.first else { return nil }
        let trimmed = { (part: Substring) in String(decoding: Array(part.utf8).trimmed, as: UTF8.self) }
        return (trimmed(name).lowercased(), parts.count > 1 ? trimmed(parts[1]) : "")
    }
}

private func canonicalCodec(_ name: String) -> String {
    let name = String(decoding: Array(name.utf8).trimmed, as: UTF8.self).uppercased()
    return name == "HEVC" ? "H265" : name == "AVC" ? "H264" : name
}

/// RFC 3551 §6, table 5.
private func staticCodec(_ payloadType: Int?) -> String? {
    switch payloadType {
    case 26: "JPEG"
    case 31: "H261"
    case 32: "MPV"
    case 33: "MP2T"
    case 34: "H263"
    default: nil
    }
}

/// Without an `rtpmap` the parameters give the codec away.
private func codec(of parameters: [String: String]) -> String? {
    if parameters["sprop-sps"] != nil || parameters["sprop-vps"] != nil { return "H265" }
    return parameters["sprop-parameter-sets"] == nil ? nil : "H264"
}

/// `25`, `25,0` or `30000/1001`.
private func frameRate(_ text: String) -> Double? {
    let parts = text.split(separator: "/").map { part in part.map { $0 == "," ? "." : $0 } }
    let numbers = parts.compactMap { Double(String($0.filter { !$0.isWhitespace })) }
    guard !numbers.isEmpty, numbers.count == parts.count, numbers.count <= 2 else { return nil }
    let rate = numbers.count == 2 ? numbers[0] / numbers[1] : numbers[0]
    return rate.isFinite && rate > 0 && rate <= 1000 ? rate : nil
}

private func side(_ number: Int?) -> Int? { number.flatMap { (1...SPS.sideLimit).contains($0) ? $0 : nil } }

extension String {
    /// The runs of digits in it.
    fileprivate var numbers: [Int] {
        utf8.split { !isDigit($0) }.prefix(8).compactMap { Array($0).decimal }
    }
}
