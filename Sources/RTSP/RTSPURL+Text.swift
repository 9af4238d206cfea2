internal import NIOCore

extension RTSPURL {
    /// Reads a URL as a person pasted it.
    ///
    /// Credentials end at the last `@` before the path. Where a password holds `/`, `?` or `#`, the path begins after
    /// the `@` that is followed by the most convincing host: an address before a dotted name before a bare word. A
    /// percent-escape in them is decoded only where the result would be written that way again (RFC 3986 §2.4); else
    /// the text is taken literally. A fragment is dropped, blanks and letters outside ASCII in the path are escaped.
    ///
    /// Throws ``RTSPError`` with the code ``RTSPError/Code/malformedURL``.
    public init(_ text: String) throws(RTSPError) {
        let bytes = Array(text.utf8).trimmed
        guard bytes.count <= 4096 else { throw malformed("is longer than 4096 bytes") }
        guard !bytes.contains(where: { $0 < 0x20 || $0 == 0x7F }) else { throw malformed("holds a control character") }
        guard let (scheme, rest) = splitScheme(bytes) else { throw malformed("must begin with rtsp:// or rtsps://") }
        guard let authority = Authority.best(in: rest) else {
            throw malformed("names no valid host and port after \(scheme.rawValue)://")
        }
        self.init(
            scheme: scheme, host: authority.host, explicitPort: authority.port,
            target: escapedTarget(rest[authority.end...]), credentials: authority.userinfo.flatMap(credentials(from:)))
    }

    /// Where a redirection leads: an absolute URL, an absolute path, or a path beside this one (RFC 3986 §5.2).
    /// Credentials in it are dropped: a camera does not choose who is logged in.
    func redirected(to location: String) throws(RTSPError) -> RTSPURL {
        let bytes = Array(location.utf8).trimmed
        if splitScheme(bytes) != nil { return try RTSPURL(location).withoutCredentials }
        guard !bytes.isEmpty, bytes.count <= 4096, !bytes.contains(where: { $0 < 0x20 || $0 == 0x7F }) else {
            throw malformed("is no place to be redirected to")
        }
        var target = escapedTarget(bytes[...])
        if bytes[0] != UInt8(ascii: "/") {
            let path = self.target.prefix { $0 != "?" }
            target = String(path[...(path.lastIndex(of: "/") ?? path.startIndex)]) + target.dropFirst()
        }
        return RTSPURL(scheme: scheme, host: host, explicitPort: explicitPort, target: target)
    }
}

private func malformed(_ what: String) -> RTSPError { RTSPError(.malformedURL, "The stream's URL \(what).") }

private func splitScheme(_ bytes: [UInt8]) -> (RTSPURL.Scheme, ArraySlice<UInt8>)? {
    for scheme in [RTSPURL.Scheme.rtsp, .rtsps] {
        let prefix = Array("\(scheme.rawValue)://".utf8)
        if bytes.prefix(prefix.count).map(asciiLowercased) == prefix { return (scheme, bytes[prefix.count...]) }
    }
    return nil
}

/// One reading of `[user[:password]@]host[:port]`.
private struct Authority {
    /// How much a host looks like one.
    enum Likelihood: Int, Comparable {
        case word, dottedName, address
        static func < (left: Likelihood, right: Likelihood) -> Bool { left.rawValue < right.rawValue }
    }

    var userinfo: ArraySlice<UInt8>?
    var host: String
    var port: Int?
    /// Where path and query begin.
    var end: Int
    var likelihood: Likelihood

    static func best(in text: ArraySlice<UInt8>) -> Authority? {
        let pathBegins = text.firstIndex(where: isDelimiter) ?? text.endIndex
        let at = text[..<pathBegins].lastIndex(of: UInt8(ascii: "@"))
        let strict = Authority(text, from: at)
        if let strict, at == nil || strict.likelihood == .address { return strict }
        var best = strict
        for later in text[pathBegins...].indices where text[later] == UInt8(ascii: "@") {
            guard let candidate = Authority(text, from: later) else { continue }
            if let known = best, candidate.likelihood < known.likelihood { continue }
            if let strict, candidate.likelihood <= strict.likelihood { continue }
            best = candidate
        }
        return best
    }

    /// The reading in which the user-info part ends at `at`, or there is none.
    init?(_ text: ArraySlice<UInt8>, from at: Int?) {
        let start = at.map { $0 + 1 } ?? text.startIndex
        end = text[start...].firstIndex(where: isDelimiter) ?? text.endIndex
        guard let (host, port, likelihood) = hostAndPort(text[start..<end]) else { return nil }
        userinfo = at.map { text[..<$0] }
        self.host = host
        self.port = port
        self.likelihood = likelihood
    }
}

private func isDelimiter(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "/") || byte == UInt8(ascii: "?") || byte == UInt8(ascii: "#")
}

