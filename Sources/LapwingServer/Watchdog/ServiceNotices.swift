internal import Foundation

/// Tells systemd how the service is (sd_notify(3)): a datagram to the socket that `NOTIFY_SOCKET` names. Without one
/// nothing is sent.
package struct ServiceNotices: Sendable {
    private let socket: String?
    /// How often systemd wants to hear that the service lives; `nil` where it does not.
    package let watchdogInterval: Duration?

    package init(environment: [String: String] = ProcessInfo.processInfo.environment) {
        socket = environment["NOTIFY_SOCKET"].flatMap { $0.isEmpty ? nil : $0 }
        let isMeant = environment["WATCHDOG_PID"].map { $0 == String(getpid()) } ?? true
        watchdogInterval = isMeant ? environment["WATCHDOG_USEC"].flatMap(Int.init).map(Duration.microseconds) : nil
    }

    /// - Parameter state: such as `READY=1`.
    /// - Returns: whether it was sent. It never waits.
    @discardableResult
    package func send(_ state: String) -> Bool {
        guard let socket, var address = sockaddr_un(notifySocket: socket) else { return false }
        let descriptor = Foundation.socket(
            AF_UNIX, Int32(SOCK_DGRAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else { return false }
        defer { close(descriptor) }
        let length = socklen_t(MemoryLayout<sa_family_t>.size + socket.utf8.count)
        let bytes = Array(state.utf8)
        let sent = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                sendto(descriptor, bytes, bytes.count, Int32(MSG_NOSIGNAL) | Int32(MSG_DONTWAIT), $0, length)
            }
        }
        return sent == bytes.count
    }
}

extension sockaddr_un {
    /// A path, or a name in the abstract namespace, which is written with `@` and begins with a zero byte.
    /// `nil` where it is too long.
    fileprivate init?(notifySocket name: String) {
        var bytes = Array(name.utf8)
        if bytes.first == UInt8(ascii: "@") { bytes[0] = 0 }
        self.init()
        sun_family = sa_family_t(AF_UNIX)
        guard bytes.count < MemoryLayout.size(ofValue: sun_path) else { return nil }
        withUnsafeMutableBytes(of: &sun_path) { $0.copyBytes(from: bytes) }
    }
}
