internal import Foundation
internal import Glibc

/// Two network namespaces joined by a cable, for tests that pull it: `near`, where the test asks from, and `far`, the
/// device. Nothing in them touches the host's own network. Takes root and `ip` (apt: iproute2).
package final class NetworkPair: Sendable {
    package enum Side: String, Sendable { case near, far }

    package static let nearAddress = "10.9.0.1"
    package static let farAddress = "10.9.0.2"
    package static let nearAddressV6 = "fd00:9::1"
    package static let farAddressV6 = "fd00:9::2"

    private static let prefix = "lapwing-test"
    private let name: String

    /// Builds a pair for `body` and takes it down after it. Both ends are up and have their addresses.
    package static func with<Value>(_ body: (NetworkPair) async throws -> Value) async throws -> Value {
        let pair = NetworkPair()
        let result: Result<Value, any Error>
        do {
            try await pair.build()
            result = .success(try await body(pair))
        } catch {
            result = .failure(error)
        }
        for side in [Side.near, .far] { try? await run(["ip", "netns", "delete", pair.namespace(side)]) }
        return try result.get()
    }

    private init() {
        name = "\(Self.prefix)-\(getpid())-\(UInt32.random(in: 0 ... .max))"
    }

    private func build() async throws {
        for side in [Side.near, .far] { try await Self.run(["ip", "netns", "add", namespace(side)]) }
        try await Self.run([
            "ip", "-n", namespace(.near), "link", "add", "near0", "type", "veth", "peer", "far0", "netns",
            namespace(.far),
        ])
        try await configure(.near, [Self.nearAddress, Self.nearAddressV6])
        try await configure(.far, [Self.farAddress, Self.farAddressV6])
    }

    /// The name of a side's namespace for `ip netns`.
    package func namespace(_ side: Side) -> String { "\(name)-\(side)" }

    /// The end of the cable on a side.
    package static func interface(_ side: Side) -> String { "\(side)0" }

    private func configure(_ side: Side, _ addresses: [String]) async throws {
        let interface = Self.interface(side)
        try await run(side, "sysctl -qw net.ipv6.conf.all.accept_dad=0 net.ipv6.conf.\(interface).accept_dad=0")
        try await run(side, "ip link set lo up")
        try await run(side, "ip link set \(interface) up")
        try await run(side, "ip address add \(addresses[0])/24 dev \(interface)")
        try await run(side, "ip address add \(addresses[1])/64 dev \(interface) nodad")
    }

    /// Runs a command of the shell on a side.
    package func run(_ side: Side, _ command: String) async throws {
        try await Self.run(["ip", "netns", "exec", namespace(side), "sh", "-c", command])
    }

    private static func run(_ words: [String]) async throws {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = words
        let output = Pipe()
        process.standardError = output
        let status = try await withCheckedThrowingContinuation { continuation in
            process.terminationHandler = { continuation.resume(returning: $0.terminationStatus) }
            do { try process.run() } catch { continuation.resume(throwing: error) }
        }
        guard status == 0 else {
            let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
            throw Failure(description: "`\(words.joined(separator: " "))` failed (root and iproute2 needed): \(text)")
        }
    }

    package struct Failure: Error, CustomStringConvertible {
        package let description: String
    }

    /// Runs `body` on a thread of its own that lives on a side: sockets and threads made there belong to it.
    package func enter<Value: Sendable>(
        _ side: Side, _ body: @escaping @Sendable () throws -> Value
    ) async throws -> Value {
        let path = "/run/netns/\(namespace(side))"
        return try await withCheckedThrowingContinuation { continuation in
            Thread.detachNewThread {
                continuation.resume(with: Result { try Self.join(path) }.flatMap { Result { try body() } })
            }
        }
    }

    private static func join(_ path: String) throws {
        // Glibc's module leaves setns(2) out.
        typealias SetNamespace = @convention(c) (CInt, CInt) -> CInt
        guard let symbol = dlsym(nil, "setns") else { throw Failure(description: "there is no setns here") }
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        defer { close(descriptor) }
        guard unsafeBitCast(symbol, to: SetNamespace.self)(descriptor, 0) == 0 else {
            throw Failure(description: "cannot enter \(path): \(String(cString: strerror(errno)))")
        }
    }
}