private func hostAndPort(_ text: ArraySlice<UInt8>) -> (host: String, port: Int?, likelihood: Authority.Likelihood)? {
    var host = text
    var port: Int?
    if text.first == UInt8(ascii: "[") {
        guard let close = text.firstIndex(of: UInt8(ascii: "]")) else { return nil }
        host = text[text.index(after: text.startIndex)..<close]
        let rest = text[text.index(after: close)...]
        guard rest.isEmpty || rest.first == UInt8(ascii: ":"), let number = portNumber(rest.dropFirst()) else {
            return nil
        }
        port = number
        guard let address = ipv6Address(host) else { return nil }
        return (address, port, .address)
    }
    // Without brackets and with several colons it can only be IPv6 without a port (RFC 3986 §3.2.2 forbids it; people
    // and cameras write it).
    if text.count(where: { $0 == UInt8(ascii: ":") }) > 1 { return ipv6Address(text).map { ($0, nil, .address) } }
    if let colon = text.firstIndex(of: UInt8(ascii: ":")) {
        guard let number = portNumber(text[text.index(after: colon)...]) else { return nil }
        host = text[..<colon]
        port = number
    }
    guard let likelihood = likelihoodOfName(host) else { return nil }
    return (String(decoding: host, as: UTF8.self), port, likelihood)
}

/// `.some(nil)` for an empty port, `nil` for one that is none.
private func portNumber(_ text: ArraySlice<UInt8>) -> Int?? {
    if text.isEmpty { return .some(nil) }
    guard text.allSatisfy(isDigit), text.count <= 5, let port = Int(String(decoding: text, as: UTF8.self)),
        (1...65535).contains(port)
    else { return nil }
    return port
}

private func likelihoodOfName(_ host: ArraySlice<UInt8>) -> Authority.Likelihood? {
    guard !host.isEmpty, host.count <= 253 else { return nil }
    if host.allSatisfy({ isDigit($0) || $0 == UInt8(ascii: ".") }) { return isIPv4(host) ? .address : nil }
    let isName = host.allSatisfy {
        isDigit($0) || (0x61...0x7A).contains(asciiLowercased($0)) || $0 >= 0x80 || $0 == UInt8(ascii: "-")
            || $0 == UInt8(ascii: "_") || $0 == UInt8(ascii: ".")
    }
    guard isName else { return nil }
    return host.contains(UInt8(ascii: ".")) ? .dottedName : .word
}

private func isIPv4(_ text: ArraySlice<UInt8>) -> Bool {
    let parts = text.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    return parts.count == 4
        && parts.allSatisfy { $0.count <= 3 && (Int(String(decoding: $0, as: UTF8.self)).map { $0 <= 255 } ?? false) }
}

/// The address with its zone, `%25` undone (RFC 6874 §2).
private func ipv6Address(_ text: ArraySlice<UInt8>) -> String? {
    let parts = text.split(separator: UInt8(ascii: "%"), maxSplits: 1, omittingEmptySubsequences: false)
    let address = String(decoding: parts[0], as: UTF8.self)
    guard address.utf8.contains(UInt8(ascii: ":")), (try? SocketAddress(ipAddress: address, port: 0)) != nil else {
        return nil
    }
    guard parts.count == 2 else { return address }
    let zone = parts[1].starts(with: Array("25".utf8)) && parts[1].count > 2 ? parts[1].dropFirst(2) : parts[1]
    let isZone = !zone.isEmpty && zone.count <= 64 && zone.allSatisfy { isUnreserved($0) }
    return isZone ? "\(address)%\(String(decoding: zone, as: UTF8.self))" : nil
}

private func credentials(from userinfo: ArraySlice<UInt8>) -> RTSPCredentials? {
    let parts = userinfo.split(separator: UInt8(ascii: ":"), maxSplits: 1, omittingEmptySubsequences: false)
    let credentials = RTSPCredentials(
        username: percentDecoded(parts[0]), password: parts.count > 1 ? percentDecoded(parts[1]) : "")
    return credentials.username.isEmpty && credentials.password.isEmpty ? nil : credentials
}

/// The decoded text if encoding it can give `text` again: each escape stands for a character that may need one, and
/// no character that needs one stands bare. Else `text` itself: a password `50%off` or `a%41b` is meant as it stands.
private func percentDecoded(_ text: ArraySlice<UInt8>) -> String {
    let literal = String(decoding: text, as: UTF8.self)
    var decoded: [UInt8] = []
    var rest = text
    while let byte = rest.popFirst() {
        if byte == UInt8(ascii: "%") {
            guard rest.count >= 2, let high = hexValue(rest.removeFirst()), let low = hexValue(rest.removeFirst()),
                !isUnreserved(high << 4 | low)
            else { return literal }
            decoded.append(high << 4 | low)
        } else {
            guard isUnreserved(byte) || Array("!$&'()*+,;=:".utf8).contains(byte) else { return literal }
            decoded.append(byte)
        }
    }
    return String(validating: decoded, as: UTF8.self) ?? literal
}

/// Path and query for a request line: what would end it, or is not ASCII, is escaped; the rest stays as written.
private func escapedTarget(_ text: ArraySlice<UInt8>) -> String {
    var escaped: [UInt8] = text.first == UInt8(ascii: "/") ? [] : [UInt8(ascii: "/")]
    for byte in text.prefix(while: { $0 != UInt8(ascii: "#") }) {
        if byte <= 0x20 || byte >= 0x7F || Array("\"<>".utf8).contains(byte) {
            escaped += [UInt8(ascii: "%"), hexDigit(byte >> 4), hexDigit(byte & 15)]
        } else {
            escaped.append(byte)
        }
    }
    return String(decoding: escaped, as: UTF8.self)
}

/// RFC 3986 §2.3.
private func isUnreserved(_ byte: UInt8) -> Bool {
    isDigit(byte) || (0x61...0x7A).contains(asciiLowercased(byte)) || Array("-._~".utf8).contains(byte)
}
