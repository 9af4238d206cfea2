/// What one visit to a camera found. A camera that does not answer is a result here, not a thrown error.
public struct RTSPVisit: Sendable, Hashable {
    /// How the visit ended.
    public enum Result: Sendable, Hashable {
        /// A stream with video.
        case described(SDP)
        /// An answer in RTSP, whatever its status; of ``RTSPClient/options(_:timeout:)`` only.
        case answered
        /// The first rung that did not hold.
        case failed(RTSPError)
    }

    /// How the visit ended.
    public var result: Result
    /// From the first connection attempt to the last reply; zero where nothing was connected.
    public var latency: Duration
    /// Where the visit ended, after redirections; without credentials.
    public var url: RTSPURL
    /// The `Server` header, at most 100 printable characters.
    public var server: String?
    /// The `Date` header as it came, at most 40 printable characters.
    public var date: String?
    /// The realm of the challenge; many makers put the serial number there.
    public var realm: String?
    /// The scheme in which credentials were offered: `Basic`, `Digest MD5`, `Digest SHA-256`.
    public var authentication: String?
    /// Whether the given credentials were sent: once, unless the camera called a nonce stale. Whatever answer but a
    /// description came then may be a refusal of them.
    public var offeredCredentials = false
    /// SHA-256 of the certificate with `rtsps`, in lower-case hexadecimal. Cameras sign their own: it is not verified,
    /// and worth comparing with the last one.
    public var certificateFingerprint: String?

    /// The stream, where the camera described one.
    public var stream: SDP? {
        if case .described(let stream) = result { stream } else { nil }
    }

    /// What did not hold, if anything.
    public var error: RTSPError? {
        if case .failed(let error) = result { error } else { nil }
    }
}
