extension RTSPURL {
    /// Longer ones no camera has.
    static let limit = 2048

    /// Reads a URL as a person pasted it.
    ///
    /// Blanks and quotes around it go, as do characters that nobody sees; escapes of HTML (`&amp;`) and JSON are undone.
    /// `rtspt://`, `rtspu://` and their like are read as `rtsp://`: they name a transport, which plays no part here.
    ///
    /// Credentials end at the last `@` before the path. Where a password holds `/`, `?` or `#`, the path begins after
    /// the `@` that is followed by the most convincing host: an address before a dotted name before a bare word. A
    /// percent-escape in them is decoded only where the result would be written that way again (RFC 3986 §2.4); else
    /// the text is taken literally. A fragment is dropped, blanks, letters outside ASCII and percent signs that begin no
    /// escape are escaped in the path; all else of it stays as it was written.
    ///
    /// Throws ``RTSPError`` with the code ``RTSPError/Code/malformedURL``, which names the part that is wrong.
    public init(_ text: String) throws(RTSPError) {
        guard text.utf8.count <= PastedText.limit else { throw .urlTooLong }
        let bytes = PastedText.bytes(of: text)
        guard bytes.count <= 3 * Self.limit else { throw .urlTooLong }
        try rejectControls(bytes)
        let (scheme, rest) = try splitScheme(bytes)
        let authority: Authority
        do throws(Authority.Fault) {
            authority = try Authority.best(in: rest)
        } catch {
            throw .malformedURL(error.sentence)
        }
        let credentials = authority.userinfo.flatMap(credentials(from:))
        self.init(
            scheme: scheme, host: authority.host, explicitPort: authority.port,
            target: escapedTarget(rest[authority.end...]), credentials: credentials, password: credentials?.password)
        guard plainText.utf8.count <= Self.limit else { throw .urlTooLong }
    }

    /// Whether a person who pasted that meant a stream's URL, a valid one or not, rather than the name of a host.
    public static func isMeant(by text: String) -> Bool {
        guard text.utf8.count <= PastedText.limit else { return false }
        let start = PastedText.bytes(of: text).prefix(24).map(asciiLowercased)
        let rest = start.drop { isWord($0) || $0 == UInt8(ascii: "+") }
        return start.starts(with: "rtsp".utf8)
            && (rest.starts(with: ":/".utf8) || rest.starts(with: ":\\".utf8) || rest.starts(with: "//".utf8))
    }
}

extension RTSPError {
    static func malformedURL(_ sentence: String) -> RTSPError { RTSPError(.malformedURL, sentence) }

    fileprivate static var urlTooLong: RTSPError {
        .malformedURL("The stream's URL is longer than \(RTSPURL.limit) bytes.")
    }
}

private func rejectControls(_ bytes: [UInt8]) throws(RTSPError) {
    if bytes.contains(where: { $0 == 0x0A || $0 == 0x0D }) {
        throw .malformedURL("The stream's URL holds a line break: it must be one line.")
    }
    if bytes.contains(where: { $0 < 0x20 || $0 == 0x7F }) {
        throw .malformedURL("The stream's URL holds a control character.")
    }
}

private func splitScheme(_ bytes: [UInt8]) throws(RTSPError) -> (RTSPURL.Scheme, ArraySlice<UInt8>) {
    let name = bytes.prefix { isWord($0) || $0 == UInt8(ascii: "+") || $0 == UInt8(ascii: ".") }
    let rest = bytes[name.count...]
    let isHierarchical = ["://", ":\\\\"].contains { rest.starts(with: Array($0.utf8)) }
    guard isHierarchical, !name.isEmpty else {
        throw .malformedURL("The stream's URL must begin with rtsp:// or rtsps://.")
    }
    switch String(decoding: name.prefix(16).map(asciiLowercased), as: UTF8.self) {
    case "rtsp", "rtspt", "rtspu", "rtsp+tcp", "rtsp+udp": return (.rtsp, rest.dropFirst(3))
    case "rtsps", "rtspst", "rtspsu", "rtspx", "rtsp+tls", "rtsps+tcp": return (.rtsps, rest.dropFirst(3))
    case "rtsph", "rtspsh":
        throw .malformedURL(
            "The stream's URL asks for RTSP inside HTTP, which Lapwing does not speak. It must begin with rtsp:// or"
                + " rtsps://.")
    default:
        throw .malformedURL(
            "The stream's URL begins with \(name.printable(limit: 16))://, and must begin with rtsp:// or rtsps://.")
    }
}

private func isWord(_ byte: UInt8) -> Bool {
    isDigit(byte) || (0x61...0x7A).contains(asciiLowercased(byte)) || byte == UInt8(ascii: "-")
}

private func credentials(from userinfo: ArraySlice<UInt8>) -> RTSPCredentials? {
    let parts = userinfo.split(separator: UInt8(ascii: ":"), maxSplits: 1, omittingEmptySubsequences: false)
    let credentials = RTSPCredentials(
        username: percentDecoded(parts[0]), password: parts.count > 1 ? percentDecoded(parts[1]) : "")
    return credentials.username.isEmpty && credentials.password.isEmpty ? nil : credentials
}

/// Path and query for a request line: what would end it, or is not ASCII, is escaped; the rest stays as written, but for
/// the `\` of a shell before a sign, and of Windows between parts.
func escapedTarget(_ text: ArraySlice<UInt8>) -> String {
    var escaped: [UInt8] = []
    var rest = withoutFragment(text)
    if rest.first != UInt8(ascii: "/"), rest.first != UInt8(ascii: "\\") { escaped.append(UInt8(ascii: "/")) }
    while let byte = rest.popFirst() {
        if byte == UInt8(ascii: "\\") {
            if let next = rest.first, Array("&?=;!$()'\" ".utf8).contains(next) { continue }
            escaped.append(UInt8(ascii: "/"))
        } else if byte == UInt8(ascii: "%"), escapedByte([byte] + rest.prefix(2)) == nil {
            escaped += percentEscape(byte)
        } else if byte <= 0x20 || byte >= 0x7F || Array("\"<>#".utf8).contains(byte) {
            escaped += percentEscape(byte)
        } else {
            escaped.append(byte)
        }
    }
    return String(decoding: escaped, as: UTF8.self)
}

/// `#audio=0` is a fragment; `?password=a#b&channel=1` is a password with a `#`.
private func withoutFragment(_ text: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    guard let hash = text.firstIndex(of: UInt8(ascii: "#")) else { return text }
    if text[hash...].contains(UInt8(ascii: "&")) { return text }
    let before = RTSPURL(scheme: .rtsp, host: "", explicitPort: nil, target: escapedTarget(text[..<hash]))
    return before.endsInSecret ? text : text[..<hash]
}
