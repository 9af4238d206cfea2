/// The steps from a camera's URL to the description of its stream, in the order they are climbed.
public enum RTSPRung: Int, Sendable, Hashable, Comparable, CaseIterable {
    /// The host name becomes an address.
    case resolve
    /// A TCP connection.
    case connect
    /// The TLS handshake, with `rtsps`.
    case tls
    /// An answer in RTSP.
    case rtsp
    /// The camera accepts the user, or asks for none.
    case authentication
    /// The camera describes a stream with video.
    case stream

    /// Lower rungs come first.
    public static func < (left: RTSPRung, right: RTSPRung) -> Bool { left.rawValue < right.rawValue }
}
