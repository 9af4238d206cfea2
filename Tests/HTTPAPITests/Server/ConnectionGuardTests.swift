import NIOCore
import NIOEmbedded
import NIOHTTP1
import Testing

@testable import HTTPAPI
@testable import Web

/// On a clock that the tests move.
@Suite struct ConnectionGuardTests {
    private let channel: EmbeddedChannel
    private let head = HTTPServerRequestPart.head(
        HTTPRequestHead(version: .http1_1, method: .POST, uri: "/", headers: ["Host": "x"]))
    private let body = HTTPServerRequestPart.body(ByteBuffer(string: "{"))
    private let response = HTTPServerResponsePart.head(HTTPResponseHead(version: .http1_1, status: .ok))

    init() throws {
        var limits = ServerLimits()
        limits.requestDeadline = .seconds(30)
        limits.stallDeadline = .seconds(120)
        channel = EmbeddedChannel(handler: ConnectionGuard(limits: limits))
        try channel.connect(to: SocketAddress(ipAddress: "127.0.0.1", port: 1)).wait()
    }

    private func receive(_ part: HTTPServerRequestPart) throws { try channel.writeInbound(part) }

    @Test func `a request that does not arrive in time ends its connection`() throws {
        try receive(head)
        channel.embeddedEventLoop.advanceTime(by: .seconds(29))
        #expect(channel.isActive)
        channel.embeddedEventLoop.advanceTime(by: .seconds(1))
        #expect(!channel.isActive)
    }

    @Test func `a body that drips does not put off the deadline`() throws {
        try receive(head)
        for _ in 0..<29 {
            channel.embeddedEventLoop.advanceTime(by: .seconds(1))
            try receive(body)
            #expect(channel.isActive)
        }
        channel.embeddedEventLoop.advanceTime(by: .seconds(1))
        #expect(!channel.isActive)
    }

    @Test func `a request that arrived may take its time to be answered, and so may the next to come`() throws {
        try receive(head)
        channel.embeddedEventLoop.advanceTime(by: .seconds(20))
        try receive(.end(nil))
        channel.embeddedEventLoop.advanceTime(by: .hours(1))
        #expect(channel.isActive)
        try channel.writeOutbound(response)
        try channel.writeOutbound(HTTPServerResponsePart.end(nil))
        channel.embeddedEventLoop.advanceTime(by: .hours(1))
        #expect(channel.isActive)
    }

    @Test func `a client that leaves its response unread is let go`() throws {
        channel.isWritable = false
        channel.pipeline.fireChannelWritabilityChanged()
        channel.embeddedEventLoop.advanceTime(by: .seconds(119))
        #expect(channel.isActive)
        channel.embeddedEventLoop.advanceTime(by: .seconds(1))
        #expect(!channel.isActive)
    }

    @Test func `a client that reads on keeps its connection`() throws {
        for _ in 0..<10 {
            channel.isWritable = false
            channel.pipeline.fireChannelWritabilityChanged()
            channel.embeddedEventLoop.advanceTime(by: .seconds(60))
            channel.isWritable = true
            channel.pipeline.fireChannelWritabilityChanged()
            channel.embeddedEventLoop.advanceTime(by: .seconds(100))
        }
        #expect(channel.isActive)
    }

    @Test func `what is no HTTP is answered and the connection ends`() throws {
        channel.pipeline.fireErrorCaught(HTTPParserError.invalidMethod)
        guard case .head(let head) = try channel.readOutbound(as: HTTPServerResponsePart.self) else {
            Issue.record("no response")
            return
        }
        #expect(head.status == .badRequest && head.headers["connection"] == ["close"])
        channel.embeddedEventLoop.advanceTime(by: .seconds(1))
        #expect(!channel.isActive)
    }

    @Test func `a head that could be two is answered behind what came before, and nothing behind it is read`() throws {
        try receive(head)
        try receive(.end(nil))
        let doubtful = HTTPRequestHead(
            version: .http1_1, method: .POST, uri: "/", headers: ["Host": "x", "Transfer_Encoding": "chunked"])
        for part in [.head(doubtful), .body(ByteBuffer(string: "GET")), .end(nil), head, .end(nil)] {
            try receive(part)
        }
        #expect(try channel.readOutbound(as: HTTPServerResponsePart.self) == nil)
        try channel.writeOutbound(response)
        try channel.writeOutbound(HTTPServerResponsePart.end(nil))
        #expect(try statuses() == [.ok, .badRequest])
        channel.embeddedEventLoop.advanceTime(by: .seconds(1))
        #expect(!channel.isActive)
    }

    private func statuses() throws -> [HTTPResponseStatus] {
        var statuses: [HTTPResponseStatus] = []
        while let part = try channel.readOutbound(as: HTTPServerResponsePart.self) {
            if case .head(let head) = part { statuses.append(head.status) }
        }
        return statuses
    }

    // MARK: The server stops

    private func stop() { channel.pipeline.fireUserInboundEventTriggered(ChannelShouldQuiesceEvent()) }

    @Test func `a request that was sent before the server stopped is answered, and that answer is the last`() throws {
        stop()
        try receive(head)
        try receive(.end(nil))
        channel.embeddedEventLoop.advanceTime(by: .seconds(60))
        #expect(channel.isActive)
        try channel.writeOutbound(response)
        try channel.writeOutbound(HTTPServerResponsePart.end(nil))
        guard case .head(let head) = try channel.readOutbound(as: HTTPServerResponsePart.self) else {
            Issue.record("no response")
            return
        }
        #expect(head.headers["connection"] == ["close"])
        channel.embeddedEventLoop.advanceTime(by: .seconds(1))
        #expect(!channel.isActive)
    }

    @Test func `of requests that were sent together the last answer says that it is`() throws {
        for _ in 0..<2 {
            try receive(head)
            try receive(.end(nil))
        }
        stop()
        var closing: [[String]] = []
        for _ in 0..<2 {
            try channel.writeOutbound(response)
            try channel.writeOutbound(HTTPServerResponsePart.end(nil))
        }
        while let part = try channel.readOutbound(as: HTTPServerResponsePart.self) {
            if case .head(let head) = part { closing.append(head.headers["connection"]) }
        }
        #expect(closing == [[], ["close"]])
    }

    @Test func `a connection that nobody uses ends soon after the server stopped`() throws {
        stop()
        channel.embeddedEventLoop.advanceTime(by: .seconds(1))
        #expect(!channel.isActive)
    }

    @Test func `an error within a request is left to those who read it`() throws {
        try receive(head)
        channel.pipeline.fireErrorCaught(HTTPParserError.invalidChunkSize)
        #expect(try channel.readOutbound(as: HTTPServerResponsePart.self) == nil)
        #expect(throws: HTTPParserError.self) { try channel.throwIfErrorCaught() }
    }

    @Test func `a client that asks before it sends its body is told to go on`() throws {
        try receive(
            .head(
                HTTPRequestHead(
                    version: .http1_1, method: .POST, uri: "/", headers: ["Host": "x", "Expect": "100-Continue"])))
        guard case .head(let head) = try channel.readOutbound(as: HTTPServerResponsePart.self) else {
            Issue.record("no interim response")
            return
        }
        #expect(head.status == .continue && channel.isActive)
    }

    @Test func `an old client is never told to go on`() throws {
        try receive(
            .head(HTTPRequestHead(version: .http1_0, method: .POST, uri: "/", headers: ["Expect": "100-continue"])))
        #expect(try channel.readOutbound(as: HTTPServerResponsePart.self) == nil)
    }
}
