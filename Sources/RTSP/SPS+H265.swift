extension SPS {
    /// Reads an H.265 sequence parameter set (ITU-T H.265 §7.3.2.2), NAL header included, without a start code.
    /// `nil` for another unit, or for one that is not valid.
    public init?(h265 unit: some Collection<UInt8>) {
        guard var reader = BitReader(h265: unit, type: 33), let picture = try? reader.h265Picture() else { return nil }
        let fps = try? reader.h265FrameRate(subLayers: picture.subLayers, chroma: picture.chroma)
        self.init(width: picture.width, height: picture.height, fps: fps)
    }

    /// Frames a second from a video parameter set (§7.3.2.1): some encoders leave the timing out of the sequence set.
    static func fps(h265VideoSet unit: some Collection<UInt8>) -> Double? {
        guard var reader = BitReader(h265: unit, type: 32) else { return nil }
        return try? reader.h265VideoSetRate()
    }
}

extension BitReader {
    /// The payload of a unit of that type.
    fileprivate init?(h265 unit: some Collection<UInt8>, type: UInt8) {
        let bytes = Array(unit)
        guard bytes.count > 2, bytes[0] >> 1 & 0x3F == type else { return nil }
        self.init(withoutEmulationPrevention(bytes[2...]))
    }

    fileprivate mutating func h265Picture() throws(EndOfBits) -> (
        width: Int, height: Int, subLayers: Int, chroma: Int
    ) {
        try skip(4)
        let subLayers = try bits(3)
        try skip(1)
        try skipProfileTierLevel(subLayers: subLayers)
        _ = try unsigned()
        let chroma = try unsigned(atMost: 3)
        if chroma == 3 { try skip(1) }
        let width = try unsigned(atMost: SPS.sideLimit)
        let height = try unsigned(atMost: SPS.sideLimit)
        let window = try cropping()
        let unit = (x: chroma == 1 || chroma == 2 ? 2 : 1, y: chroma == 1 ? 2 : 1)
        return (width - window.x * unit.x, height - window.y * unit.y, subLayers, chroma)
    }

    /// §7.3.3, with a general profile.
    private mutating func skipProfileTierLevel(subLayers: Int) throws(EndOfBits) {
        try skip(96)
        guard subLayers > 0 else { return }
        var presence: [(profile: Bool, level: Bool)] = []
        for _ in 0..<subLayers { presence.append((try bit(), try bit())) }
        try skip(2 * (8 - subLayers))
        for layer in presence { try skip((layer.profile ? 88 : 0) + (layer.level ? 8 : 0)) }
    }

    /// Everything between the picture's size and the timing.
    fileprivate mutating func h265FrameRate(subLayers: Int, chroma: Int) throws(EndOfBits) -> Double? {
        _ = try unsigned()
        _ = try unsigned()
        let orderBits = try unsigned(atMost: 12) + 4
        try skipSubLayerOrdering(subLayers: subLayers)
        for _ in 0..<6 { _ = try unsigned() }
        if try bit(), try bit() { try skipScalingLists(chroma: chroma) }
        try skip(2)
        if try bit() {
            try skip(8)
            _ = try unsigned()
            _ = try unsigned()
            try skip(1)
        }
        try skipReferencePictureSets()
        if try bit() {
            for _ in 0..<(try unsigned(atMost: 32)) { try skip(orderBits + 1) }
        }
        try skip(2)
        guard try bit() else { return nil }
        try skipAspectAndColour()
        try skip(3)
        _ = try cropping()
        return try timing().map { Double($0.scale) / Double($0.units) }
    }

    private mutating func skipSubLayerOrdering(subLayers: Int) throws(EndOfBits) {
        for _ in (try bit() ? 0 : subLayers)...subLayers {
            for _ in 0..<3 { _ = try unsigned() }
        }
    }

    /// §7.3.4.
    private mutating func skipScalingLists(chroma: Int) throws(EndOfBits) {
        for size in 0..<4 {
            for _ in stride(from: 0, to: 6, by: size == 3 ? 3 : 1) {
                guard try bit() else {
                    _ = try unsigned()
                    continue
                }
                if size > 1 { _ = try signed() }
                for _ in 0..<min(64, 1 << (4 + size * 2)) { _ = try signed() }
            }
        }
    }

    /// §7.3.7.
    private mutating func skipReferencePictureSets() throws(EndOfBits) {
        var pictures = 0
        for index in 0..<(try unsigned(atMost: 64)) {
            var isPredicted = false
            if index > 0 { isPredicted = try bit() }
            if isPredicted {
                try skip(1)
                _ = try unsigned()
                pictures = try predictedPictures(from: pictures)
            } else {
                pictures = try unsigned(atMost: 16) + unsigned(atMost: 16)
                for _ in 0..<pictures {
                    _ = try unsigned()
                    try skip(1)
                }
            }
        }
    }

    /// How many pictures a set holds that is told by its difference to one of `count`.
    private mutating func predictedPictures(from count: Int) throws(EndOfBits) -> Int {
        var predicted = 0
        for _ in 0...count {
            var isKept = try bit()
            if !isKept { isKept = try bit() }
            if isKept { predicted += 1 }
        }
        guard predicted <= 32 else { throw EndOfBits() }
        return predicted
    }

    fileprivate mutating func h265VideoSetRate() throws(EndOfBits) -> Double? {
        try skip(12)
        let subLayers = try bits(3)
        try skip(17)
        try skipProfileTierLevel(subLayers: subLayers)
        try skipSubLayerOrdering(subLayers: subLayers)
        let layers = try bits(6)
        let sets = try unsigned(atMost: 1023)
        try skip(sets * (layers + 1))
        return try timing().map { Double($0.scale) / Double($0.units) }
    }
}
