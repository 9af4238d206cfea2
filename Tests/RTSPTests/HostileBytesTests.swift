import Encodings
import TestKit
import Testing

@testable import RTSP

/// Every parser of bytes from outside, against bytes that nobody meant to send. What they return does not matter:
/// they must return, within their bounds.
@Suite struct HostileBytesTests {
    /// What each parser likes to eat.
    static let seeds: [[UInt8]] = [
        bytes(
            """
            RTSP/1.0 401 Unauthorized\r\nCSeq: 1\r\nServer: x\r\nWWW-Authenticate: Digest realm="a \\"b", nonce="c", \
            algorithm=SHA-256, qop="auth,auth-int", stale=true\r\nWWW-Authenticate: Basic realm="d"\r\n\
            Content-Length: 4\r\n\r\nbody$\u{0}\u{0}\u{2}xxOPTIONS * RTSP/1.0\r\nCSeq: 2\r\n\r\n
            """),
        bytes(
            """
            v=0\r\no=- 1 1 IN IP4 1.2.3.4\r\ns=x\r\na=control:*\r\nm=video 0 RTP/AVP 96 97\r\nb=AS:500\r\n\
            a=rtpmap:96 H264/90000\r\na=framerate:30000/1001\r\na=x-dimensions:640,480\r\na=cliprect:0,0,9,9\r\n\
            a=fmtp:96 packetization-mode=1;sprop-parameter-sets=Z2QAKKzZQHgCJ+XARAAAAwAEAAADAMg8YMZY,aOvjyyLA\r\n\
            m=video 0 RTP/AVP 98\r\na=rtpmap:98 H265/90000\r\na=fmtp:98 sprop-sps=QgEBAWAAAAMAkAAAAwAAAwBdoAKAgC0W\r\n
            """),
        bytes("rtsp://admin:p@ss:w/o?r#d%20@[fe80::1%25eth0]:8554/live?a=b&password=c#d"),
    ]
    static let sets = SPSTests.h264.map(\.text) + SPSTests.h265.map(\.text)

    /// Marks above and below in turn, which Unicode puts in order by swapping; in every place of a description and a head.
    @Test func `a megabyte of combining marks costs little more than a megabyte of letters`() {
        func read(_ filler: String) -> Duration {
            let text = String(repeating: filler, count: (1 << 18) / filler.utf8.count)
            let lines = [
                "a=\(text):1", "a=fmtp:96 \(text)=1;\(text)", "m=\(text) 0 RTP/AVP 96", "a=rtpmap:96 \(text)/9",
            ]
            let description = "v=0\r\nm=video 0 RTP/AVP 96\r\n" + lines.joined(separator: "\r\n") + "\r\n"
            let head =
                "RTSP/1.0 401 \(text)\r\n\(text): a\r\nConnection: \(text)\r\nWWW-Authenticate: Digest \(text)=\(text)\r\n\r\n"
            return ContinuousClock().measure {
                readAsText(Array(description.utf8))
                readAsText(Array(head.utf8))
            }
        }
        let plain = read("ab")
        #expect(read("\u{301}\u{316}") < plain * 10 + .seconds(1))
    }

    @Test(arguments: seeds)
    func `text that ends at any byte`(seed: [UInt8]) {
        for length in 0...seed.count { readAsText(Array(seed.prefix(length))) }
    }

    @Test(arguments: seeds)
    func `text in which any byte is another`(seed: [UInt8]) {
        let bytes: [UInt8] = [0, 0x0A, 0x0D, 0x20, 0x22, 0x24, 0x25, 0x2C, 0x3A, 0x3D, 0x40, 0x5B, 0x5C, 0x7F, 0xFF]
        for index in seed.indices {
            for step in 0..<3 {
                var text = seed
                text[index] = bytes[(index * 7 + step * 5) % bytes.count]
                readAsText(text)
            }
        }
    }

    @Test(arguments: 1...4)
    func `text that was shuffled, cut and spliced at random`(seed: Int) {
        var random = Seeded(UInt64(seed))
        for _ in 0..<400 {
            var text = Self.seeds.randomElement(using: &random) ?? []
            for _ in 0..<Int.random(in: 1...12, using: &random) { mutate(&text, &random) }
            readAsText(text)
        }
    }

    @Test(arguments: sets)
    func `parameter sets that end at any byte`(text: String) {
        let unit = Base64.decodeLeniently(text.utf8)
        for length in 0...unit.count { readAsParameterSet(Array(unit.prefix(length))) }
    }

