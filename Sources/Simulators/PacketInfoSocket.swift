import Glibc

/// A UDP socket on all addresses of IPv4, which tells the address each datagram was sent to, and sends from any of them
/// (`IP_PKTINFO`): one socket is any number of hosts.
final class PacketInfoSocket {
    let descriptor: Int32
    private(set) var port: UInt16 = 0

    struct Datagram {
        let size: Int
        let source: sockaddr_in
        /// Host byte order.
        let destination: UInt32
    }

    struct Failure: Error, CustomStringConvertible {
        let call: String
        let number: Int32
        var description: String { "\(call) failed: \(String(cString: strerror(number)))" }
    }

    /// Port 0 takes a free one.
    init(port: UInt16) throws {
        descriptor = socket(AF_INET, Int32(SOCK_DGRAM.rawValue) | O_NONBLOCK | O_CLOEXEC, 0)
        guard descriptor >= 0 else { throw Failure(call: "socket", number: errno) }
        set(Int32(IPPROTO_IP), IP_PKTINFO, 1)
        if !set(SOL_SOCKET, SO_RCVBUFFORCE, 16 << 20) { set(SOL_SOCKET, SO_RCVBUF, 16 << 20) }
        if !set(SOL_SOCKET, SO_SNDBUFFORCE, 16 << 20) { set(SOL_SOCKET, SO_SNDBUF, 16 << 20) }
        var name = sockaddr_in()
        name.sin_family = sa_family_t(AF_INET)
        name.sin_port = port.bigEndian
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let isBound = withUnsafeMutablePointer(to: &name) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(descriptor, $0, size) == 0 && getsockname(descriptor, $0, &size) == 0
            }
        }
        guard isBound else { throw Failure(call: "bind to UDP port \(port)", number: errno) }
        self.port = UInt16(bigEndian: name.sin_port)
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

    /// `nil` if nothing is there.
    func receive(into memory: UnsafeMutableRawBufferPointer) -> Datagram? {
        var source = sockaddr_in()
        var control = PacketInfoMessage()
        var vector = iovec(iov_base: memory.baseAddress, iov_len: memory.count)
        let size = withHeader(&source, &vector, &control) { recvmsg(descriptor, $0, 0) }
        guard size >= 0 else { return nil }
        return Datagram(size: size, source: source, destination: UInt32(bigEndian: control.destination))
    }

    /// `source` is one of this machine's addresses, in host byte order.
    func send(_ bytes: UnsafeRawBufferPointer, from source: UInt32, to destination: sockaddr_in) {
        var destination = destination
        var control = PacketInfoMessage(source: source.bigEndian)
        var vector = iovec(iov_base: UnsafeMutableRawPointer(mutating: bytes.baseAddress), iov_len: bytes.count)
        _ = withHeader(&destination, &vector, &control) { sendmsg(descriptor, $0, 0) }
    }

    private func withHeader(
        _ name: inout sockaddr_in, _ vector: inout iovec, _ control: inout PacketInfoMessage,
        _ body: (UnsafeMutablePointer<msghdr>) -> Int
    ) -> Int {
        withUnsafeMutablePointer(to: &name) { name in
            withUnsafeMutablePointer(to: &vector) { vector in
                withUnsafeMutablePointer(to: &control) { control in
                    var header = msghdr()
                    header.msg_name = UnsafeMutableRawPointer(name)
                    header.msg_namelen = socklen_t(MemoryLayout<sockaddr_in>.size)
                    header.msg_iov = vector
                    header.msg_iovlen = 1
                    header.msg_control = UnsafeMutableRawPointer(control)
                    header.msg_controllen = MemoryLayout<PacketInfoMessage>.size
                    return body(&header)
                }
            }
        }
    }
}

/// A control message with `struct in_pktinfo` (`ip(7)`), all addresses in network byte order.
private struct PacketInfoMessage {
    private var length = 28
    private var level = Int32(IPPROTO_IP)
    private var type = IP_PKTINFO
    private var interface: Int32 = 0
    private var source: UInt32 = 0
    private(set) var destination: UInt32 = 0
    private var padding: UInt32 = 0

    init(source: UInt32 = 0) {
        self.source = source
    }
}
