import Foundation

/// A host of the test's own, reached over a cable that can be unplugged. Gone with the value.
final class NetworkNamespace: Sendable {
    private static let counter = Counter()

    let name: String
    /// The far end, inside the namespace.
    let address: String
    /// This machine's end.
    let near: String
    private let cable: String

    init() throws {
        let number = Self.counter.next()
        let unique = (Int(getpid()) &* 7 &+ number) % 16_000
        name = "lapwing-\(getpid())-\(number)"
        cable = "lw\(getpid() % 100_000)-\(number)"
        let network = "10.\(200 + unique / 64 / 250).\(unique / 64 % 250)"
        near = "\(network).\(unique % 64 * 4 + 1)"
        address = "\(network).\(unique % 64 * 4 + 2)"
        try Self.ip("netns", "add", name)
        try Self.ip("link", "add", cable, "type", "veth", "peer", "name", "eth0", "netns", name)
        try Self.ip("address", "add", "\(near)/30", "dev", cable)
        try Self.ip("link", "set", cable, "up")
        try Self.ip("-n", name, "address", "add", "\(address)/30", "dev", "eth0")
        try Self.ip("-n", name, "link", "set", "lo", "up")
        try Self.ip("-n", name, "link", "set", "eth0", "up")
    }

    deinit {
        try? Self.ip("link", "delete", cable)
        try? Self.ip("netns", "delete", name)
    }

    func unplug() throws { try Self.ip("-n", name, "link", "set", "eth0", "down") }
    func plug() throws { try Self.ip("-n", name, "link", "set", "eth0", "up") }

    private static func ip(_ arguments: String...) throws {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/sbin/ip")
        process.arguments = arguments
        try process.run()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else {
            throw ChildProcess.Unexpected(description: "`ip \(arguments.joined(separator: " "))` failed; it needs root")
        }
    }
}

/// Proof of `@unchecked`: the count is under the lock.
private final class Counter: @unchecked Sendable {
    private let lock = NSLock()
    private var count = 0

    func next() -> Int {
        lock.withLock {
            count += 1
            return count
        }
    }
}
