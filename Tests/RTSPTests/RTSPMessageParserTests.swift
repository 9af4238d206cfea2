import Testing

@testable import RTSP

@Suite struct RTSPMessageParserTests {
    @Test func `a reply is read, headers and body`() throws {
        let text = "RTSP/1.0 200 OK\r\nCSeq: 2\r\nServer: Camera/1.0\r\nContent-Length: 5\r\n\r\nv=0\r\n"
        let response = try #require(try messages(text).first?.response)
        #expect(response.status == 200)
        #expect(response.headers["cseq"] == "2")
        #expect(response.headers["server"] == "Camera/1.0")
        #expect(response.body == Array("v=0\r\n".utf8))
    }

    @Test(arguments: [
        "RTSP/1.0 404 Not Found\r\n\r\n", "rtsp/1.0 404\r\n\r\n", "RTSP/1.0 404 \r\n\r\n",
        "\r\n\n RTSP/1.0  404\tx\n\n",
        "RTSP/2.0 404 Nicht gefunden: \u{FC}\r\n \r\n", "RTSP/1.0 404 Not Found\r\nno colon\r\n: no name\r\n\r\n",
        "RTSP/1.0 404 Not Found\r\nContent-Length: 0\r\n\r\n", "RTSP/1.0 404 Not Found\r\nContent-Length: -1\r\n\r\n",
        "RTSP/1.0 404 Not Found\r\nContent-Length: \r\n\r\n", "$\u{0}\u{0}\u{2}xxRTSP/1.0 404 Not Found\r\n\r\n",
        "$\u{1}\u{0}\u{0}\r\nRTSP/1.0 404 Not Found\r\n\r\n",
    ])
    func `a sloppy reply is read`(text: String) throws {
        #expect(try messages(text).map(\.response?.status) == [404])
    }

    @Test func `names lose their case, values their blanks, and lines may be folded`() throws {
        let text =
            "RTSP/1.0 200 OK\r\nCseq :  7 \r\nX-LONG: a\r\n  b\r\n\tc\r\nWWW-Authenticate: 1\r\nwww-authenticate: 2\r\n\r\n"
        let headers = try #require(try messages(text).first?.response?.headers)
        #expect(headers["cseq"] == "7")
        #expect(headers["x-long"] == "a b c")
        #expect(headers.values("www-authenticate") == [[0x31], [0x32]])
        #expect(headers["server"] == nil)
    }

