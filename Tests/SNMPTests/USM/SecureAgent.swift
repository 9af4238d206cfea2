import Foundation
import Glibc

@testable import SNMP

/// The `snmpd` of Net-SNMP with users of SNMPv3, started for one test.
final class SecureAgent: Sendable {
    let port: UInt16
    private let process: ChildProcess
    private let directory: URL

    /// `users` are lines of `snmpd.conf`: `createUser …` and `rouser …`.
    init(_ users: [String]) throws {
        directory = FileManager.default.temporaryDirectory.appending(path: "agent-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
        port = try LoopbackSocket().port
        let configuration = directory.appending(path: "snmpd.conf")
        try """
        agentaddress udp:127.0.0.1:\(port)
        sysname core-1
        [snmp] persistentDir \(directory.path)
        \(users.joined(separator: "\n"))
        """.write(to: configuration, atomically: true, encoding: .utf8)
        process = try ChildProcess(
            "/usr/sbin/snmpd",
            ["-f", "-Lf", directory.appending(path: "log").path, "-C", "-c", configuration.path], package: "snmpd")
    }

    deinit {
        try? FileManager.default.removeItem(at: directory)
    }

    /// What it wrote to its log.
    var log: String { (try? String(contentsOf: directory.appending(path: "log"), encoding: .utf8)) ?? "" }
}

/// A program that runs beside the test and ends with it.
final class ChildProcess: Sendable {
    struct Missing: Error, CustomStringConvertible {
        let description: String
    }

    private let process: pid_t
    private let output: Int32

    init(_ program: String, _ arguments: [String], package: String) throws {
        guard FileManager.default.isExecutableFile(atPath: program) else {
            throw Missing(description: "\(program) is missing: install the Debian package \(package)")
        }
        var pipe: [Int32] = [0, 0]
        // Not `pipe`: what other tests start meanwhile must not inherit it.
        guard socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0, &pipe) == 0 else {
            throw Missing(description: "no pipe: error \(errno)")
        }
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_adddup2(&actions, pipe[1], 1)
        posix_spawn_file_actions_adddup2(&actions, pipe[1], 2)
        var process = pid_t()
        var pointers = ([program] + arguments).map { strdup($0) } + [nil]
        defer { for pointer in pointers { free(pointer) } }
        let result = posix_spawn(&process, program, &actions, nil, &pointers, environ)
        close(pipe[1])
        guard result == 0 else {
            close(pipe[0])
            throw Missing(description: "\(program) does not start: error \(result)")
        }
        self.process = process
        output = pipe[0]
    }

    deinit {
        kill(process, SIGKILL)
        waitpid(process, nil, 0)
        close(output)
    }

    /// Waits for its end: what it wrote, and its exit status.
    func finish() -> (output: String, status: Int32) {
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 4096)
        while true {
            let count = read(output, &chunk, chunk.count)
            guard count > 0 else { break }
            bytes += chunk[..<count]
        }
        var status: Int32 = 0
        while waitpid(process, &status, 0) < 0, errno == EINTR {}
        return (String(decoding: bytes, as: UTF8.self), status >> 8 & 0xFF)
    }
}

/// A blocking UDP socket on loopback.
final class LoopbackSocket {
    let descriptor: Int32
    let port: UInt16

    /// Bound to a free port.
    init() throws {
        descriptor = socket(AF_INET, Int32(SOCK_DGRAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        var name = sockaddr_in()
        name.sin_family = sa_family_t(AF_INET)
        name.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let descriptor = descriptor
        let result = withUnsafeMutablePointer(to: &name) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(descriptor, $0, size) == 0 && getsockname(descriptor, $0, &size) == 0
            }
        }
        port = UInt16(bigEndian: name.sin_port)
        guard result else { throw ChildProcess.Missing(description: "no free UDP port on loopback") }
    }

    deinit {
        close(descriptor)
    }

    /// Sends to a port and takes answers from it alone.
    func connect(to port: UInt16) {
        Endpoint("127.0.0.1", port: port)?.withSocketAddress { _ = Glibc.connect(descriptor, $0, $1) }
    }

