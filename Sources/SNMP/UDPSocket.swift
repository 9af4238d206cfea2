import Glibc

/// A UDP socket that is not connected and does not block, and that learns of ICMP errors by destination (`IP_RECVERR`).
final class UDPSocket {
    let family: Endpoint.Family
    let descriptor: Int32
    /// How many datagrams the kernel had thrown away for lack of room when ``countDrops()`` last asked.
    private(set) var drops: UInt32 = 0

    /// Large enough for the answers of thousands of devices asked at once.
    private static let receiveBufferSize: Int32 = 8 << 20

    init(_ family: Endpoint.Family) throws(SystemError) {
        self.family = family
        descriptor = socket(family == .v4 ? AF_INET : AF_INET6, Int32(SOCK_DGRAM.rawValue) | O_NONBLOCK | O_CLOEXEC, 0)
        guard descriptor >= 0 else { throw .current }
        switch family {
        case .v4:
            set(Int32(IPPROTO_IP), IP_RECVERR, 1)
        case .v6:
            set(Int32(IPPROTO_IPV6), IPV6_RECVERR, 1)
            set(Int32(IPPROTO_IPV6), IPV6_V6ONLY, 1)
        }
        // The first needs CAP_NET_ADMIN; the second is cut to net.core.rmem_max.
        if !set(SOL_SOCKET, SO_RCVBUFFORCE, Self.receiveBufferSize) {
            set(SOL_SOCKET, SO_RCVBUF, Self.receiveBufferSize)
        }
    }

    deinit {
        close(descriptor)
    }

    @discardableResult
    private func set(_ level: Int32, _ option: Int32, _ value: Int32) -> Bool {
        withUnsafePointer(to: value) {
            setsockopt(descriptor, level, option, $0, socklen_t(MemoryLayout<Int32>.size)) == 0
        }
    }

    /// Sends one datagram; what went wrong, if anything did.
    func send(_ datagram: [UInt8], to endpoint: Endpoint) -> SystemError? {
        let sent = endpoint.withSocketAddress { address, size in
            sendto(descriptor, datagram, datagram.count, 0, address, size)
        }
        return sent < 0 ? .current : nil
    }

    /// Brings ``drops`` up to date (`SO_MEMINFO`, Linux 4.12).
    func countDrops() {
        var memory: (UInt32, UInt32, UInt32, UInt32, UInt32, UInt32, UInt32, UInt32, UInt32) = (
            0, 0, 0, 0, 0, 0, 0, 0, 0
        )
        var size = socklen_t(MemoryLayout.size(ofValue: memory))
        guard getsockopt(descriptor, SOL_SOCKET, SO_MEMINFO, &memory, &size) == 0 else { return }
        drops = memory.8
    }

    enum Received {
        case datagram(size: Int, source: Endpoint)
        case nothing
        /// Among others an ICMP error of an earlier datagram, which is in the error queue too.
        case failure
    }

    func receive(into memory: UnsafeMutableRawBufferPointer) -> Received {
        var name = sockaddr_storage()
        var nameSize = socklen_t(MemoryLayout<sockaddr_storage>.size)
        let size = withUnsafeMutablePointer(to: &name) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                recvfrom(descriptor, memory.baseAddress, memory.count, 0, $0, &nameSize)
            }
        }
        guard size >= 0 else { return errno == EAGAIN ? .nothing : .failure }
        guard let source = Endpoint(name) else { return .failure }
        return .datagram(size: size, source: source)
    }
}
