import Foundation
import Testing

@testable import LapwingServer

struct ServiceNoticesTests {
    /// A socket that systemd would listen on.
    private final class Listener {
        let descriptor = socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue), 0)

        /// - Parameter name: a path, or `@` and an abstract name.
        init(_ name: String) {
            var address = sockaddr_un()
            address.sun_family = sa_family_t(AF_UNIX)
            var bytes = Array(name.utf8)
            if bytes[0] == UInt8(ascii: "@") { bytes[0] = 0 }
            withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: bytes) }
            let length = socklen_t(MemoryLayout<sa_family_t>.size + bytes.count)
            let result = withUnsafePointer(to: &address) {
                $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { bind(descriptor, $0, length) }
            }
            #expect(result == 0)
        }

        deinit { close(descriptor) }

        func next() -> String {
            var bytes = [UInt8](repeating: 0, count: 256)
            let count = recv(descriptor, &bytes, bytes.count, 0)
            return String(decoding: bytes.prefix(max(count, 0)), as: UTF8.self)
        }
    }

    @Test(arguments: ["path", "@abstract"])
    func `systemd hears each state in a datagram of its own`(kind: String) {
        let unique = "lapwing-\(UUID().uuidString.prefix(8))"
        let name = kind == "path" ? NSTemporaryDirectory() + unique : "@" + unique
        let listener = Listener(name)
        defer { unlink(name) }
        let notices = ServiceNotices(environment: ["NOTIFY_SOCKET": name])
        for state in ["READY=1", "WATCHDOG=1", "STOPPING=1"] {
            #expect(notices.send(state))
            #expect(listener.next() == state)
        }
    }

    @Test(arguments: [
        [:], ["NOTIFY_SOCKET": ""], ["NOTIFY_SOCKET": "/nobody/listens"],
        ["NOTIFY_SOCKET": "/" + String(repeating: "x", count: 200)],
    ])
    func `where nobody listens nothing is sent and nothing breaks`(environment: [String: String]) {
        #expect(!ServiceNotices(environment: environment).send("READY=1"))
    }

    @Test func `a listener that reads nothing holds nobody up`() {
        let name = "@lapwing-\(UUID().uuidString.prefix(8))"
        let listener = Listener(name)
        let notices = ServiceNotices(environment: ["NOTIFY_SOCKET": name])
        var sent = 0
        while notices.send("WATCHDOG=1"), sent < 100_000 { sent += 1 }
        #expect(sent > 0 && sent < 100_000)
        #expect(listener.next() == "WATCHDOG=1")
    }

    @Test func `how often systemd wants to hear is read where it is meant for this process`() {
        #expect(ServiceNotices(environment: ["WATCHDOG_USEC": "3000000"]).watchdogInterval == .seconds(3))
        let mine = ["WATCHDOG_USEC": "3000000", "WATCHDOG_PID": "\(getpid())"]
        #expect(ServiceNotices(environment: mine).watchdogInterval == .seconds(3))
        #expect(ServiceNotices(environment: mine.merging(["WATCHDOG_PID": "1"]) { $1 }).watchdogInterval == nil)
        #expect(ServiceNotices(environment: ["WATCHDOG_USEC": "soon"]).watchdogInterval == nil)
        #expect(ServiceNotices(environment: [:]).watchdogInterval == nil)
    }
}
