/// The description of a stream (RFC 8866), as far as a monitor needs it.
public struct SDP: Sendable, Hashable {
    /// `s=`.
    public var name: String?
    /// `a=tool:`, which names the camera's RTSP library.
    public var tool: String?
    /// `a=control:` of the whole session.
    public var control: String?
    /// The `m=` sections in their order.
    public var medias: [Media] = []

    /// One `m=` section.
    public struct Media: Sendable, Hashable {
        /// `video`, `audio`, `application`, or whatever the camera wrote, in lower-case.
        public var kind: String
        /// The RTP payload type (RFC 3551 §6).
        public var payloadType: Int?
        /// The encoding name of the `rtpmap`, in upper-case: `H264`, `H265`, `JPEG`.
        public var codec: String?
        /// Hz; 90,000 for video.
        public var clockRate: Int?
        /// The parameters of `a=fmtp:` for this payload type; names in lower-case.
        public var formatParameters: [String: String] = [:]
        /// `a=control:`.
        public var control: String?
        /// Frames a second, as declared.
        public var frameRate: Double?
        /// Pixels, as declared outside of the codec's own parameters.
        public var width: Int?
        /// Pixels, as declared outside of the codec's own parameters.
        public var height: Int?
        /// Bits a second, as declared.
        public var bitrate: Int?
        /// `a=inactive`: nothing is sent.
        var isInactive = false
    }
}
