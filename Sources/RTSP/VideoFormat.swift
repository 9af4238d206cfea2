internal import Encodings

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

extension VideoFormat {
    /// Bits a second; what is less or more is no stream of a camera.
    static let bitrates = 8_000...500_000_000

    /// A frame rate that a camera can have.
    static func plausibleRate(_ rate: Double) -> Double? {
        rate.isFinite && rate > 0 && rate <= 240 ? rate : nil
    }
}

extension SDP {
    /// The video's format; `nil` without video.
    public var videoFormat: VideoFormat? { video?.format }

    /// The main picture: of the sections with a video codec that are active, the largest, or the first one where not all
    /// of them tell their size.
    public var video: Media? {
        let videos = medias.filter(\.isPicture)
        let known = videos.filter { $0.codec != nil && !$0.isInactive }
        let areas = known.compactMap { media in
            media.format.width.flatMap { width in media.format.height.map { width * $0 } }
        }
        guard areas.count == known.count, let largest = areas.max(), let index = areas.firstIndex(of: largest) else {
            return known.first ?? videos.first { $0.codec != nil } ?? videos.first
        }
        return known[index]
    }
}

extension SDP.Media {
    /// Whether it shows a picture. Some cameras call metadata video.
    fileprivate var isPicture: Bool { kind == "video" && !(codec.map(isAuxiliary) ?? false) }

    /// The size is the parameter set's where there is one, since attributes are often wrong; the frame rate is the
    /// attribute's, since a parameter set's is a hint.
    fileprivate var format: VideoFormat {
        let set = parameterSet
        return VideoFormat(
            codec: codec, width: set?.width ?? width, height: set?.height ?? height, fps: frameRate ?? set?.fps,
            bitrate: bitrate)
    }

    private var parameterSet: (width: Int, height: Int, fps: Double?)? {
        if codec == "MP4V-ES" {
            let layer = formatParameters["config"].flatMap(VideoObjectLayer.init(config:))
            return layer.map { ($0.width, $0.height, $0.fps) }
        }
        return sps.map { ($0.width, $0.height, $0.fps) }
    }

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
            Base64.decodeIfWhole($0).map(nalUnits) ?? []
        }
    }
}
