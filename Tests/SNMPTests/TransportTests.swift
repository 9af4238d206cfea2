import Glibc
import TestKit
import Testing

@testable import SNMP

/// The wire, turned by hand: what happens while it does not turn is what happens to a process that is held up.
struct TransportTests {
    private let agent: HandAgent

    init() throws {
        agent = try HandAgent()
    }

    /// Asks for sysName with a time-out of a millisecond. Once the request is there, `body` does what the device does, and
    /// then the loop turns until the request has its result.
    private func ask(
        retries: Int = 0, _ body: (SNMP.Transport, HandAgent.Request) -> Void
    ) async throws -> Result<DecodedReply, SNMPError> {
        let target = SNMPTarget("127.0.0.1", port: agent.port, timeout: .milliseconds(1), retries: retries)
        let destination = Destination(target: target, endpoint: try #require(target.endpoint), credential: nil)
        let single = SingleRequest(.get([.sysName.scalar]), of: destination)
        let mailbox = try Mailbox()
        return await withUnsafeContinuation { continuation in
            let transport = SNMP.Transport(mailbox)
            single.wait(continuation)
            _ = mailbox.post(.begin(single))
            _ = transport.turn()
            body(transport, agent.receive())
            while transport.isBusy { _ = transport.turn() }
        }
    }

    private func waitUntilOverdue() {
        let deadline = Moment.now + 2_000_000
        while Moment.now < deadline { sched_yield() }
    }

    @Test func `an answer that was there in time counts, however late it is read`() async throws {
        let result = try await ask { _, request in
            agent.answer(request)
            waitUntilOverdue()
        }
        #expect(try result.get().varBinds == [VarBind(.sysName.scalar, .integer(7))])
    }

    @Test func `an answer that came while the process stood still counts`() async throws {
        let result = try await ask { transport, request in
            let nothing = SNMP.Transport.Ready(errors: false, replies: false)
            agent.answer(request)
            waitUntilOverdue()
            _ = transport.act(on: nothing)
        }
        #expect(try result.get().varBinds == [VarBind(.sysName.scalar, .integer(7))])
    }

    @Test func `a device is not blamed if this machine may have thrown its answer away`() async throws {
        let result = try await ask { _, request in
            agent.flood(request.source)
            waitUntilOverdue()
        }
        let failure = #expect(throws: SNMPError.self) { try result.get() }
        #expect(failure?.code == .repliesLost)
        #expect(failure?.concernsDevice == false)
    }

    @Test func `a flood of what nobody asked for does not keep a request from its end`() async throws {
        var isDone = false
        let result = try await ask { transport, request in
            let end = Moment.now + 20_000_000_000
            while transport.isBusy, Moment.now < end {
                // More than is read in a turn.
                for _ in 0..<600 { agent.send([0], to: request.source) }
                _ = transport.turn()
            }
            isDone = !transport.isBusy
        }
        #expect(isDone)
        #expect(throws: SNMPError.self) { try result.get() }
    }

    @Test func `a device that is silent is blamed`() async throws {
        let result = try await ask { _, _ in waitUntilOverdue() }
        #expect(throws: SNMPError.self) { try result.get() }
    }

    /// A request after which the device sends, and what is said of it then.
    private func sentence(sending: (HandAgent.Request) -> [UInt8]) async throws -> String {
        let result = try await ask { transport, request in
            let bytes = sending(request)
            agent.send(bytes, to: request.source)
            _ = transport.act(on: SNMP.Transport.Ready(errors: false, replies: true))
        }
        let failure = try #require(throws: SNMPError.self) { try result.get() }
        #expect(failure.code == .otherReply)
        #expect(failure.showsLife)
        return "\(failure)"
    }

    @Test func `a device that answers otherwise is told by what it sent`() async throws {
        let name = "127.0.0.1:\(agent.port)"
        let community = try await sentence { request in
            var message = agent.message(to: request)
            message?.community = "other"
            return message?.encoded ?? []
        }
        #expect(community.hasPrefix("\(name) answers with another community than it was asked with (a request in 0"))
        #expect(!community.contains("other\""))
        let identifier = try await sentence { request in
            var message = agent.message(to: request)
            message?.pdu.requestID &+= 1
            return message?.encoded ?? []
        }
        #expect(identifier.hasPrefix("\(name) answers, but under a request identifier that was not asked ("))
        #expect(try await sentence { $0.bytes }.hasPrefix("\(name) sends the request back: an echo service listens"))
        #expect(
            try await sentence { _ in Array("http/1.1 400".utf8) }.hasPrefix(
                "Something answered at \(name) that is not SNMP: 12 bytes, 68 74 74 70 2f 31 2e 31 20 34 30 30 ("))
        #expect(try await sentence { _ in [UInt8](repeating: 0x41, count: 17) }.contains("17 bytes, 41 41"))
        #expect(try await sentence { _ in [] }.contains("not SNMP: an empty datagram"))
        #expect(try await sentence { _ in [0x30, 0x05, 0x02] }.contains("an answer that cannot be read: it ends in"))
    }

