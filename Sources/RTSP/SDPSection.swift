/// A section while it is read: which `rtpmap`, `fmtp` and `framesize` count is known at the end of all of them.
struct SDPSection {
    /// Lower-case; empty before the first `m=`.
    private(set) var kind = ""
    private(set) var payloadTypes: [Int] = []
    /// By payload type; the first counts.
    var encodings: [Int: String] = [:]
    private var firstEncoded: Int?
    var parameters: [(type: Int, parameters: String)] = []
    /// `framesize`, by payload type.
    var sizes: [Int: SDPSize] = [:]
    var frameRate: Double?
    private var control: String?
    private var tias: Int?
    private var applicationSpecific: Int?
    private var adoptedBandwidth: Int?
    private var dimensions: Set<SDPSize> = []
    private var width: Int?
    private var height: Int?
    private var clip: SDPSize?
    private var adoptedSize: SDPSize?
    private var isInactive = false

    init() {}

    init(media line: String) {
        let words = Array(line.utf8).split(maxSplits: 3 + SDP.payloadLimit, whereSeparator: isBlank)
        kind = words.first?.keyword ?? ""
        payloadTypes = words.dropFirst(3).prefix(SDP.payloadLimit).compactMap(\.decimal)
        listed = Set(payloadTypes)
    }

    private var listed: Set<Int> = []

    func lists(_ type: Int) -> Bool { listed.contains(type) }

    /// Bits a second: `b=TIAS` counts the payload alone (RFC 3890), and so comes first.
    var bandwidth: Int? {
        get { tias ?? applicationSpecific ?? adoptedBandwidth }
        set { adoptedBandwidth = newValue }
    }

    /// Of whatever payload type. Where there are several that differ, none is known.
    var size: SDPSize? {
        get {
            if !dimensions.isEmpty { return dimensions.count == 1 ? dimensions.first : nil }
            let sides = width.flatMap { width in height.flatMap { SDPSize(width: width, height: $0) } }
            return sides ?? clip ?? adoptedSize
        }
        set { adoptedSize = newValue }
    }

    // MARK: Lines

    mutating func read(_ type: UInt8, _ value: String) {
        switch type {
        case UInt8(ascii: "b"): readBandwidth(SDPAttribute(value))
        case UInt8(ascii: "a"): readAttribute(SDPAttribute(value))
        default: break
        }
    }

    /// What no camera sends is a fault of its description: nothing, or 2³² − 1.
    private mutating func readBandwidth(_ line: SDPAttribute) {
        guard let number = Array(line.value.utf8).decimal else { return }
        switch line.name {
        case "as" where number < Int.max / 1000 && VideoFormat.bitrates.contains(number * 1000):
            applicationSpecific = number * 1000
        case "tias" where VideoFormat.bitrates.contains(number): tias = number
        default: break
        }
    }

    private mutating func readAttribute(_ attribute: SDPAttribute) {
        switch attribute.name {
        case "rtpmap": takeEncoding(attribute)
        case "fmtp" where parameters.count < SDP.payloadLimit:
            if let payload = attribute.payload { parameters.append((payload.type, payload.rest)) }
        case "control": control = attribute.value
        case "inactive": isInactive = true
        case "framerate": frameRate = attribute.frameRate ?? frameRate
        case "x-framerate": frameRate = frameRate ?? attribute.frameRate
        case "x-dimensions": SDPAttribute.size(attribute.value).map { _ = dimensions.insert($0) }
        case "framesize" where sizes.count < SDP.payloadLimit: takeSize(attribute)
        case "cliprect": takeClip(attribute.numbers)
        case "width": width = attribute.numbers.last
        case "height": height = attribute.numbers.last
        default: break
        }
    }

    private mutating func takeEncoding(_ attribute: SDPAttribute) {
        guard encodings.count < SDP.payloadLimit, let payload = attribute.payload, encodings[payload.type] == nil else {
            return
        }
        encodings[payload.type] = payload.rest
        firstEncoded = firstEncoded ?? payload.type
    }

