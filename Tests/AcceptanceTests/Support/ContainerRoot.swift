import Foundation

/// A root made by the steps of our Dockerfile, with the program that was built in it, and a network namespace to run it in.
final class ContainerRoot: Sendable {
    private static let script = "\(Lapwing.root)/scripts/container-root"

    let namespace: NetworkNamespace
    private let directory: TemporaryDirectory
    private var path: String { "\(directory.path)/root" }

    /// Takes as long as Debian takes to be fetched and unpacked; in memory where there is room, since it waits for every
    /// file to be on disk.
    init() async throws {
        directory = try TemporaryDirectory(in: "/dev/shm")
        namespace = try NetworkNamespace()
        let stage = "\(directory.path)/build"
        try await Self.succeed(ChildProcess(Self.script, ["stage", Lapwing.executable, stage]))
        let build = try ChildProcess(
            Self.script,
            ["build", "--file", "\(Lapwing.root)/Dockerfile", "--stage", "build=\(stage)", path])
        try await Self.succeed(build)
        let pings = try inside(["/usr/sbin/sysctl", "-qw", "net.ipv4.ping_group_range=0 2147483647"])
        try await Self.succeed(pings)
    }

    private static func succeed(_ process: ChildProcess) async throws {
        guard try await process.exit(within: .seconds(280)) == 0 else {
            throw ChildProcess.Unexpected(description: "no root: \(process.text.suffix(2000))")
        }
    }

    /// As compose.yaml has it: nothing but the volume can be written, pings are allowed to all.
    func start(_ environment: [String: String]) async throws -> ChildProcess {
        let settings = environment.flatMap { ["--env", "\($0)=\($1)"] }
        let process = try inside([Self.script, "run", "--read-only"] + settings + [path])
        _ = try await process.line { $0.contains("listens on") }
        return process
    }

    /// The health check once.
    func check() async throws -> (status: Int32, text: String) {
        let check = try inside([Self.script, "check", path])
        return (try await check.exit(), check.text)
    }

    private func inside(_ command: [String]) throws -> ChildProcess {
        try ChildProcess("/usr/sbin/ip", ["netns", "exec", namespace.name] + command)
    }

    /// Of the program that `process` started.
    static func status(of process: ChildProcess) throws -> [String: String] {
        var pid = process.pid
        for _ in 0..<2 {
            let children = try String(contentsOfFile: "/proc/\(pid)/task/\(pid)/children", encoding: .utf8)
            guard let child = children.split(separator: " ").first.flatMap({ Int32($0) }) else {
                throw ChildProcess.Unexpected(description: "\(pid) has no child")
            }
            pid = child
        }
        let lines = try String(contentsOfFile: "/proc/\(pid)/status", encoding: .utf8).split(separator: "\n")
        let fields = lines.map { $0.split(separator: "\t", maxSplits: 1).map(String.init) }.filter { $0.count == 2 }
        return Dictionary(fields.map { ($0[0], $0[1]) }) { first, _ in first }
    }
}
