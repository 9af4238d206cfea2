/// Why a visit to a camera ended below its top rung: one sentence for the operator, without credentials.
public struct RTSPError: Error, Sendable, Hashable, CustomStringConvertible {
    /// What went wrong, for programs.
    public enum Code: Sendable, Hashable {
        /// The text is no RTSP URL.
        case malformedURL
        /// The fault is on this side: no route, no free socket, no name server. It says nothing of the camera.
        case notAsked
        /// The name service knows no such host.
        case unknownHost
        /// The host answers, and nothing listens on the port.
        case refused
        /// Nothing answered the connection attempt in time.
        case connectTimeout
        /// The connection attempt was reset.
        case reset
        /// The network says that the host cannot be reached.
        case unreachable
        /// The TLS handshake failed.
        case tls
        /// Connected, but nothing came back in time.
        case silent
        /// The connection was closed before an answer.
        case closed
        /// Whatever listens there speaks another protocol.
        case notRTSP
        /// An RTSP reply that breaks its bounds.
        case malformedReply
        /// A redirection that is not followed.
        case redirect
        /// A user and a password are asked for, and none were given.
        case credentialsRequired
        /// The camera refused the user or the password, against a fresh nonce.
        case credentialsRejected
        /// Only authentication schemes that are not known here.
        case unsupportedAuthentication
        /// 403.
        case forbidden
        /// 404.
        case notFound
        /// 406, 429, 453 or 503: no free session, or nothing to serve.
        case busy
        /// A description without video.
        case noVideo
        /// Any other status.
        case status(Int)
    }

    /// What went wrong.
    public let code: Code
    /// A sentence that names the place, the cause and, where there is one, the next step.
    public let description: String

    init(_ code: Code, _ description: String) {
        self.code = code
        self.description = description
    }

    /// The first rung that did not hold; `nil` where the camera was not asked.
    public var rung: RTSPRung? {
        switch code {
        case .malformedURL, .notAsked: nil
        case .unknownHost: .resolve
        case .refused, .connectTimeout, .reset, .unreachable: .connect
        case .tls: .tls
        case .silent, .closed, .notRTSP, .malformedReply, .redirect: .rtsp
        case .credentialsRequired, .credentialsRejected, .unsupportedAuthentication: .authentication
        case .forbidden, .notFound, .busy, .noVideo, .status: .stream
        }
    }
}
