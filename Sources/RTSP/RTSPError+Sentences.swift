/// Every sentence that an operator can read, in the order of the rungs.
extension RTSPError {
    // MARK: Resolve and connect

    static func unknownHost(_ url: RTSPURL) -> RTSPError {
        RTSPError(.unknownHost, "The name \(url.host) is not known to the name service.")
    }

    static func nameServiceFailed(_ url: RTSPURL, _ reason: String) -> RTSPError {
        RTSPError(.notAsked, "The name \(url.host) could not be looked up: \(reason).")
    }

    static func refused(_ url: RTSPURL) -> RTSPError {
        RTSPError(
            .refused, "Nothing listens on \(url.endpoint): the connection was refused. Is RTSP on, and the port right?")
    }

    static func connectTimeout(_ url: RTSPURL) -> RTSPError {
        RTSPError(.connectTimeout, "No answer from \(url.endpoint): the connection attempt timed out.")
    }

    static func reset(_ url: RTSPURL) -> RTSPError {
        RTSPError(.reset, "\(url.endpoint) reset the connection: it is overloaded, or blocks this address.")
    }

    static func unreachable(_ url: RTSPURL) -> RTSPError {
        RTSPError(.unreachable, "\(url.host) cannot be reached: the network found no way to it.")
    }

    static func notAsked(_ url: RTSPURL, _ reason: String) -> RTSPError {
        RTSPError(.notAsked, "\(url.endpoint) was not asked: \(reason).")
    }

    // MARK: TLS and RTSP

    static func tls(_ url: RTSPURL, _ reason: String) -> RTSPError {
        RTSPError(.tls, "The TLS handshake with \(url.endpoint) failed: \(reason)\(reason.hasSuffix("?") ? "" : ".")")
    }

    static func silent(_ url: RTSPURL) -> RTSPError {
        RTSPError(.silent, "\(url.endpoint) accepted the connection and did not answer in RTSP in time.")
    }

    static func closed(at url: RTSPURL) -> RTSPError {
        RTSPError(.closed, "\(url.endpoint) closed the connection without an answer.")
    }

    static func closedOnLogin(at url: RTSPURL) -> RTSPError {
        RTSPError(
            .closed,
            "\(url.endpoint) closed the connection when it was sent the user and the password: it refuses them, or is"
                + " broken.")
    }

    static func notRTSP(_ url: RTSPURL, got name: String?) -> RTSPError {
        let sentence =
            switch name {
            case "TLS": "\(url.endpoint) speaks TLS: the URL should begin with rtsps://."
            case .some(let name): "\(url.endpoint) does not speak RTSP: it answered in \(name). Is the port right?"
            case nil: "\(url.endpoint) does not speak RTSP. Is the port right?"
            }
        return RTSPError(.notRTSP, sentence)
    }

    static func malformedReply(_ url: RTSPURL, _ what: String) -> RTSPError {
        RTSPError(.malformedReply, "\(url.endpoint) sent \(what), which no camera needs.")
    }

    static func redirectNowhere(at url: RTSPURL, status: Int) -> RTSPError {
        RTSPError(.redirect, "\(url.endpoint) answered \(status) without a place to go to.")
    }

    static func redirectUnreadable(at url: RTSPURL, _ reason: RTSPError) -> RTSPError {
        RTSPError(.redirect, "\(url.endpoint) redirects to a place that is no stream's URL. \(reason)")
    }

    static func redirectsWithoutEnd(at url: RTSPURL) -> RTSPError {
        RTSPError(.redirect, "\(url.endpoint) redirects more than three times.")
    }

    static func redirectOutOfTLS(at url: RTSPURL) -> RTSPError {
        RTSPError(.redirect, "\(url.endpoint) redirects from rtsps:// to rtsp://, which is not followed.")
    }

    // MARK: Authentication

    static func credentialsRequired(at url: RTSPURL) -> RTSPError {
        RTSPError(
            .credentialsRequired, "The camera at \(url.endpoint) asks for a user and a password, and none are known.")
    }

    static func loginElsewhere(at url: RTSPURL, asked: RTSPURL) -> RTSPError {
        RTSPError(
            .redirect,
            "\(asked.endpoint) redirects to \(url.endpoint), which asks for a user and a password; they are offered to"
                + " \(asked.host) only.")
    }

    static func ownLoginRefused(at url: RTSPURL, asked: RTSPURL) -> RTSPError {
        RTSPError(
            .redirect,
            "\(asked.endpoint) redirects to \(url.endpoint) with a user and a password of its own, which \(url.endpoint)"
                + " refused.")
    }

    static func credentialsRejected(at url: RTSPURL) -> RTSPError {
        RTSPError(.credentialsRejected, "The camera at \(url.endpoint) refused the user or the password.")
    }

    static func unsupported(_ schemes: [String], at url: RTSPURL) -> RTSPError {
        let list = schemes.isEmpty ? "none by name" : schemes.prefix(4).joined(separator: ", ")
        return RTSPError(
            .unsupportedAuthentication,
            "The camera at \(url.endpoint) asks for an authentication that is not supported: \(list).")
    }

    // MARK: Stream

    static func noVideo(at url: RTSPURL) -> RTSPError {
        RTSPError(.noVideo, "The camera describes no video at \(url.maskedTarget).")
    }

    static func status(_ status: Int, at url: RTSPURL, withLogin: Bool) -> RTSPError {
        switch status {
        case 403:
            return RTSPError(
                .forbidden,
                withLogin
                    ? "The camera forbids this user \(url.maskedTarget), or has locked this address out (403)."
                    : "The camera forbids \(url.maskedTarget) (403).")
        case 404:
            return RTSPError(
                .notFound, "The camera has no stream at \(url.maskedTarget) (404). Is the path right?")
        case 406, 429, 453, 503:
            return RTSPError(
                .busy,
                "The camera has no free session (\(named(status))): something else uses them all, or its source is gone."
            )
        default:
            return RTSPError(.status(status), "The camera answered \(named(status)) for \(url.maskedTarget).")
        }
    }
}

private func named(_ status: Int) -> String { reasonPhrases[status].map { "\(status) \($0)" } ?? "\(status)" }

/// Our own words for a status (RFC 7826 §17): those of a camera could say anything.
private let reasonPhrases = [
    400: "Bad Request", 402: "Payment Required", 405: "Method Not Allowed", 406: "Not Acceptable",
    408: "Request Timeout", 410: "Gone",
    411: "Length Required", 413: "Request Message Body Too Large", 414: "Request-URI Too Long",
    415: "Unsupported Media Type", 429: "Too Many Requests", 451: "Parameter Not Understood",
    453: "Not Enough Bandwidth", 454: "Session Not Found", 455: "Method Not Valid in This State", 457: "Invalid Range",
    459: "Aggregate Operation Not Allowed",
    461: "Unsupported Transport", 462: "Destination Unreachable", 500: "Internal Server Error",
    501: "Not Implemented", 502: "Bad Gateway", 503: "Service Unavailable", 504: "Gateway Timeout",
    505: "RTSP Version Not Supported",
    551: "Option Not Supported",
]
