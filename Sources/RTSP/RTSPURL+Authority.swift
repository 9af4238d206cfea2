internal import Sockets

/// One reading of `[user[:password]@]host[:port]` (RFC 3986 §3.2).
struct Authority {
    /// How much a host looks like one.
    enum Likelihood: Int, Comparable {
        case word, dottedName, address
        static func < (left: Likelihood, right: Likelihood) -> Bool { left.rawValue < right.rawValue }
    }

    /// What is wrong, as a sentence. It repeats nothing that could be a password.
    struct Fault: Error { let sentence: String }

    var userinfo: ArraySlice<UInt8>?
    var host: String
    var port: Int?
    /// Where path and query begin.
    var end: Int
    var likelihood: Likelihood

    /// Credentials end at the last `@` before the path. A password may hold `/`, `?` and `#`, though: then the path
    /// begins after the `@` that is followed by the most convincing host.
    static func best(in text: ArraySlice<UInt8>) throws(Fault) -> Authority {
        let pathBegins = beginOfPath(text)
        let at = text[..<pathBegins].lastIndex(of: UInt8(ascii: "@"))
        var strict: Authority?
        var fault = Fault.noHost
        do throws(Fault) { strict = try Authority(text, from: at) } catch { fault = error }
        if let strict, strict.likelihood == .address { return strict }
        let later = mostLikely(in: text, from: pathBegins)
        guard let strict else {
            guard let later else { throw fault }
            return later
        }
        guard let later else { return strict }
        if at == nil { return try strict.orElse(later, readAs: text[..<pathBegins]) }
        return later.likelihood > strict.likelihood ? later : strict
    }

    private static func mostLikely(in text: ArraySlice<UInt8>, from start: Int) -> Authority? {
        var best: Authority?
        for at in text[start...].indices where text[at] == UInt8(ascii: "@") {
            guard let candidate = try? Authority(text, from: at) else { continue }
            if let known = best, candidate.likelihood < known.likelihood { continue }
            best = candidate
        }
        return best
    }

    /// `name:12/34@10.0.0.7`: a host with a port and an `@` in its path, or a login with a `/` in its password. What is
    /// not clear is not guessed: the rest of a password would be shown as a path.
    private func orElse(_ later: Authority, readAs authority: ArraySlice<UInt8>) throws(Fault) -> Authority {
        let name = authority.prefix { $0 != UInt8(ascii: ":") }.map(asciiLowercased)
        if let port {
            if userNames.contains(String(decoding: name, as: UTF8.self)) { return later }
            if isCommonPort(port) || later.likelihood < likelihood { return self }
        } else if likelihood == .dottedName || later.likelihood < likelihood {
            return self
        }
        throw Fault(
            sentence: "It is not clear where the password in the stream's URL ends: write a / in it as %2F, and an @"
                + " that belongs to the path as %40.")
    }

    /// The reading in which the user-info part ends at `at`.
    private init(_ text: ArraySlice<UInt8>, from at: Int?) throws(Fault) {
        let start = at.map { $0 + 1 } ?? text.startIndex
        end = beginOfPath(text[start...])
        guard end - start <= 512, !text[start..<end].contains(UInt8(ascii: "@")) else { throw .noName }
        (host, port, likelihood) = try hostAndPort(text[start..<end])
        userinfo = at.map { text[..<$0] }
    }
}

extension Authority.Fault {
    static let noHost = Self(sentence: "The stream's URL names no host after rtsp://.")
    fileprivate static let noName = Self(
        sentence: "The host of the stream's URL is neither an IP address nor a host name.")
    fileprivate static let brackets = Self(
        sentence: "The [ in the stream's URL is not followed by an IPv6 address and a ].")
    fileprivate static let notAPort = Self(
        sentence: "The port in the stream's URL, after the colon, is not a number between 1 and 65535.")
    fileprivate static func port(_ digits: ArraySlice<UInt8>) -> Self {
        guard digits.count <= 5, digits.allSatisfy(isDigit) else { return notAPort }
        return Self(sentence: "The port \(String(decoding: digits, as: UTF8.self)) is not between 1 and 65535.")
    }

