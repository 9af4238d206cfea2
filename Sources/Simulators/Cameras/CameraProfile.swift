/// How a simulated camera behaves, and misbehaves. Each case is something that cameras in the field do; the path of a
/// request chooses the case: `rtsp://127.0.0.1:8554/sha256`.
package enum CameraProfile: String, Sendable, CaseIterable {
    // MARK: Whom it lets in

    /// Everybody.
    case open
    case basic
    /// RFC 2069: no qop, no algorithm, no opaque.
    case md5
    /// With `qop="auth"`, as Vivotek does.
    case md5QOP
    case md5Session
    case sha256QOP
    case sha256Session
    /// Without qop, the algorithm and `stale="FALSE"` in quotes, as a Hikvision OEM does.
    case sha256Quoted
    /// Only `auth-int` on offer.
    case authInt
    /// Digest, then Basic, in two headers.
    case digestThenBasic
    /// Basic, then Digest, in two headers, as TP-Link does.
    case basicThenDigest
    /// Basic and two digests in one header.
    case oneHeader
    /// Something unknown, then MD5.
    case unknownThenMD5
    /// Only what nobody knows.
    case unknownOnly
    /// MD5 and SHA-256 on offer, and wrong answers expected for SHA-256.
    case brokenSHA256
    /// MD5 and SHA-256, both right.
    case md5AndSHA256

    // MARK: What it makes of nonces and logins

    /// Calls the first nonce stale, and says so.
    case staleNonce
    /// Refuses the first nonce and sends another, without a word about it.
    case silentlyStaleNonce
    /// Calls every nonce stale.
    case alwaysStale
    /// Sends the same nonce for ever.
    case fixedNonce
    /// Takes a nonce only on the connection it was sent on.
    case nonceOfConnection
    /// 401 to requests without `User-Agent`.
    case userAgent
    /// Says `Connection: close` with the challenge, and closes.
    case closeWithChallenge
    /// Closes after the challenge without saying so.
    case closeAfterChallenge
    /// Closes instead of answering any login.
    case closeOnLogin
    /// 403 for everybody after three failed logins.
    case lockout
    /// 403 in answer to a wrong login.
    case forbidsWrongLogin
    /// 400 in answer to a wrong login.
    case rejectsWrongLogin
    /// Closes in answer to a wrong login.
    case hangsUpOnWrongLogin
    /// Takes five seconds for each answer.
    case late

    // MARK: Refusals and redirections

    case forbidden
    case missing
    /// 453, 406 and 503.
    case busy
    case notAcceptable
    case unavailable
    case serverError
    /// To `md5` by absolute URL.
    case redirect
    /// To `md5` by path.
    case redirectToPath
    case redirectToItself
    case redirectNowhere
    /// To `md5` on 127.0.0.2.
    case redirectElsewhere
    /// To `md5` on 127.0.0.2, with the right user and password in the location.
    case redirectWithUser

    // MARK: How it sends

    case byteByByte
    /// In pieces of three bytes, each after a pause.
    case slow
    /// No reason phrase, lower-case names, blanks and blank lines where none belong.
    case loose
    /// LF alone ends lines.
    case bareLF
    /// A header over two lines.
    case folded
    /// `Content-Length: -1`, and the connection stays open.
    case negativeLength
    /// No `Content-Length`, and the connection closes.
    case noLength
    /// More announced than sent.
    case shortBody
    /// Less announced than sent, with the challenge.
    case longBody
    /// Media of somebody else before the answer.
    case strayFrames
    /// Asks for our OPTIONS, and answers after that.
    case asksOptions
    /// `100 Continue` first.
    case continues

    // MARK: What no camera does on purpose

    case silence
    case closes
    case garbage
    case http
    case ssh
    case endlessLine
    case endlessHeaders
    case endlessBody
    /// Requests of its own, without end.
    case chatter
    case hugeBody

    // MARK: Odd descriptions

    /// Neither `v=` nor `o=` nor `s=`.
    case bareDescription
    case emptyDescription
    /// Audio and metadata around the video, junk types, another track's `fmtp`, `t=` junk, `c=` without address.
    case crowdedDescription
    case audioOnly
    case h265
    /// Payload type 26 without `rtpmap`, with the size in `x-dimensions`.
    case jpeg
    /// `sprop-parameter-sets` with start codes, and no PPS.
    case startCodes
}
