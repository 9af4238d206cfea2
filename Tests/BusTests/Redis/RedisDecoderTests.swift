import NIOCore
import NIOEmbedded
import Testing

@testable import Bus

@Suite struct RedisDecoderTests {
    private func replies(_ text: String, inPiecesOf size: Int) throws -> [RedisReply] {
        let (channel, bytes) = (EmbeddedChannel(handler: ByteToMessageHandler(RedisDecoder())), Array(text.utf8))
        var replies: [RedisReply] = []
        for start in stride(from: 0, to: bytes.count, by: size) {
            try channel.writeInbound(ByteBuffer(bytes: bytes[start..<min(start + size, bytes.count)]))
            while let reply = try channel.readInbound(as: RedisReply.self) { replies.append(reply) }
        }
        return replies
    }

    @Test(arguments: 1...40)
    func `answers are the same in whatever pieces they come`(size: Int) throws {
        let text = "+OK\r\n:7\r\n$-1\r\n-ERR no\r\n*3\r\n$7\r\nmessage\r\n$0\r\n\r\n$3\r\na\r\n\r\n*0\r\n"
        #expect(
            try replies(text, inPiecesOf: size) == [
                .text(Array("OK".utf8)), .integer(7), .null, .error("ERR no"),
                .array([.text(Array("message".utf8)), .text([]), .text(Array("a\r\n".utf8))]), .array([]),
            ])
    }

    @Test func `an error is one line of a length to read`() throws {
        let long = String(repeating: "x", count: 1000)
        #expect(
            try replies("-ERR a\u{1B}[2J\u{7F}b \(long)\r\n", inPiecesOf: 64) == [
                .error(String("ERR a [2J b \(long)".prefix(200)))
            ])
    }

    @Test(arguments: [
        "HTTP/1.1 400 Bad Request\r\n", "\r\n", ":7\r:8\r\n", ":\r\n", ":x\r\n", "$1\r\nab\r\n", "*-2\r\n",
        "*9223372036854775807\r\n",
        "+" + String(repeating: "x", count: 20_000), "*600\r\n" + String(repeating: "*600\r\n", count: 4),
        "*99999999999999999999\r\n", "$-7\r\n", "\u{0}\u{0}\u{0}\u{0}",
        String(repeating: "*1\r\n", count: 100), "$3000000\r\n" + String(repeating: "x", count: 2 << 20),
    ])
    func `what is not the protocol, or too much, ends it`(text: String) {
        #expect {
            try replies(text, inPiecesOf: 4096)
        } throws: { error in
            "\(error)".hasPrefix("what it says is not Redis's protocol (")
        }
    }

    @Test func `whatever comes is read or refused`() {
        let whole = Array("*3\r\n$7\r\nmessage\r\n$3\r\na\r\n\r\n:12\r\n-ERR no\r\n$-1\r\n".utf8)
        var random = SystemRandomNumberGenerator()
        for _ in 0..<5000 {
            var bytes = whole
            for _ in 0..<Int.random(in: 1...4, using: &random) {
                bytes[Int.random(in: bytes.indices, using: &random)] =
                    Bool.random() ? .random(in: 0...255) : whole[Int.random(in: whole.indices)]
            }
            var buffer = ByteBuffer(bytes: bytes.prefix(.random(in: 0...bytes.count)))
            let decoder = RedisDecoder()
            while let reply = try? decoder.decode(buffer: &buffer) { #expect("\(reply)".count < 1000) }
        }
    }
}