    @Test(arguments: sets)
    func `parameter sets in which any bit is turned`(text: String) {
        let unit = Base64.decodeLeniently(text.utf8)
        for bit in 0..<(unit.count * 8) {
            var turned = unit
            turned[bit / 8] ^= 1 << UInt8(bit % 8)
            readAsParameterSet(turned)
        }
    }

    @Test func `parameter sets of noise`() {
        var random = Seeded(5)
        for header: [UInt8] in [[0x67], [0x42, 1], [0x40, 1]] {
            for _ in 0..<500 {
                let noise = (0..<Int.random(in: 0...200, using: &random)).map { _ in
                    UInt8.random(in: 0...255, using: &random)
                }
                readAsParameterSet(header + noise)
            }
            for byte: UInt8 in [0, 0xFF, 0x55, 0x80] {
                readAsParameterSet(header + Array(repeating: byte, count: 5000))
            }
        }
    }

    /// A quadratic parser would take minutes here.
    @Test(arguments: [
        "\n", "=", "m=\n", "m=video\n", "a=fmtp:96 ;=\n", "a=rtpmap:96 \n", "\"", "\\", ",", "Digest ", " ", "@",
        "%", "$\u{0}\u{0}\u{0}", "RTSP/1.0 200\n\n", "RTSP/1.0 200\nContent-Length: 9\n\n", "\u{0}",
        "\u{0}\u{0}\u{1}", "\u{0}\u{0}\u{3}", "AAAA,",
    ])
    func `200 kilobytes of the same`(piece: String) {
        let count = 200_000 / piece.utf8.count
        let text = Array(repeatElement(Array(piece.utf8), count: count).joined())
        readAsText(text)
        readAsParameterSet([0x67] + text)
        readAsParameterSet([0x42, 1] + text)
    }

    private func readAsText(_ bytes: [UInt8]) {
        for size in [Int.max, 7] where size > bytes.count || bytes.count < 10_000 {
            var parser = RTSPMessageParser()
            parser.expectsDescription = size == 7
            read(bytes, with: &parser, pieces: size)
        }
        _ = SDP(bytes).videoFormat
        for parameters in AuthenticationParameters.parse([bytes]) { _ = DigestChallenge(parameters) }
        guard let url = try? RTSPURL(String(decoding: bytes, as: UTF8.self)) else { return }
        #expect((1...65_535).contains(url.port))
        #expect(url.requestURI.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F } || !url.host.utf8.allSatisfy { $0 < 0x80 })
        _ = try? url.redirected(to: String(decoding: bytes, as: UTF8.self))
    }

    private func read(_ bytes: [UInt8], with parser: inout RTSPMessageParser, pieces: Int) {
        var rest = bytes[...]
        while !rest.isEmpty {
            parser.append(rest.prefix(pieces))
            rest = rest.dropFirst(pieces)
            do {
                while let message = try parser.next() { check(message, within: bytes.count) }
            } catch {
                return
            }
        }
        _ = parser.finishBody()
    }

    private func check(_ message: RTSPMessage, within count: Int) {
        guard let response = message.response else { return }
        if response.body.count > count || response.headers.fields.count > RTSPMessageParser.headerLines {
            Issue.record("out of bounds")  // `#expect` takes longer than all the rest.
        }
        for challenge in AuthenticationChallenge.all(in: response) {
            _ = challenge.authorization(
                RTSPCredentials(username: "u", password: "p"), for: .describe, uri: "rtsp://h/", cnonce: [], count: 1)
        }
    }

    private func readAsParameterSet(_ bytes: [UInt8]) {
        for unit in nalUnits(bytes).prefix(100) {
            for sps in [SPS(h264: unit), SPS(h265: unit)].compactMap(\.self) {
                #expect((1...SPS.sideLimit).contains(sps.width) && (1...SPS.sideLimit).contains(sps.height))
                #expect(sps.fps.map { $0 > 0 && $0 <= 1000 } ?? true)
            }
            _ = SPS.fps(h265VideoSet: unit)
        }
    }

    private func mutate(_ text: inout [UInt8], _ random: inout Seeded) {
        guard !text.isEmpty else { return }
        let start = Int.random(in: 0..<text.count, using: &random)
        let end = Int.random(in: start...min(text.count, start + 20), using: &random)
        switch Int.random(in: 0..<4, using: &random) {
        case 0: text[start] = UInt8.random(in: 0...255, using: &random)
        case 1: text.removeSubrange(start..<end)
        case 2: text.insert(contentsOf: text[start..<end], at: Int.random(in: 0...text.count, using: &random))
        default: text += (Self.seeds.randomElement(using: &random) ?? []).dropFirst(start)
        }
    }

    private static func bytes(_ text: String) -> [UInt8] { Array(text.utf8) }
}
