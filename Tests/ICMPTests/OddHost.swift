import Foundation
import Glibc

@testable import ICMP

/// A host that answers echo requests in ways of its own, over a raw socket in the namespace of the thread that makes
/// it. The host's kernel has to be told to be quiet (`net.ipv4.icmp_echo_ignore_all`).
final class OddHost: Sendable {
    /// A reply, from its ICMP header on, and whom it claims to be from (`nil`: the address of the host).
    struct Reply: Equatable {
        var bytes: [UInt8]
        var source: String?

        /// The right answer to a request.
        init(to request: [UInt8]) {
            bytes = request
            bytes[0] = 0
            seal()
        }

        /// Makes the checksum fit.
        mutating func seal() {
            (bytes[2], bytes[3]) = (0, 0)
            let sum = internetChecksum(bytes.span)
            (bytes[2], bytes[3]) = (UInt8(sum >> 8), UInt8(sum & 0xff))
        }
    }

    private let descriptor: CInt
    private let stop: (reader: CInt, writer: CInt)

    init(answer: @escaping @Sendable (_ request: [UInt8], _ number: Int) -> [Reply]) throws {
        descriptor = socket(AF_INET, CInt(SOCK_RAW.rawValue), CInt(IPPROTO_ICMP))
        var ends: [CInt] = [0, 0]
        guard descriptor >= 0, pipe(&ends) == 0 else { throw POSIXError(.EPERM) }
        stop = (ends[0], ends[1])
        let (descriptor, reader) = (descriptor, stop.reader)
        Foundation.Thread.detachNewThread { Self.serve(descriptor, until: reader, answer) }
    }

    func close() { Glibc.close(stop.writer) }

    private static func serve(_ descriptor: CInt, until reader: CInt, _ answer: ([UInt8], Int) -> [Reply]) {
        var packet = [UInt8](repeating: 0, count: 2048)
        var number = 0
        while true {
            var descriptors = [descriptor, reader].map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
            poll(&descriptors, 2, -1)
            if descriptors[1].revents != 0 { break }
            let length = recv(descriptor, &packet, packet.count, 0)
            guard length > 28, packet[20] == 8 else { continue }
            let asker = Array(packet[12..<16])
            for reply in answer(Array(packet[20..<length]), number) { send(reply, to: asker, over: descriptor) }
            number += 1
        }
        Glibc.close(descriptor)
        Glibc.close(reader)
    }

    private static func send(_ reply: Reply, to asker: [UInt8], over descriptor: CInt) {
        guard let source = reply.source else { return send(reply.bytes, to: asker, over: descriptor) }
        let other = socket(AF_INET, CInt(SOCK_RAW.rawValue), CInt(IPPROTO_ICMP))
        defer { Glibc.close(other) }
        var address = socketAddress(IPAddress(source)?.bytes ?? [])
        withUnsafeBytes(of: &address) { bytes in
            _ = bind(other, bytes.assumingMemoryBound(to: sockaddr.self).baseAddress, socklen_t(bytes.count))
        }
        send(reply.bytes, to: asker, over: other)
    }

    private static func send(_ bytes: [UInt8], to asker: [UInt8], over descriptor: CInt) {
        var address = socketAddress(asker)
        withUnsafeBytes(of: &address) { to in
            let to = to.assumingMemoryBound(to: sockaddr.self)
            _ = sendto(descriptor, bytes, bytes.count, 0, to.baseAddress, socklen_t(MemoryLayout<sockaddr_in>.size))
        }
    }

    private static func socketAddress(_ bytes: [UInt8]) -> sockaddr_in {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        withUnsafeMutableBytes(of: &address.sin_addr) { $0.copyBytes(from: bytes) }
        return address
    }
}
