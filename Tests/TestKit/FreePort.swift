internal import Glibc

package enum Transport: Sendable {
    case tcp, udp
}

package struct NoFreePort: Error {}

/// A port of loopback that nobody has at the moment.
package func freePort(_ transport: Transport = .tcp) throws -> Int {
    let descriptor = socket(AF_INET, Int32((transport == .tcp ? SOCK_STREAM : SOCK_DGRAM).rawValue), 0)
    defer { close(descriptor) }
    var name = sockaddr_in()
    name.sin_family = sa_family_t(AF_INET)
    name.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    var size = socklen_t(MemoryLayout<sockaddr_in>.size)
    let isBound = withUnsafeMutablePointer(to: &name) { pointer in
        pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
            bind(descriptor, $0, size) == 0 && getsockname(descriptor, $0, &size) == 0
        }
    }
    guard isBound else { throw NoFreePort() }
    return Int(UInt16(bigEndian: name.sin_port))
}
