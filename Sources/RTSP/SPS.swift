/// What a sequence parameter set says of the picture.
public struct SPS: Sendable, Hashable {
    /// Pixels, cropped as they are shown.
    public var width: Int
    /// Pixels, cropped as they are shown; of both fields where the video is interlaced.
    public var height: Int
    /// Frames a second from the timing section (VUI), where there is one. Only a hint: encoders lie.
    public var fps: Double?

    /// No real picture is larger (level 6.2 of both codecs).
    static let sideLimit = 16_384

    init?(width: Int, height: Int, fps: Double?) {
        guard (1...Self.sideLimit).contains(width), (1...Self.sideLimit).contains(height) else { return nil }
        self.width = width
        self.height = height
        self.fps = fps.flatMap(VideoFormat.plausibleRate)
    }
}

extension BitReader {
    /// The head of the VUI section, the same in both codecs, up to where chroma locations end
    /// (H.264 §E.1.1, H.265 §E.2.1).
    mutating func skipAspectAndColour() throws(EndOfBits) {
        if try bit() {
            let extended = 255
            if try bits(8) == extended { try skip(32) }
        }
        if try bit() { try skip(1) }
        if try bit() {
            try skip(4)
            if try bit() { try skip(24) }
        }
        if try bit() {
            _ = try unsigned()
            _ = try unsigned()
        }
    }

    /// Units of a tick and ticks a second; `nil` where the section has none.
    mutating func timing() throws(EndOfBits) -> (units: Int, scale: Int)? {
        guard try bit() else { return nil }
        let units = try bits(32)
        let scale = try bits(32)
        return units > 0 && scale > 0 ? (units, scale) : nil
    }
}
