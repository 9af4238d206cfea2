import Glibc
internal import Sockets

/// A UDP socket that receives on one address or all of a family, and answers from the address that was written to.
final class TrapSocket {
    let descriptor: Int32
    /// Host byte order.
    let port: UInt16

    /// Tells the address that a datagram came to, and which one to send from (`ip(7)`, `ipv6(7)`).
    struct LocalAddress {
        fileprivate var control: (UInt64, UInt64, UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0, 0, 0)
        fileprivate var length = 0
    }

    /// Takes the bursts of a power failure.
    private static let receiveBufferSize: Int32 = 8 << 20

    init(_ endpoint: Endpoint) throws(SystemError) {
        let family = endpoint.family == .v4 ? AF_INET : AF_INET6
        descriptor = socket(family, Int32(SOCK_DGRAM.rawValue) | O_NONBLOCK | O_CLOEXEC, 0)
        guard descriptor >= 0 else { throw .current }
        switch endpoint.family {
        case .v4:
            Self.set(descriptor, Int32(IPPROTO_IP), IP_PKTINFO, 1)
        case .v6:
            Self.set(descriptor, Int32(IPPROTO_IPV6), IPV6_V6ONLY, 1)
            Self.set(descriptor, Int32(IPPROTO_IPV6), IPV6_RECVPKTINFO, 1)
        }
        // The first needs CAP_NET_ADMIN; the second is cut to net.core.rmem_max.
        if !Self.set(descriptor, SOL_SOCKET, SO_RCVBUFFORCE, Self.receiveBufferSize) {
            Self.set(descriptor, SOL_SOCKET, SO_RCVBUF, Self.receiveBufferSize)
        }
        let descriptor = descriptor
        guard endpoint.withSocketAddress({ bind(descriptor, $0, $1) }) == 0, let bound = Self.name(descriptor) else {
            let error = SystemError.current
            close(descriptor)
            throw error
        }
        port = bound.port
    }

    deinit {
        close(descriptor)
    }

    @discardableResult
    private static func set(_ descriptor: Int32, _ level: Int32, _ option: Int32, _ value: Int32) -> Bool {
        withUnsafePointer(to: value) {
            setsockopt(descriptor, level, option, $0, socklen_t(MemoryLayout<Int32>.size)) == 0
        }
    }

    private static func name(_ descriptor: Int32) -> Endpoint? {
        var storage = sockaddr_storage()
        var size = socklen_t(MemoryLayout<sockaddr_storage>.size)
        let result = withUnsafeMutablePointer(to: &storage) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { getsockname(descriptor, $0, &size) }
        }
        return result == 0 ? Endpoint(storage) : nil
    }

    enum Received {
        case datagram(size: Int, source: Endpoint, to: LocalAddress)
        case nothing
        /// Among others an ICMP error of an earlier answer.
        case failure
    }

    func receive(into memory: UnsafeMutableRawBufferPointer) -> Received {
        var storage = sockaddr_storage()
        var local = LocalAddress()
        local.length = MemoryLayout.size(ofValue: local.control)
        var vector = iovec(iov_base: memory.baseAddress, iov_len: memory.count)
        let size = withHeader(&storage, socklen_t(MemoryLayout<sockaddr_storage>.size), &vector, &local) { header in
            recvmsg(descriptor, header, 0)
        }
        guard size >= 0 else { return errno == EAGAIN ? .nothing : .failure }
        guard let source = Endpoint(storage) else { return .failure }
        local.forgetInterface()
        return .datagram(size: size, source: source, to: local)
    }

    /// What cannot be sent is lost, as what is sent may be.
    func send(_ bytes: [UInt8], to destination: Endpoint, from local: LocalAddress) {
        var local = local
        var storage = sockaddr_storage()
        let length = destination.withSocketAddress { address, length in
            withUnsafeMutableBytes(of: &storage) {
                $0.copyMemory(from: UnsafeRawBufferPointer(start: address, count: Int(length)))
            }
            return length
        }
        bytes.withUnsafeBytes { bytes in
            var vector = iovec(
                iov_base: UnsafeMutableRawPointer(mutating: bytes.baseAddress), iov_len: bytes.count)
            _ = withHeader(&storage, length, &vector, &local) { sendmsg(descriptor, $0, 0) }
        }
    }

    private func withHeader(
        _ name: inout sockaddr_storage, _ nameLength: socklen_t, _ vector: inout iovec, _ local: inout LocalAddress,
        _ body: (UnsafeMutablePointer<msghdr>) -> Int
    ) -> Int {
        var length = local.length
        defer { local.length = length }
        return withUnsafeMutablePointer(to: &name) { name in
            withUnsafeMutablePointer(to: &vector) { vector in
                withUnsafeMutablePointer(to: &local.control) { control in
                    var header = msghdr()
                    header.msg_name = UnsafeMutableRawPointer(name)
                    header.msg_namelen = nameLength
                    header.msg_iov = vector
                    header.msg_iovlen = 1
                    header.msg_control = length == 0 ? nil : UnsafeMutableRawPointer(control)
                    header.msg_controllen = length
                    let result = body(&header)
                    length = min(header.msg_controllen, MemoryLayout.size(ofValue: control.pointee))
                    return result
                }
            }
        }
    }
}

extension TrapSocket.LocalAddress {
    /// The answer goes where the routes say, whatever interface the request came by. `struct in_pktinfo` begins with the
    /// interface and `struct in6_pktinfo` ends with it.
    fileprivate mutating func forgetInterface() {
        let headerSize = 16
        let (level, type) = withUnsafeBytes(of: control) { bytes in
            (bytes.load(fromByteOffset: 8, as: Int32.self), bytes.load(fromByteOffset: 12, as: Int32.self))
        }
        let offset: Int
        switch (level, type) {
        case (Int32(IPPROTO_IP), IP_PKTINFO): offset = headerSize
        case (Int32(IPPROTO_IPV6), IPV6_PKTINFO): offset = headerSize + 16
        default:
            length = 0
            return
        }
        withUnsafeMutableBytes(of: &control) { $0.storeBytes(of: 0, toByteOffset: offset, as: UInt32.self) }
    }
}
