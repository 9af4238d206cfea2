import Glibc
import NIOConcurrencyHelpers

@testable import SNMP

/// Answers each request with a flood of fuzzed datagrams, most of them under the request's identifier, and then rightly.
final class LyingAgent: Sendable {
    let port: UInt16
    private let descriptor: Int32
    private let liesForEachRequest: Int
    private let told = NIOLockedValueBox(0)

    struct Failure: Error {}

    init(liesForEachRequest: Int) throws {
        self.liesForEachRequest = liesForEachRequest
        descriptor = socket(AF_INET, Int32(SOCK_DGRAM.rawValue), 0)
        var name = sockaddr_in()
        name.sin_family = sa_family_t(AF_INET)
        name.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let descriptor = descriptor
        let isBound = withUnsafeMutablePointer(to: &name) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(descriptor, $0, size) == 0 && getsockname(descriptor, $0, &size) == 0
            }
        }
        guard isBound else { throw Failure() }
        port = UInt16(bigEndian: name.sin_port)
        var thread = pthread_t()
        let box = Unmanaged.passRetained(self)
        pthread_create(
            &thread, nil,
            { context in
                guard let context else { return nil }
                Unmanaged<LyingAgent>.fromOpaque(context).takeRetainedValue().run()
                return nil
            }, box.toOpaque())
        pthread_detach(thread)
    }

    var lies: Int { told.withLockedValue { $0 } }

    /// A datagram of nothing to itself ends it.
    func stop() {
        var name = sockaddr_in()
        name.sin_family = sa_family_t(AF_INET)
        name.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        name.sin_port = port.bigEndian
        send([], to: &name)
    }

    private func run() {
        var round: UInt64 = 0
        var memory = [UInt8](repeating: 0, count: 65_536)
        var peer = sockaddr_in()
        while let size = receive(&memory, &peer), size > 0 {
            guard let request = try? Message(Array(memory[..<size])) else { continue }
            round += 1
            let reply = answer(to: request)
            var lies = FuzzedDatagrams(seed: round, seeds: [reply, reply] + FuzzSeeds.all)
            for _ in 0..<liesForEachRequest { send(lies.next(), to: &peer) }
            told.withLockedValue { $0 += liesForEachRequest }
            send(reply, to: &peer)
        }
        close(descriptor)
    }

    private func answer(to request: Message) -> [UInt8] {
        var reply = request
        reply.pdu.kind = .response
        for index in reply.pdu.varBinds.indices { reply.pdu.varBinds[index].value = .octetString("the truth") }
        return reply.encoded
    }

    private func receive(_ memory: inout [UInt8], _ peer: inout sockaddr_in) -> Int? {
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let count = withUnsafeMutablePointer(to: &peer) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                recvfrom(descriptor, &memory, memory.count, 0, $0, &size)
            }
        }
        return count >= 0 ? count : nil
    }

    private func send(_ bytes: [UInt8], to peer: inout sockaddr_in) {
        withUnsafeMutablePointer(to: &peer) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                _ = sendto(descriptor, bytes, bytes.count, 0, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
    }
}
