/// Cuts a camera's bytes into messages, however they are chopped up. Linear in the input, with bounds on all it keeps.
///
/// It takes what the field sends: blank lines before a message, bare LF, blanks around everything, a missing reason
/// phrase, lower-case `rtsp/1.0`, lines without a colon, a `Content-Length` of -1, bodies that never end, media frames
/// in between (RFC 2326 §10.12), rubbish after a body.
struct RTSPMessageParser {
    static let headerLimit = 64 * 1024
    static let headerLines = 256
    static let bodyLimit = 1024 * 1024
    /// Media of an earlier client that a camera sends to us, old live555 for one (moonfire-nvr/retina#17).
    static let strayLimit = 4 * 1024 * 1024

    enum Failure: Error, Hashable {
        /// The protocol that it looks like, where that is known.
        case notRTSP(String?)
        case tooLarge(String)
    }

    private enum State {
        case betweenMessages
        case headers(Head)
        /// `length` is `nil` where the body ends with the connection.
        case body(Head, length: Int?)
        case frame(remaining: Int)
    }

    private struct Head {
        var message: RTSPMessage
        var lines = 0
        var headers = RTSPHeaders()
    }

    /// Whether the answer to a DESCRIBE is awaited: a 200 then has a body, whatever its headers say.
    var expectsDescription = false

    private var state = State.betweenMessages
    private var bytes: [UInt8] = []
    private var consumed = 0
    /// No line ends before this.
    private var scanned = 0
    private var headerBytes = 0
    private var strayBytes = 0
    private var hasMessage = false

    mutating func append(_ more: some Collection<UInt8>) {
        if consumed == bytes.count || consumed > Self.headerLimit {
            bytes.removeSubrange(..<consumed)
            scanned -= consumed
            consumed = 0
        }
        bytes.append(contentsOf: more)
    }

    /// Whether a body has begun and is not yet whole: the only place where silence can mean "that was all".
    var isInBody: Bool {
        if case .body = state { true } else { false }
    }

    /// The next whole message; `nil` until more bytes come.
    mutating func next() throws(Failure) -> RTSPMessage? {
        while true {
            switch state {
            case .betweenMessages:
                guard try begin() else { return nil }
            case .headers(let head):
                guard let line = try takeLine() else { return nil }
                if let message = try read(line, after: head) { return message }
            case .body(let head, let length):
                guard let length, bytes.count - consumed >= length else { return try boundedWait() }
                return finish(head, body: take(length))
            case .frame(let remaining):
                let skipped = min(remaining, bytes.count - consumed)
                _ = take(skipped)
                state = skipped == remaining ? .betweenMessages : .frame(remaining: remaining - skipped)
                if skipped < remaining { return nil }
            }
        }
    }

    /// The message whose body came short, when the camera went silent or closed.
    mutating func finishBody() -> RTSPMessage? {
        guard case .body(let head, _) = state else { return nil }
        return finish(head, body: take(bytes.count - consumed))
    }

    private func boundedWait() throws(Failure) -> RTSPMessage? {
        if bytes.count - consumed > Self.bodyLimit { throw .tooLarge("a body of more than 1 MiB") }
        return nil
    }

    // MARK: Start of a message

    /// Takes blank lines, frames and rubbish, up to a start line; `false` until more bytes come.
    private mutating func begin() throws(Failure) -> Bool {
        guard consumed < bytes.count else { return false }
        if bytes[consumed] == UInt8(ascii: "$") { return try beginFrame() }
        if !hasMessage { try rejectOtherProtocols() }
        guard let line = try takeLine() else { return false }
        let start = line.trimmed
        if let message = startLine(start) {
            state = .headers(Head(message: message))
        } else if !start.isEmpty, !hasMessage {
            throw .notRTSP(protocolName(of: start))
        } else {
            try countStray(line.count + 1)
        }
        return true
    }

    private mutating func beginFrame() throws(Failure) -> Bool {
        guard bytes.count - consumed >= 4 else { return false }
        let header = Array(take(4))
        let length = Int(header[2]) << 8 | Int(header[3])
        try countStray(length + 4)
        state = .frame(remaining: length)
        return true
    }

