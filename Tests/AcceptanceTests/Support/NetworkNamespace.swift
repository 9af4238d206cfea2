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
    private let number: Int

    init() throws {
        let count = Self.counter.next()
        number = (Int(getpid()) &* 7 &+ count) % 16_000
        name = "lapwing-\(getpid())-\(count)"
        cable = "lw\(getpid() % 100_000)-\(count)"
        let network = "10.\(200 + number / 64 / 250).\(number / 64 % 250)"
        near = "\(network).\(number % 64 * 4 + 1)"
        address = "\(network).\(number % 64 * 4 + 2)"
        try Self.ip("netns", "add", name)
        try Self.ip("link", "add", cable, "type", "veth", "peer", "name", "eth0", "netns", name)
        try Self.ip("address", "add", "\(near)/30", "dev", cable)
        try Self.ip("link", "set", cable, "up")
        try Self.ip("-n", name, "address", "add", "\(address)/30", "dev", "eth0")
        try Self.ip("-n", name, "link", "set", "lo", "up")
        try Self.ip("-n", name, "link", "set", "eth0", "up")
    }

    /// Another address of the same host, reached through it.
    var secondAddress: String { "10.199.\(number / 250 % 250).\(number % 250 + 1)" }

    func addAddress() throws {
        try Self.ip("-n", name, "address", "add", "\(secondAddress)/32", "dev", "lo")
        try Self.ip("route", "add", "\(secondAddress)/32", "via", address)
    }

    /// Packets to `network` go into the namespace, where nobody has such an address, and are never heard of again.
    func swallow(_ network: String) throws {
        try Self.ip("route", "add", network, "via", address)
        try Self.ip("-n", name, "route", "add", "blackhole", network)
    }

    deinit {
        try? Self.ip("link", "delete", cable)
        try? Self.ip("netns", "delete", name)
    }

    func unplug() throws { try Self.ip("-n", name, "link", "set", "eth0", "down") }
    func plug() throws { try Self.ip("-n", name, "link", "set", "eth0", "up") }

    private static func ip(_ arguments: String...) throws {
        let command = "/usr/sbin/ip \(arguments.joined(separator: " "))"
        guard system(command) == 0 else {
            throw ChildProcess.Unexpected(description: "`\(command)` failed; it needs root")
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
