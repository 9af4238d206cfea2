import Glibc

/// An error that the kernel reported about a datagram sent earlier (`ip(7)`, `IP_RECVERR`).
struct SendFailure {
    /// Where the datagram was sent to.
    let destination: Endpoint
    let obstacle: Obstacle
    /// How many bytes of the datagram, from its start, came back with the report; often 0.
    let quoted: Int
}

extension UDPSocket {
    enum QueuedError {
        case none
        /// A report of no concern here.
        case other
        case sendFailure(SendFailure)
    }

    /// Takes one report off the socket's error queue. What it quotes of the datagram is left in `memory`.
    func nextError(into memory: UnsafeMutableRawBufferPointer) -> QueuedError {
        var name = sockaddr_storage()
        var control: ControlBuffer = (0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)
        var vector = iovec(iov_base: memory.baseAddress, iov_len: memory.count)
        let controlSize = MemoryLayout<ControlBuffer>.size
        return withUnsafeMutablePointer(to: &name) { namePointer in
            withUnsafeMutablePointer(to: &vector) { vectorPointer in
                withUnsafeMutableBytes(of: &control) { controlBytes in
                    var header = msghdr()
                    header.msg_name = UnsafeMutableRawPointer(namePointer)
                    header.msg_namelen = socklen_t(MemoryLayout<sockaddr_storage>.size)
                    header.msg_iov = vectorPointer
                    header.msg_iovlen = 1
                    header.msg_control = controlBytes.baseAddress
                    header.msg_controllen = controlSize
                    let size = recvmsg(descriptor, &header, Int32(MSG_ERRQUEUE))
                    guard size >= 0 else { return .none }
                    let used = UnsafeRawBufferPointer(controlBytes).prefix(Int(header.msg_controllen))
                    guard let destination = Endpoint(namePointer.pointee),
                        let report = ExtendedError(control: UnsafeRawBufferPointer(rebasing: used)),
                        let obstacle = report.obstacle
                    else { return .other }
                    return .sendFailure(SendFailure(destination: destination, obstacle: obstacle, quoted: size))
                }
            }
        }
    }
}

/// Room for one report and the address of the router that sent it, aligned as control messages must be.
private typealias ControlBuffer = (
    UInt64, UInt64, UInt64, UInt64, UInt64, UInt64, UInt64, UInt64, UInt64, UInt64, UInt64, UInt64, UInt64, UInt64,
    UInt64, UInt64
)

/// `struct sock_extended_err` of `linux/errqueue.h`.
private struct ExtendedError {
    let number: Int32
    let origin: UInt8

    /// Looks for it among the control messages (`cmsg(3)`).
    init?(control: UnsafeRawBufferPointer) {
        let headerSize = MemoryLayout<cmsghdr>.size
        var offset = 0
        while offset + headerSize <= control.count {
            let header = control.loadUnaligned(fromByteOffset: offset, as: cmsghdr.self)
            let length = Int(header.cmsg_len)
            guard length >= headerSize, offset + length <= control.count else { return nil }
            let isReport =
                header.cmsg_level == Int32(IPPROTO_IP) && header.cmsg_type == IP_RECVERR
                || header.cmsg_level == Int32(IPPROTO_IPV6) && header.cmsg_type == IPV6_RECVERR
            if isReport, length >= headerSize + 8 {
                number = Int32(
                    truncatingIfNeeded: control.loadUnaligned(fromByteOffset: offset + headerSize, as: UInt32.self))
                origin = control[offset + headerSize + 4]
                return
            }
            let alignment = MemoryLayout<Int>.alignment
            offset += (length + alignment - 1) / alignment * alignment
        }
        return nil
    }

    /// `nil` for what ICMP did not report, and for reports that are no obstacle.
    var obstacle: Obstacle? {
        guard origin == 2 || origin == 3 else { return nil }
        switch number {
        case ECONNREFUSED: return .portClosed
        case EHOSTUNREACH, ENETUNREACH, EHOSTDOWN: return .hostUnreachable
        case EACCES, EPERM: return .prohibited
        default: return nil
        }
    }
}