    private mutating func countStray(_ count: Int) throws(Failure) {
        strayBytes += count
        if strayBytes > Self.strayLimit { throw .tooLarge("4 MiB without an answer among them") }
    }

    /// A binary protocol may never send a line end: its first byte tells.
    private func rejectOtherProtocols() throws(Failure) {
        let first = bytes[consumed]
        if first == 0x15 || first == 0x16 { throw .notRTSP("TLS") }
        let isText = (0x20...0x7E).contains(first) || (0x09...0x0D).contains(first)
        if !isText { throw .notRTSP(nil) }
    }

    // MARK: Headers and bodies

    /// Takes a header line; the blank one ends the section, and the message too where no body follows.
    private mutating func read(_ line: ArraySlice<UInt8>, after head: Head) throws(Failure) -> RTSPMessage? {
        var head = head
        guard line.trimmed.isEmpty else {
            head.headers.append(line: line)
            head.lines += 1
            if head.lines > Self.headerLines { throw .tooLarge("more than \(Self.headerLines) header lines") }
            state = .headers(head)
            return nil
        }
        switch bodyLength(head) {
        case .some(0): return finish(head, body: [])
        case let length:
            if let length, length > Self.bodyLimit { throw .tooLarge("a body of \(length) bytes") }
            state = .body(head, length: length)
            return nil
        }
    }

    /// Without a usable `Content-Length` there is no body (RFC 2326 §12.14), but a described stream is one all the
    /// same: some cameras leave the length out, or say -1. `nil`: it ends with the connection.
    private func bodyLength(_ head: Head) -> Int? {
        if let text = head.headers.values("content-length").first, let length = text.decimal { return length }
        guard case .response(let response) = head.message else { return 0 }
        return response.status == 200 && expectsDescription ? nil : 0
    }

    private mutating func finish(_ head: Head, body: ArraySlice<UInt8>) -> RTSPMessage {
        state = .betweenMessages
        headerBytes = 0
        hasMessage = true
        switch head.message {
        case .response(let start):
            return .response(RTSPResponse(status: start.status, headers: head.headers, body: Array(body)))
        case .request(let method, _):
            return .request(method: method, cseq: head.headers["cseq"])
        }
    }

    // MARK: Bytes

    private mutating func take(_ count: Int) -> ArraySlice<UInt8> {
        let taken = bytes[consumed..<(consumed + count)]
        consumed += count
        scanned = max(scanned, consumed)
        return taken
    }

    /// The next line without its end, which is LF with or without CR.
    private mutating func takeLine() throws(Failure) -> ArraySlice<UInt8>? {
        let end = bytes[scanned...].firstIndex(of: 0x0A)
        scanned = end ?? bytes.count
        guard headerBytes + scanned - consumed <= Self.headerLimit else {
            if !hasMessage, case .betweenMessages = state { throw .notRTSP(nil) }
            throw .tooLarge("headers of more than 64 KiB")
        }
        guard let end else { return nil }
        var line = take(end + 1 - consumed).dropLast()
        if case .headers = state { headerBytes += line.count + 1 }
        if line.last == 0x0D { line = line.dropLast() }
        return line
    }
}

/// A status line or a request line; `nil` for anything else.
private func startLine(_ line: [UInt8]) -> RTSPMessage? {
    let words = line.split(whereSeparator: isBlank)
    guard let first = words.first else { return nil }
    if isProtocol(first) {
        guard words.count > 1, words[1].count == 3, let status = words[1].decimal, status >= 100 else { return nil }
        return .response(RTSPResponse(status: status))
    }
    guard words.count >= 3, let last = words.last, isProtocol(last), first.count <= 32 else { return nil }
    return .request(method: String(decoding: first, as: UTF8.self), cseq: nil)
}

private func isProtocol(_ word: ArraySlice<UInt8>) -> Bool {
    word.prefix(5).map(asciiLowercased) == Array("rtsp/".utf8)
}

private func protocolName(of line: [UInt8]) -> String? {
    let known = [
        "http/": "HTTP", "ssh-": "SSH", "220": "SMTP or FTP", "+ok": "POP3", "* ok": "IMAP", "<": "HTTP or XML",
    ]
    let start = String(decoding: line.prefix(8).map(asciiLowercased), as: UTF8.self)
    return known.first { start.hasPrefix($0.key) }?.value
}
