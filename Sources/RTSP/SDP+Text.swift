extension SDP {
    /// More sections than this are not read.
    static let mediaLimit = 64
    /// Nor are more payload types of a section, or more `rtpmap` and `fmtp` than that.
    static let payloadLimit = 64

    /// Reads a description line by line and keeps what it understands: cameras leave lines out, repeat them, put them
    /// into another section and invent their own, so nothing is required and nothing fails.
    public init(_ bytes: some Collection<UInt8>) {
        self.init()
        var session = SDPSection()
        var sections: [SDPSection] = []
        for line in bytes.split(whereSeparator: { $0 == 0x0A || $0 == 0x0D }) {
            guard let (type, value) = typeAndValue(line) else { continue }
            if type == UInt8(ascii: "m") {
                guard sections.count < Self.mediaLimit else { break }
                sections.append(SDPSection(media: value))
            } else if sections.isEmpty {
                read(type, value)
                session.read(type, value)
            } else {
                sections[sections.count - 1].read(type, value)
            }
        }
        medias = SDPStrays(session: session, sections: sections).medias
    }

    private mutating func read(_ type: UInt8, _ value: String) {
        switch type {
        case UInt8(ascii: "s") where name == nil: name = value
        case UInt8(ascii: "a"):
            let attribute = SDPAttribute(value)
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

/// What stands in a section and belongs to another one, with the sections that it belongs to.
private struct SDPStrays {
    private let session: SDPSection
    private let sections: [SDPSection]
    /// The payload types that some section lists.
    private let claimed: Set<Int>
    /// By payload type, of a type that its section does not list.
    private var encodings: [Int: String] = [:]
    private var sizes: [Int: SDPSize] = [:]
    private var parameters: [Int: [String]] = [:]

    init(session: SDPSection, sections: [SDPSection]) {
        self.session = session
        self.sections = sections
        claimed = Set(sections.flatMap(\.payloadTypes))
        for section in [session] + sections {
            encodings.merge(section.encodings.filter { !section.lists($0.key) }) { first, _ in first }
            sizes.merge(section.sizes.filter { !section.lists($0.key) }) { first, _ in first }
            for entry in section.parameters where !section.lists(entry.type) {
                parameters[entry.type, default: []].append(entry.parameters)
            }
        }
    }

    var medias: [SDP.Media] {
        let hasOneVideo = sections.count { $0.kind == "video" } == 1
        return sections.map { section in
            var section = section
            for type in section.payloadTypes { adopt(type, into: &section) }
            if section.kind == "video", hasOneVideo { adoptPicture(into: &section) }
            // The session's bandwidth is that of all sections together.
            if sections.count == 1 { section.bandwidth = section.bandwidth ?? session.bandwidth }
            return section.media(claimedElsewhere: claimed)
        }
    }

    private func adopt(_ type: Int, into section: inout SDPSection) {
        if section.encodings[type] == nil { section.encodings[type] = encodings[type] }
        if section.sizes[type] == nil { section.sizes[type] = sizes[type] }
        let hasOwn = section.parameters.contains { $0.type == type }
        if !hasOwn { section.parameters += (parameters[type] ?? []).map { (type, $0) } }
    }

    /// Sound has neither size nor frame rate: those in its section, or before all sections, are the only picture's.
    private func adoptPicture(into section: inout SDPSection) {
        for other in [session] + sections.filter({ $0.kind == "audio" }) {
            section.size = section.size ?? other.size
            section.frameRate = section.frameRate ?? other.frameRate
        }
    }
}