    /// How long ``receive()`` waits.
    func setTimeout(milliseconds: Int) {
        var time = timeval(tv_sec: milliseconds / 1_000, tv_usec: milliseconds % 1_000 * 1_000)
        setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &time, socklen_t(MemoryLayout<timeval>.size))
    }

    enum Received {
        case datagram([UInt8])
        case nothing
        case refused
    }

    func send(_ datagram: [UInt8]) {
        _ = Glibc.send(descriptor, datagram, datagram.count, 0)
    }

    func receive() -> Received {
        var memory = [UInt8](repeating: 0, count: 65_536)
        let count = recv(descriptor, &memory, memory.count, 0)
        guard count >= 0 else { return errno == ECONNREFUSED ? .refused : .nothing }
        return .datagram(Array(memory[..<count]))
    }
}

/// Asks an agent as a ``USMPeer`` says, one request at a time.
struct SecureLink {
    var peer: USMPeer
    private let socket: LoopbackSocket
    /// What was sent.
    private(set) var log: [String] = []
    private var isDue = false
    private var messageID = Int32.random(in: 1...1_000_000)

    enum Result: Equatable {
        case answer([VarBind])
        case failed(USMFault)
        case silence(USMFault?)

        var fault: USMFault? {
            switch self {
            case .answer: nil
            case .failed(let fault): fault
            case .silence(let fault): fault
            }
        }
    }

    init(_ credential: USMCredential, port: UInt16) throws {
        peer = USMPeer(credential)
        socket = try LoopbackSocket()
        socket.connect(to: port)
    }

    mutating func get(_ oid: OID, patience milliseconds: Int = 5_000, attempts: Int = 4) -> Result {
        messageID += 1
        socket.setTimeout(milliseconds: milliseconds)
        let pdu = PDU(.get, requestID: messageID, varBinds: [VarBind(oid)])
        var exchange = USMExchange()
        var memory = [UInt8](repeating: 0, count: 2_000)
        for attempt in 0..<attempts {
            if attempt > 0 { peer.timedOut(&exchange) }
            send(pdu, &exchange, &memory)
            receiving: while true {
                switch socket.receive() {
                case .nothing: break receiving
                // It has not started yet.
                case .refused: send(pdu, &exchange, &memory)
                case .datagram(var datagram):
                    switch receive(&datagram, &exchange) {
                    case .some(let result): return result
                    case nil where isDue: send(pdu, &exchange, &memory)
                    case nil: continue
                    }
                }
            }
        }
        return .silence(peer.fault(of: exchange))
    }

    private mutating func send(_ pdu: PDU, _ exchange: inout USMExchange, _ memory: inout [UInt8]) {
        isDue = false
        let id = messageID
        let datagram = memory.withUnsafeMutableBytes { memory in
            let size = peer.encode(
                &exchange, messageID: id, contextName: "", now: .now, atEndOf: memory, pdu: { $0.wholePDU(pdu) })
            return [UInt8](memory[(memory.count - (size ?? 0))...])
        }
        log.append("\(exchange.sent)")
        socket.send(datagram)
    }

    private mutating func receive(_ datagram: inout [UInt8], _ exchange: inout USMExchange) -> Result? {
        let id = messageID
        return datagram.withUnsafeMutableBytes { memory in
            guard let message = try? USMMessage(memory), message.messageID == id else { return nil }
            switch peer.receive(message, for: &exchange, now: .now) {
            case .response(let scoped): return (try? scoped.decoded()).map { .answer($0.varBinds) }
            case .failed(let fault): return .failed(fault)
            case .sendAgain:
                isDue = true
                return nil
            case .wait: return nil
            }
        }
    }
}

extension LoopbackSocket {
    /// `nil` if nothing came in time.
    func receiveWithSource() -> (datagram: [UInt8], source: Endpoint)? {
        var memory = [UInt8](repeating: 0, count: 65_536)
        var name = sockaddr_storage()
        var size = socklen_t(MemoryLayout<sockaddr_storage>.size)
        let count = withUnsafeMutablePointer(to: &name) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                recvfrom(descriptor, &memory, memory.count, 0, $0, &size)
            }
        }
        guard count >= 0, let source = Endpoint(name) else { return nil }
        return (Array(memory[..<count]), source)
    }

    func send(_ datagram: [UInt8], to endpoint: Endpoint) {
        _ = endpoint.withSocketAddress { sendto(descriptor, datagram, datagram.count, 0, $0, $1) }
    }
}