    fileprivate static func host(_ error: HostAddressError) -> Self {
        let (first, rest) = (error.sentence.prefix(1).lowercased(), error.sentence.dropFirst())
        return Self(sentence: "The host of the stream's URL \(first)\(rest).")
    }
}

/// The first `/`, `?` or `#`. A `\` is one of them unless an `@` follows it before the next: `DOMAIN\user:password@`.
private func beginOfPath(_ text: ArraySlice<UInt8>) -> Int {
    let end =
        text.firstIndex { $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: "?") || $0 == UInt8(ascii: "#") }
        ?? text.endIndex
    guard let backslash = text[..<end].firstIndex(of: UInt8(ascii: "\\")),
        !text[backslash..<end].contains(UInt8(ascii: "@"))
    else { return end }
    return backslash
}

/// 554, 8554, 10554 and others on which RTSP is found.
private func isCommonPort(_ port: Int) -> Bool {
    port % 1000 == 554 || [322, 1935, 7070, 7441, 7447, 8000, 8080, 8555].contains(port)
}

private func hostAndPort(
    _ text: ArraySlice<UInt8>
) throws(Authority.Fault) -> (host: String, port: Int?, likelihood: Authority.Likelihood) {
    let text = text.trimmed[...]
    guard !text.isEmpty else { throw .noHost }
    if text.first == UInt8(ascii: "[") { return try bracketed(text) }
    // Without brackets and with several colons it can only be IPv6 without a port (RFC 3986 §3.2.2 forbids it; people
    // and cameras write it).
    if text.count(where: { $0 == UInt8(ascii: ":") }) > 1 {
        guard let address = try? ipv6Address(text) else { throw .notAPort }
        return (address, nil, .address)
    }
    let colon = text.firstIndex(of: UInt8(ascii: ":")) ?? text.endIndex
    let (host, likelihood) = try name(text[..<colon].trimmed[...])
    return (host, try portNumber(text[colon...].dropFirst()), likelihood)
}

private func bracketed(
    _ text: ArraySlice<UInt8>
) throws(Authority.Fault) -> (host: String, port: Int?, likelihood: Authority.Likelihood) {
    guard let close = text.firstIndex(of: UInt8(ascii: "]")) else { throw .brackets }
    let rest = text[(close + 1)...]
    guard rest.isEmpty || rest.first == UInt8(ascii: ":") else { throw .brackets }
    let address = try ipv6Address(text[(text.startIndex + 1)..<close])
    return (address, try portNumber(rest.dropFirst()), .address)
}

/// `nil` for an empty port (RFC 3986 §3.2.3).
private func portNumber(_ text: ArraySlice<UInt8>) throws(Authority.Fault) -> Int? {
    let text = text.trimmed[...]
    if text.isEmpty { return nil }
    guard let port = text.decimal, text.count <= 5, (1...65535).contains(port) else { throw .port(text) }
    return port
}

/// By the one rule for what is a host.
private func name(_ text: ArraySlice<UInt8>) throws(Authority.Fault) -> (String, Authority.Likelihood) {
    guard !text.isEmpty else { throw .noHost }
    let host = try hostAddress(text)
    if !host.isName { return (host.text, .address) }
    return (host.text, host.text.utf8.dropLast().contains(UInt8(ascii: ".")) ? .dottedName : .word)
}

/// As it was written, but for the `%25` before its zone.
private func ipv6Address(_ text: ArraySlice<UInt8>) throws(Authority.Fault) -> String {
    guard text.contains(UInt8(ascii: ":")) else { throw .brackets }
    let address = try hostAddress(text).text
    // An IPv4 address inside it is asked for in the camera's own words.
    return address.utf8.contains(UInt8(ascii: ":")) ? address : String(decoding: text, as: UTF8.self)
}

private func hostAddress(_ text: ArraySlice<UInt8>) throws(Authority.Fault) -> HostAddress {
    do throws(HostAddressError) {
        return try HostAddress(parsing: String(decoding: text, as: UTF8.self))
    } catch {
        throw .host(error)
    }
}
