import Foundation

/// What names mean to a program that is run with it: files of its own in place of `/etc/hosts` and `/etc/resolv.conf`, in a
/// mount namespace, which takes root.
final class OwnNames: Sendable {
    static var isPossible: Bool { geteuid() == 0 && FileManager.default.isExecutableFile(atPath: "/usr/bin/unshare") }
    static let obstacle = "it takes root and unshare to give a program names of its own"

    private let directory: TemporaryDirectory

    init(hosts: String = "127.0.0.1 localhost\n", nameServer: String) throws {
        directory = try TemporaryDirectory()
        try hosts.write(toFile: "\(directory.path)/hosts", atomically: true, encoding: .utf8)
        let configuration = "nameserver \(nameServer)\noptions timeout:1 attempts:1\n"
        try configuration.write(toFile: "\(directory.path)/resolv.conf", atomically: true, encoding: .utf8)
    }

    /// The command that runs another one so.
    var command: [String] {
        let script = """
            mount --bind \(directory.path)/hosts /etc/hosts && \
            mount --bind \(directory.path)/resolv.conf /etc/resolv.conf && exec "$@"
            """
        return ["/usr/bin/unshare", "--mount", "--propagation", "private", "/bin/sh", "-c", script, "sh"]
    }
}
