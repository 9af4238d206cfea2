extension RTSPURL {
    /// Where a redirection leads (RFC 3986 §5.2): an absolute URL, a host with a path, an absolute path, one beside this
    /// one, or another query. Credentials are those of the location alone.
    func redirected(to location: String) throws(RTSPError) -> RTSPURL {
        guard location.utf8.count <= PastedText.limit else { throw .malformedURL("The location is too long.") }
        let bytes = PastedText.bytes(of: location)
        guard let first = bytes.first, !bytes.contains(where: { $0 < 0x20 || $0 == 0x7F }) else {
            throw .malformedURL("The location is no place to be redirected to.")
        }
        let text = String(decoding: bytes, as: UTF8.self)
        if namesScheme(bytes) { return try absolute(text) }
        if bytes.starts(with: Array("//".utf8)) { return try absolute("\(scheme.rawValue):\(text)") }
        // Some cameras leave the scheme out.
        if first != UInt8(ascii: "/"), isDigit(first), let url = try? RTSPURL("\(scheme.rawValue)://\(text)"),
            url.credentials == nil, isAddress(url.host)
        {
            return url
        }
        return RTSPURL(
            scheme: scheme, host: host, explicitPort: explicitPort, target: targetBeside(bytes), password: password)
    }

    private func absolute(_ text: String) throws(RTSPError) -> RTSPURL {
        let url = try RTSPURL(text)
        guard url.password == nil, let password else { return url }
        return url.hiding(password)
    }

    private func targetBeside(_ reference: [UInt8]) -> String {
        let path = target.prefix { $0 != "?" }
        switch reference[0] {
        case UInt8(ascii: "/"): return escapedTarget(reference[...])
        case UInt8(ascii: "?"): return String(path) + escapedTarget(reference[...]).dropFirst()
        default:
            let folder = path[...(path.lastIndex(of: "/") ?? path.startIndex)]
            return String(folder) + escapedTarget(reference[...]).dropFirst()
        }
    }
}

/// `word:` before any `/`, `?` or `#`.
private func namesScheme(_ bytes: [UInt8]) -> Bool {
    let name = bytes.prefix { (0x61...0x7A).contains(asciiLowercased($0)) || isDigit($0) }
    return bytes[name.count...].starts(with: Array("://".utf8))
}

private func isAddress(_ host: String) -> Bool { host.utf8.allSatisfy { isDigit($0) || $0 == UInt8(ascii: ".") } }