    @Test func `messages follow one another, with rubbish and media between them`() throws {
        let text = """
            RTSP/1.0 401 Unauthorized\r\nContent-Length: 3\r\n\r\nabcdef\r\n<html>\r\n$\u{0}\u{0}\u{1}x\
            OPTIONS * RTSP/1.0\r\nCSeq: 9\r\n\r\nRTSP/1.0 200 OK\r\n\r\n
            """
        #expect(
            try messages(text) == [
                .response(
                    RTSPResponse(status: 401, headers: headers("Content-Length: 3"), body: Array("abc".utf8))),
                .request(method: "OPTIONS", cseq: "9"), .response(RTSPResponse(status: 200)),
            ])
    }

    @Test func `a description without a length ends when the camera does`() throws {
        var parser = RTSPMessageParser()
        parser.expectsDescription = true
        parser.append(Array("RTSP/1.0 200 OK\r\nContent-Length: -1\r\n\r\nv=0\r\n".utf8))
        #expect(try parser.next() == nil)
        #expect(parser.isInBody)
        #expect(
            parser.finishBody()
                == .response(
                    RTSPResponse(
                        status: 200, headers: headers("Content-Length: -1"), body: Array("v=0\r\n".utf8))))
        #expect(!parser.isInBody)
        #expect(parser.finishBody() == nil)
    }

    @Test(
        arguments: [
            ("HTTP/1.1 400 Bad Request\r\n", "HTTP"), ("SSH-2.0-OpenSSH_9.2\r\n", "SSH"), ("\u{15}\u{3}\u{1}", "TLS"),
            ("220 mail.example.org ESMTP\r\n", "SMTP or FTP"), ("<html>\r\n", "HTTP or XML"), ("hello\r\n", nil),
            ("\u{0}", nil), ("RTSP/1.0\r\n", nil), ("RTSP/1.0 20 OK\r\n", nil), ("RTSP/1.0 2000 OK\r\n", nil),
            ("RTSP/1.0 abc OK\r\n", nil),
        ] as [(String, String?)])
    func `another protocol is told apart at once`(text: String, name: String?) {
        #expect(throws: RTSPMessageParser.Failure.notRTSP(name)) { try messages(text) }
    }

    @Test func `headers are bounded in bytes and in lines`() throws {
        let start = "RTSP/1.0 200 OK\r\n"
        #expect(throws: RTSPMessageParser.Failure.self) { try messages(start + String(repeating: "a", count: 70_000)) }
        #expect(throws: RTSPMessageParser.Failure.self) {
            try messages(start + String(repeating: "a:b\r\n", count: 300))
        }
        #expect(throws: RTSPMessageParser.Failure.self) {
            try messages(start + String(repeating: "a: \(String(repeating: "b", count: 1000))\r\n", count: 70))
        }
        #expect(throws: RTSPMessageParser.Failure.notRTSP(nil)) { try messages(String(repeating: "a", count: 70_000)) }
        let many = start + String(repeating: "a: b\r\n", count: 250) + "\r\n"
        #expect(try messages(many + many).count == 2, "the bound is for each message")
    }

    @Test func `bodies are bounded, announced or not`() throws {
        #expect(throws: RTSPMessageParser.Failure.self) {
            try messages("RTSP/1.0 200 OK\r\nContent-Length: 1048577\r\n\r\n")
        }
        #expect(throws: Never.self) { try messages("RTSP/1.0 200 OK\r\nContent-Length: 1048576\r\n\r\n") }
        #expect(throws: RTSPMessageParser.Failure.self) {
            try messages(
                "RTSP/1.0 200 OK\r\n\r\n" + String(repeating: "a", count: 1_048_577), expectsDescription: true)
        }
    }

    @Test func `media without end is not listened to for ever`() {
        var parser = RTSPMessageParser()
        let frame = [UInt8(ascii: "$"), 0, 0xFF, 0xFF] + [UInt8](repeating: 0, count: 0xFFFF)
        #expect(throws: RTSPMessageParser.Failure.self) {
            for _ in 0..<100 {
                parser.append(frame)
                _ = try parser.next()
            }
        }
    }

    @Test func `how the bytes are cut makes no difference`() throws {
        let text = """
            \r\n$\u{0}\u{0}\u{3}abcRTSP/1.0 401 No\r\nCSeq: 1\r\nX: a\r\n b\r\nContent-Length: 4\r\n\r\n1234junk\r\n\
            RTSP/1.0 200 OK\r\nContent-Length: 2\r\n\r\nxy
            """
        let whole = try messages(text)
        #expect(whole.count == 2)
        for size in 1...text.utf8.count { #expect(try messages(text, pieces: size) == whole) }
    }

    private func messages(
        _ text: String, expectsDescription: Bool = false, pieces: Int = .max
    ) throws(RTSPMessageParser.Failure) -> [RTSPMessage] {
        var parser = RTSPMessageParser()
        parser.expectsDescription = expectsDescription
        var messages: [RTSPMessage] = []
        var rest = Array(text.utf8)[...]
        while !rest.isEmpty {
            parser.append(rest.prefix(pieces))
            rest = rest.dropFirst(pieces)
            while let message = try parser.next() { messages.append(message) }
        }
        return messages
    }

    private func headers(_ lines: String...) -> RTSPHeaders {
        var headers = RTSPHeaders()
        for line in lines { headers.append(line: Array(line.utf8)) }
        return headers
    }
}

extension RTSPMessage {
    var response: RTSPResponse? {
        if case .response(let response) = self { response } else { nil }
    }
}