    @Test func `what says little does not hide what says more, however much of it comes`() async throws {
        let flooded = try await sentence { request in
            var message = agent.message(to: request)
            message?.community = "other"
            agent.send(message?.encoded ?? [], to: request.source)
            for _ in 0..<200 { agent.send([0], to: request.source) }
            return [0]
        }
        #expect(flooded.contains("another community"))
    }

    @Test func `what came before a request says nothing of it`() {
        var replies = RejectedReplies()
        replies.add(.otherCommunity, now: Moment(nanoseconds: 5))
        #expect(replies.since(Moment(nanoseconds: 5)) == .otherCommunity)
        #expect(replies.since(Moment(nanoseconds: 6)) == nil)
    }

    @Test func `an answer to what was given up is late, for a while`() {
        let endpoint = Endpoint("10.0.0.7", port: 161).unsafelyUnwrapped
        var late = LateReplies()
        late.gaveUp(7, at: endpoint)
        let isOther = late.received(8, now: Moment(nanoseconds: 1))
        #expect(!isOther)
        #expect(!late.areUsual(for: endpoint, now: Moment(nanoseconds: 1)))
        let isLate = late.received(7, now: Moment(nanoseconds: 1))
        #expect(isLate)
        #expect(late.areUsual(for: endpoint, now: Moment(nanoseconds: 1)))
        #expect(!late.areUsual(for: endpoint, now: Moment(nanoseconds: 601_000_000_000)))
        for id in 0..<100_000 { late.gaveUp(RequestID(id), at: endpoint) }
    }

    @Test func `bytes of any kind from the network do no harm`() async throws {
        let result = try await ask(retries: 1_000_000) { _, request in
            let good = agent.reply(to: request)
            let id = good.withUnsafeBytes { MessageHeader.requestID(inFragment: $0) }
            var generator = Seeded(8)
            for _ in 0..<2_000 {
                var datagram = good
                for _ in 0..<3 { datagram.mutate(using: &generator) }
                // One under the right identifier would be the answer.
                guard datagram.withUnsafeBytes({ MessageHeader.requestID(inFragment: $0) }) != id else { continue }
                agent.send(datagram, to: request.source)
            }
            agent.send(good, to: request.source)
        }
        #expect(try result.get().varBinds == [VarBind(.sysName.scalar, .integer(7))])
    }
}

/// An agent that does what the test tells it to.
private final class HandAgent: Sendable {
    let port: UInt16
    private let descriptor: Int32

    struct Request {
        let bytes: [UInt8]
        let source: Endpoint
    }

    init() throws {
        let descriptor = socket(AF_INET, Int32(SOCK_DGRAM.rawValue), 0)
        var name = sockaddr_in()
        name.sin_family = sa_family_t(AF_INET)
        name.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let isBound = withUnsafeMutablePointer(to: &name) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(descriptor, $0, size) == 0 && getsockname(descriptor, $0, &size) == 0
            }
        }
        try #require(isBound)
        self.descriptor = descriptor
        port = UInt16(bigEndian: name.sin_port)
    }

    deinit {
        close(descriptor)
    }

    func receive() -> Request {
        var bytes = [UInt8](repeating: 0, count: 2_048)
        var name = sockaddr_storage()
        var size = socklen_t(MemoryLayout<sockaddr_storage>.size)
        let count = withUnsafeMutablePointer(to: &name) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                recvfrom(descriptor, &bytes, bytes.count, 0, $0, &size)
            }
        }
        return Request(bytes: Array(bytes.prefix(max(0, count))), source: Endpoint(name).unsafelyUnwrapped)
    }

    func message(to request: Request) -> Message? {
        guard var message = try? Message(request.bytes) else { return nil }
        message.pdu = PDU(
            .response, requestID: message.pdu.requestID, varBinds: [VarBind(.sysName.scalar, .integer(7))])
        return message
    }

    func reply(to request: Request) -> [UInt8] { message(to: request)?.encoded ?? [] }

    func answer(_ request: Request) {
        send(reply(to: request), to: request.source)
    }

    func send(_ bytes: [UInt8], to endpoint: Endpoint) {
        _ = endpoint.withSocketAddress { sendto(descriptor, bytes, bytes.count, 0, $0, $1) }
    }

    /// More than any receive buffer holds.
    func flood(_ endpoint: Endpoint) {
        let bytes = [UInt8](repeating: 0, count: 1_400)
        for number in 1...20_000 {
            send(bytes, to: endpoint)
            // What a busy kernel drops on the way never came to the socket, which alone counts what it dropped.
            if number.isMultiple(of: 500) { usleep(1000) }
        }
    }
}
