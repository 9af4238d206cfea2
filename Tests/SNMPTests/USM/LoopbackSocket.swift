import Glibc
import TestKit

@testable import SNMP

/// A blocking UDP socket on a free port of 127.0.0.1.
final class LoopbackSocket {
    let descriptor: Int32
    let port: UInt16

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
