/// What the configuration of MPEG-4 part 2 says of the picture: the header of its video object layer
/// (ISO/IEC 14496-2 §6.2.3), as the `config` of RFC 6416 §7.1 carries it.
struct VideoObjectLayer: Hashable {
    /// Pixels.
    var width: Int
    /// Pixels.
    var height: Int
    /// Frames a second, where they are fixed.
    var fps: Double?

    /// - Parameter config: hexadecimal. `nil` where it holds no valid header of a rectangular picture.
    init?(config: String) {
        guard let bytes = hexadecimal(config), let start = layerBegins(bytes) else { return nil }
        var reader = BitReader(bytes[start...])
        guard let layer = try? reader.videoObjectLayer() else { return nil }
        self = layer
    }

    fileprivate init(size: SDPSize, fps: Double?) {
        (width, height) = (size.width, size.height)
        self.fps = fps
    }
}

private func hexadecimal(_ text: String) -> [UInt8]? {
    let digits = text.utf8.map(hexValue)
    guard digits.count <= 4096, digits.count.isMultiple(of: 2), !digits.contains(nil) else { return nil }
    let values = digits.compactMap(\.self)
    return stride(from: 0, to: values.count, by: 2).map { values[$0] << 4 | values[$0 + 1] }
}

/// Behind the first of the start codes 00 00 01 20 to 00 00 01 2F.
private func layerBegins(_ bytes: [UInt8]) -> Int? {
    guard bytes.count > 4 else { return nil }
    return (4..<bytes.count).first {
        bytes[$0 - 4] == 0 && bytes[$0 - 3] == 0 && bytes[$0 - 2] == 1 && bytes[$0 - 1] & 0xF0 == 0x20
    }
}

extension BitReader {
    fileprivate mutating func videoObjectLayer() throws(EndOfBits) -> VideoObjectLayer {
        try skip(9)
        if try bit() { try skip(7) }
        let extended = 15
        if try bits(4) == extended { try skip(16) }
        if try bit() { try skipControlParameters() }
        let rectangular = 0
        guard try bits(2) == rectangular else { throw EndOfBits() }
        try marker()
        let resolution = try bits(16)
        try marker()
        guard resolution > 0 else { throw EndOfBits() }
        var fps: Double?
        if try bit() {
            let increment = try bits(bitWidth(of: resolution - 1))
            fps = increment > 0 ? VideoFormat.plausibleRate(Double(resolution) / Double(increment)) : nil
        }
        try marker()
        let width = try bits(13)
        try marker()
        let height = try bits(13)
        try marker()
        guard let size = SDPSize(width: width, height: height) else { throw EndOfBits() }
        return VideoObjectLayer(size: size, fps: fps)
    }

    /// Chroma format, delay, and the parameters of the buffer.
    private mutating func skipControlParameters() throws(EndOfBits) {
        try skip(3)
        if try bit() { try skip(79) }
    }

    private mutating func marker() throws(EndOfBits) {
        guard try bit() else { throw EndOfBits() }
    }
}

/// How many bits hold the value, and at least one.
private func bitWidth(of value: Int) -> Int { max(1, Int.bitWidth - value.leadingZeroBitCount) }
