/// The video of a stream, as its description tells it.
public struct VideoFormat: Sendable, Hashable {
    /// `H264`, `H265`, `JPEG`, …
    public var codec: String?
    /// Pixels.
    public var width: Int?
    /// Pixels.
    public var height: Int?
    /// Frames a second, as declared.
    public var fps: Double?
    /// Bits a second, as declared.
    public var bitrate: Int?

    /// A format of which only so much is known.
    public init(
        codec: String? = nil, width: Int? = nil, height: Int? = nil, fps: Double? = nil, bitrate: Int? = nil
    ) {
        self.codec = codec
        self.width = width
        self.height = height
        self.fps = fps
        self.bitrate = bitrate
    }
}

extension SDP {
    /// The video's format; `nil` without video. The size is the parameter set's where there is one, since attributes
    /// are often wrong; the frame rate is the attribute's, since a parameter set's is a hint.
    public var videoFormat: VideoFormat? {
        guard let video else { return nil }
        let sps = video.sps
        return VideoFormat(
            codec: video.codec, width: sps?.width ?? video.width, height: sps?.height ?? video.height,
            fps: video.frameRate ?? sps?.fps, bitrate: video.bitrate)
    }
}

extension SDP.Media {
    /// The first valid sequence parameter set of the format parameters (RFC 6184 §8.1, RFC 7798 §7.1).
    public var sps: SPS? {
        switch codec {
        case "H264": units("sprop-parameter-sets").lazy.compactMap { SPS(h264: $0) }.first
        case "H265": h265SPS
        default: nil
        }
    }

    private var h265SPS: SPS? {
        // Some cameras mix the three up.
        let all = units("sprop-sps") + units("sprop-vps") + units("sprop-pps")
        guard var sps = all.lazy.compactMap({ SPS(h265: $0) }).first else { return nil }
        if sps.fps == nil { sps.fps = all.lazy.compactMap { SPS.fps(h265VideoSet: $0) }.first }
        return sps
    }

    private func units(_ parameter: String) -> [ArraySlice<UInt8>] {
        (formatParameters[parameter] ?? "").utf8.split(separator: UInt8(ascii: ",")).flatMap {
            nalUnits(Base64.decode($0))
        }
    }
}
