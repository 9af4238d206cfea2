import Foundation

/// A port of loopback whose queue of connections is full: the kernel drops what else knocks, as a dead host would.
final class FullBacklog {
    let port: Int
    private var sockets: [Int32] = []

    /// - Parameters:
    ///   - host: the last octet of its address, 127.0.0.x.
    ///   - port: 0 for any.
    init(host: UInt32 = 1, port wanted: Int = 0) throws {
        let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = (0x7F00_0000 + host).bigEndian
        address.sin_port = UInt16(wanted).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let isListening = withUnsafeMutableBytes(of: &address) { bytes in
            guard let pointer = bytes.baseAddress?.assumingMemoryBound(to: sockaddr.self) else { return false }
            return bind(listener, pointer, length) == 0 && listen(listener, 0) == 0
                && getsockname(listener, pointer, &length) == 0
        }
        guard isListening else { throw CocoaError(.fileReadUnknown) }
        port = Int(UInt16(bigEndian: address.sin_port))
        sockets.append(listener)
        for _ in 0..<4 { knock(address) }
    }

    deinit { for socket in sockets { close(socket) } }

    private func knock(_ address: sockaddr_in) {
        let client = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_NONBLOCK.rawValue), 0)
        withUnsafeBytes(of: address) { bytes in
            guard let pointer = bytes.baseAddress?.assumingMemoryBound(to: sockaddr.self) else { return }
            _ = connect(client, pointer, socklen_t(bytes.count))
        }
        sockets.append(client)
    }
}
