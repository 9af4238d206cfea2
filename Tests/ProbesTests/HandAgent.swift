import Glibc
import NIOConcurrencyHelpers
import SNMP

/// A UDP service on a port of 127.0.0.1 that answers each datagram as the test says, on a thread of its own.
final class HandAgent: Sendable {
    let port: Int
    private let descriptor: CInt

    struct Missing: Error {}

    /// - Parameter answer: what to send back; `nil` for nothing.
    init(_ answer: @escaping @Sendable ([UInt8]) -> [UInt8]?) throws {
        let descriptor = socket(AF_INET, CInt(SOCK_DGRAM.rawValue), 0)
        var name = sockaddr_in()
        name.sin_family = sa_family_t(AF_INET)
        name.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let isBound = withUnsafeMutablePointer(to: &name) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(descriptor, $0, size) == 0 && getsockname(descriptor, $0, &size) == 0
            }
        }
        guard isBound else { throw Missing() }
        self.descriptor = descriptor
        port = Int(UInt16(bigEndian: name.sin_port))
        var thread = pthread_t()
        let box = Unmanaged.passRetained(Loop(descriptor: descriptor, answer: answer))
        pthread_create(
            &thread, nil,
            { context in
                guard let context else { return nil }
                Unmanaged<Loop>.fromOpaque(context).takeRetainedValue().run()
                return nil
            }, box.toOpaque())
        pthread_detach(thread)
    }

    /// Ends the thread, which closes the socket.
    deinit { shutdown(descriptor, CInt(SHUT_RDWR)) }

    private final class Loop {
        let descriptor: CInt
        let answer: @Sendable ([UInt8]) -> [UInt8]?

        init(descriptor: CInt, answer: @escaping @Sendable ([UInt8]) -> [UInt8]?) {
            self.descriptor = descriptor
            self.answer = answer
        }

        func run() {
            var bytes = [UInt8](repeating: 0, count: 4_096)
            while true {
                var source = sockaddr_storage()
                var size = socklen_t(MemoryLayout<sockaddr_storage>.size)
                let count = withUnsafeMutablePointer(to: &source) { pointer in
                    pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                        recvfrom(descriptor, &bytes, bytes.count, 0, $0, &size)
                    }
                }
                guard count > 0 else { break }
                guard let reply = answer(Array(bytes.prefix(count))) else { continue }
                _ = withUnsafeMutablePointer(to: &source) { pointer in
                    pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                        sendto(descriptor, reply, reply.count, 0, $0, size)
                    }
                }
            }
            close(descriptor)
        }
    }
}

extension HandAgent {
    /// Refuses each request with that status and index.
    static func refusing(_ status: ErrorStatus, index: Int32) throws -> HandAgent {
        try HandAgent { request in
            guard var message = try? Message(request) else { return nil }
            message.pdu = PDU(
                .response, requestID: message.pdu.requestID, firstParameter: status.rawValue, secondParameter: index,
                varBinds: message.pdu.varBinds)
            return message.encoded
        }
    }
}

extension Message {
    init(_ bytes: [UInt8]) throws {
        self = try bytes.withUnsafeBytes { try Message(decoding: $0) }
    }

    var encoded: [UInt8] {
        var memory = [UInt8](repeating: 0, count: 4_096)
        return memory.withUnsafeMutableBytes { pointer in
            guard let size = encode(atEndOf: pointer) else { return [] }
            return [UInt8](pointer[(pointer.count - size)...])
        }
    }
}
