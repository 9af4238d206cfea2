internal import NIOCore

extension RTSPURL {
    /// The host in one spelling: lower-case, without a dot at its end, an IPv6 address as RFC 5952 writes it, an IPv4
    /// address inside an IPv6 one as IPv4. Two URLs lead to the same host where these are equal.
    public var hostKey: String { RTSP.hostKey(host) }

    /// What tells this stream from every other: host and port in one spelling, path and query without their secrets
    /// (another password is no other stream) and with only the escapes they need. Without scheme and credentials.
    public var identity: String { "\(bracketed(hostKey)):\(port)\(normalized(targetWithoutSecrets))" }
}

func hostKey(_ host: String) -> String {
    var name = host.utf8.map(asciiLowercased)
    if name.last == UInt8(ascii: "."), name.count > 1 { name.removeLast() }
    let text = String(decoding: name, as: UTF8.self)
    let parts = text.split(separator: "%", maxSplits: 1, omittingEmptySubsequences: false)
    guard text.utf8.contains(UInt8(ascii: ":")), let address = parts.first,
        let canonical = try? SocketAddress(ipAddress: String(address), port: 0).ipAddress
    else { return text }
    if canonical.hasPrefix("::ffff:"), canonical.utf8.contains(UInt8(ascii: ".")) {
        return String(canonical.dropFirst(7))
    }
    return ([Substring(canonical)] + parts.dropFirst()).joined(separator: "%")
}

private func bracketed(_ host: String) -> String { host.utf8.contains(UInt8(ascii: ":")) ? "[\(host)]" : host }

/// Escapes that stand for nothing special are undone, the others are in upper-case (RFC 3986 §6.2.2); a `?` or `&` with
/// nothing behind it goes.
private func normalized(_ target: String) -> String {
    var text: [UInt8] = []
    var rest = Array(target.utf8)[...]
    while let byte = rest.first {
        if let escaped = escapedByte(rest) {
            text += isUnreserved(escaped) ? [escaped] : percentEscape(escaped)
            rest = rest.dropFirst(3)
        } else {
            text.append(byte)
            rest = rest.dropFirst()
        }
    }
    while let last = text.last, last == UInt8(ascii: "?") || last == UInt8(ascii: "&") { text.removeLast() }
    return String(decoding: text, as: UTF8.self)
}
