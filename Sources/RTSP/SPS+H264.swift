extension SPS {
    /// Reads an H.264 sequence parameter set (ITU-T H.264 §7.3.2.1.1), NAL header included, without a start code.
    /// `nil` for another unit, or for one that is not valid.
    public init?(h264 unit: some Collection<UInt8>) {
        let bytes = Array(unit)
        guard let header = bytes.first, header & 0x1F == 7 else { return nil }
        var reader = BitReader(withoutEmulationPrevention(bytes[1...]))
        guard let picture = try? reader.h264Picture() else { return nil }
        self.init(width: picture.width, height: picture.height, fps: try? reader.h264FrameRate())
    }
}

extension BitReader {
    /// The profiles whose sets tell the chroma format.
    private static let chromaProfiles: Set<Int> = [100, 110, 122, 244, 44, 83, 86, 118, 128, 134, 135, 138, 139]

    /// The others that there are. Another number is a set that was damaged on its way.
    private static let plainProfiles: Set<Int> = [66, 77, 88, 144]

    fileprivate mutating func h264Picture() throws(EndOfBits) -> (width: Int, height: Int) {
        let profile = try bits(8)
        guard Self.chromaProfiles.contains(profile) || Self.plainProfiles.contains(profile) else { throw EndOfBits() }
        try skip(16)
        _ = try unsigned(atMost: 31)
        let chroma = Self.chromaProfiles.contains(profile) ? try h264Chroma() : 1
        _ = try unsigned(atMost: 12)
        try skipPictureOrderCount()
        _ = try unsigned(atMost: 16)
        try skip(1)
        let columns = try unsigned(atMost: SPS.sideLimit / 16) + 1
        let rows = try unsigned(atMost: SPS.sideLimit / 16) + 1
        let fields = try bit() ? 1 : 2
        if fields == 2 { try skip(1) }
        try skip(1)
        // Monochrome and separate planes crop by the pixel.
        let unit = (x: chroma == 1 || chroma == 2 ? 2 : 1, y: (chroma == 1 ? 2 : 1) * fields)
        let crop = try cropping()
        return (columns * 16 - crop.x * unit.x, rows * 16 * fields - crop.y * unit.y)
    }

    /// `ChromaArrayType`.
    private mutating func h264Chroma() throws(EndOfBits) -> Int {
        let format = try unsigned(atMost: 3)
        var isSeparate = false
        if format == 3 { isSeparate = try bit() }
        _ = try unsigned(atMost: 6)
        _ = try unsigned(atMost: 6)
        try skip(1)
        if try bit() {
            for list in 0..<(format == 3 ? 12 : 8) where try bit() { try skipScalingList(size: list < 6 ? 16 : 64) }
        }
        return isSeparate ? 0 : format
    }

    /// §7.3.2.1.1.1.
    private mutating func skipScalingList(size: Int) throws(EndOfBits) {
        var last = 8
        for _ in 0..<size {
            let next = try (last + signed() + 256) % 256
            if next == 0 { return }
            last = next
        }
    }

    private mutating func skipPictureOrderCount() throws(EndOfBits) {
        switch try unsigned(atMost: 2) {
        case 0: _ = try unsigned(atMost: 12)
        case 1:
            try skip(1)
            _ = try signed()
            _ = try signed()
            for _ in 0..<(try unsigned(atMost: 255)) { _ = try signed() }
        default: break
        }
    }

    /// The sums of left and right, top and bottom, in crop units.
    mutating func cropping() throws(EndOfBits) -> (x: Int, y: Int) {
        guard try bit() else { return (0, 0) }
        let x = try unsigned() + unsigned()
        return (x, try unsigned() + unsigned())
    }

    /// A tick is a field (§E.2.1).
    fileprivate mutating func h264FrameRate() throws(EndOfBits) -> Double? {
        guard try bit() else { return nil }
        try skipAspectAndColour()
        return try timing().map { Double($0.scale) / (2 * Double($0.units)) }
    }
}