    private mutating func takeSize(_ attribute: SDPAttribute) {
        guard let payload = attribute.payload, sizes[payload.type] == nil else { return }
        sizes[payload.type] = SDPAttribute.size(payload.rest)
    }

    /// Top, left, bottom, right.
    private mutating func takeClip(_ numbers: [Int]) {
        guard numbers.count == 4 else { return }
        clip = SDPSize(width: numbers[3] - numbers[1], height: numbers[2] - numbers[0])
    }

    // MARK: The finished section

    /// - Parameter claimed: the payload types that some section lists.
    func media(claimedElsewhere claimed: Set<Int>) -> SDP.Media {
        var media = SDP.Media(kind: kind)
        let type = payloadType(claimed)
        media.payloadType = type
        media.control = control
        media.isInactive = isInactive
        media.bitrate = bandwidth
        media.frameRate = frameRate
        let size = type.flatMap { sizes[$0] } ?? size
        (media.width, media.height) = (size?.width, size?.height)
        // The parameters of another track's payload type have strayed into this section.
        for entry in parameters where entry.type == type {
            media.formatParameters.merge(pairs(entry.parameters)) { first, _ in first }
        }
        nameCodec(of: &media, type)
        return media
    }

    /// The first one listed is what is sent (RFC 8866 §5.14), unless it only repairs another. Some cameras describe
    /// another type than they list.
    private func payloadType(_ claimed: Set<Int>) -> Int? {
        if let first = payloadTypes.first, encodings[first] == nil, staticCodec(first) != nil { return first }
        let unlisted = firstEncoded.flatMap { claimed.contains($0) ? nil : $0 }
        return payloadTypes.first { encodings[$0].map { !isAuxiliary(codecName($0)) } ?? false } ?? unlisted
            ?? payloadTypes.first
    }

    private func nameCodec(of media: inout SDP.Media, _ type: Int?) {
        guard let encoding = type.flatMap({ encodings[$0] }) else {
            media.codec = staticCodec(type) ?? (kind == "audio" ? nil : codec(of: media.formatParameters))
            return
        }
        let parts = encoding.utf8.split(separator: UInt8(ascii: "/"))
        media.codec = codecName(encoding)
        media.clockRate = parts.dropFirst().first.flatMap { Array($0).trimmed.decimal }.flatMap { $0 > 0 ? $0 : nil }
    }
}

/// `a=1;b=2`, with blanks anywhere. Only the first `=` divides: Base64 ends in more of them.
private func pairs(_ text: String) -> [(String, String)] {
    text.utf8.split(separator: UInt8(ascii: ";")).compactMap { pair in
        let parts = pair.split(separator: UInt8(ascii: "="), maxSplits: 1)
        guard let name = parts.first else { return nil }
        let value = parts.count > 1 ? Array(parts[1]).trimmed.filter { $0 != UInt8(ascii: "\"") } : []
        return (Array(name).trimmed.keyword, String(decoding: value, as: UTF8.self))
    }
}

/// The encoding name of an `rtpmap`, as it is registered.
private func codecName(_ encoding: String) -> String {
    let name = encoding.utf8.split(separator: UInt8(ascii: "/")).first.map { Array($0).trimmed } ?? []
    return switch name.printable(limit: 32).uppercased() {
    case "HEVC", "H.265": "H265"
    case "AVC", "H.264": "H264"
    case let upper: upper
    }
}

/// Encodings that repair or accompany another, and show no picture.
func isAuxiliary(_ codec: String) -> Bool {
    ["RTX", "RED", "ULPFEC", "PARITYFEC", "RAPTORFEC", "SMPTE336M"].contains(codec) || codec.hasPrefix("FLEXFEC")
        || codec.hasPrefix("VND.") || codec.contains("METADATA")
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
    if parameters["sprop-parameter-sets"] != nil || parameters["packetization-mode"] != nil { return "H264" }
    return parameters["config"]?.utf8.starts(with: "000001".utf8) == true ? "MP4V-ES" : nil
}
