import Glibc
import SNMP

/// The thread of a fleet: takes requests off the socket and sends what the agents answer, at once or later.
final class FleetLoop {
    private let socket: PacketInfoSocket
    private let otherSocket: PacketInfoSocket
    private let bell: Bell
    private let state: FleetState
    private let tree: AgentTree
    private let community: Community
    private var luck: SplitMix64
    private let start = ContinuousClock.now
    private let memory = UnsafeMutableRawBufferPointer.allocate(byteCount: 65_536, alignment: 16)
    private var delayed: [Delayed] = []
    /// Replies that wait for the next request to the same agent.
    private var behind: [UInt32: Reply] = [:]

    private struct Reply {
        let bytes: [UInt8]
        let source: UInt32
        let destination: sockaddr_in
        let usesOtherPort: Bool
    }

    private struct Delayed {
        let due: ContinuousClock.Instant
        let reply: Reply
    }

    init(
        socket: PacketInfoSocket, otherSocket: PacketInfoSocket, bell: Bell, state: FleetState, tree: AgentTree,
        community: Community, seed: UInt64
    ) {
        self.socket = socket
        self.otherSocket = otherSocket
        self.bell = bell
        self.state = state
        self.tree = tree
        self.community = community
        luck = SplitMix64(seed: seed)
    }

    deinit {
        memory.deallocate()
    }

    func run() {
        while !state.isStopped {
            wait()
            for _ in 0..<256 {
                guard let datagram = socket.receive(into: memory) else { break }
                take(datagram)
            }
            sendDue()
        }
    }

    private func wait() {
        var entries = [
            pollfd(fd: socket.descriptor, events: Int16(POLLIN), revents: 0),
            pollfd(fd: bell.descriptor, events: Int16(POLLIN), revents: 0),
        ]
        _ = poll(&entries, nfds_t(entries.count), delayed.isEmpty ? -1 : 1)
    }

    private func take(_ datagram: PacketInfoSocket.Datagram) {
        guard datagram.destination >> 24 == 127,
            let request = try? Message(decoding: UnsafeRawBufferPointer(rebasing: memory[..<datagram.size])),
            request.community == community,
            let behaviour = state.treatment(of: datagram.destination, luck: .random(in: 0..<1, using: &luck))
        else { return }
        let responder = AgentResponder(
            tree: tree,
            device: AgentTree.Device(address: datagram.destination, uptime: start.duration(to: .now)),
            behaviour: behaviour, version: request.version)
        guard let pdu = responder.response(to: request.pdu) else { return }
        var message = Message(version: request.version, community: request.community, pdu: pdu)
        message.spoil(by: behaviour.fault)
        guard let size = message.encode(atEndOf: memory) else { return }
        let bytes = UnsafeRawBufferPointer(rebasing: memory[(memory.count - size)...])
        deliver(bytes, answering: datagram, behaviour)
    }

    private func deliver(
        _ bytes: UnsafeRawBufferPointer, answering datagram: PacketInfoSocket.Datagram, _ behaviour: AgentBehaviour
    ) {
        guard behaviour.fault != nil || behaviour.delay > .zero else {
            socket.send(bytes, from: datagram.destination, to: datagram.source)
            return
        }
        let fault = behaviour.fault
        let reply = Reply(
            bytes: fault?.spoiled([UInt8](bytes)) ?? [UInt8](bytes),
            source: fault == .foreignAddress ? datagram.destination ^ 0x00FF_FFFF : datagram.destination,
            destination: datagram.source, usesOtherPort: fault == .foreignPort)
        guard behaviour.delay == .zero else {
            delayed.append(Delayed(due: .now + behaviour.delay, reply: reply))
            return
        }
        switch fault {
        case .duplicates: for _ in 0..<3 { send(reply) }
        case .oneBehind: if let previous = behind.updateValue(reply, forKey: datagram.destination) { send(previous) }
        default: send(reply)
        }
    }

    private func send(_ reply: Reply) {
        reply.bytes.withUnsafeBytes {
            (reply.usesOtherPort ? otherSocket : socket).send($0, from: reply.source, to: reply.destination)
        }
    }

    private func sendDue() {
        guard !delayed.isEmpty else { return }
        let now = ContinuousClock.now
        for entry in delayed where entry.due <= now { send(entry.reply) }
        delayed.removeAll { $0.due <= now }
    }
}

extension Message {
    fileprivate mutating func spoil(by fault: AgentFault?) {
        switch fault {
        case .wrongID: pdu.requestID ^= 1
        case .wrongCommunity: community = "another"
        default: break
        }
    }
}

extension AgentFault {
    /// What a well-formed reply becomes.
    fileprivate func spoiled(_ bytes: [UInt8]) -> [UInt8] {
        switch self {
        case .truncated: return Array(bytes.dropLast(3))
        case .garbage: return Array("HTTP/1.1 400 Bad Request\r\n".utf8)
        case .longLengths:
            // The outer header is rewritten: a tag, and four bytes of length.
            let header = bytes[1] < 0x80 ? 2 : 2 + Int(bytes[1] & 0x7F)
            let count = UInt32(bytes.count - header)
            return [bytes[0], 0x84] + withUnsafeBytes(of: count.bigEndian) { [UInt8]($0) } + bytes[header...] + [0, 0]
        default: return bytes
        }
    }
}

/// A generator that gives the same numbers for the same seed, so that losses can be repeated.
struct SplitMix64: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) {
        state = seed
    }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
        return mixed ^ mixed >> 31
    }
}
