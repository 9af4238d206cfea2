internal import NIOCore
internal import NIOSSL

#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// What the system and TLS report, as sentences.
extension RTSPError {
    /// A connection attempt that failed. Only what the camera or the network between answered says something of the
    /// camera.
    init(connecting error: any Error, to address: SocketAddress, of url: RTSPURL) {
        if case ChannelError.connectTimeout = error {
            self = .connectTimeout(url)
            return
        }
        guard let error = error as? IOError else {
            self = .notAsked(url, "\(error)".utf8.printable(limit: 120))
            return
        }
        switch error.errnoCode {
        case ECONNREFUSED: self = .refused(url)
        case ETIMEDOUT: self = .connectTimeout(url)
        case ECONNRESET, ECONNABORTED, EPIPE: self = .reset(url)
        case EHOSTUNREACH, EHOSTDOWN: self = .unreachable(url)
        case ENETUNREACH where hasRoute(to: address): self = .unreachable(url)
        default: self = .notAsked(url, String(cString: strerror(error.errnoCode)))
        }
    }

    /// A handshake that failed; `nil` where the connection ended rather than the handshake.
    init?(handshake error: any Error, with url: RTSPURL) {
        if error is IOError { return nil }
        if let error = error as? NIOSSLError, case .uncleanShutdown = error { return nil }
        self = .tls(url, handshakeReason("\(error)"))
    }
}

/// "Network unreachable" comes from this machine's own routes, or from a router on the way. Connecting a datagram
/// socket sends nothing and asks the routes alone.
private func hasRoute(to address: SocketAddress) -> Bool {
    address.withSockAddr { pointer, size in
        let handle = socket(address.protocol.rawValue, datagramSocketType, 0)
        guard handle >= 0 else { return false }
        defer { close(handle) }
        return connect(handle, pointer, socklen_t(size)) == 0
    }
}

/// BoringSSL's own word for it, which stands in a long text between `OPENSSL_internal:` and a blank.
private func handshakeReason(_ text: String) -> String {
    guard let mark = text.firstRange(of: "OPENSSL_internal:") else { return text.utf8.printable(limit: 120) }
    let word = text[mark.upperBound...].prefix { $0.isLetter || $0.isNumber || $0 == "_" }
    return switch word {
    case "WRONG_VERSION_NUMBER", "HTTP_REQUEST": "no TLS is spoken there. Should the URL begin with rtsp://?"
    default: word.lowercased().replacing("_", with: " ")
    }
}

#if canImport(Glibc)
    private let datagramSocketType = Int32(SOCK_DGRAM.rawValue)
#else
    private let datagramSocketType = SOCK_DGRAM
#endif
