internal import NIOCore
internal import NIOPosix

/// Where a worker answers health checks when it is not told: several run on one machine.
enum WorkerPort {
    static let first = 5001
    private static let last = 5099

    /// The first port of `host` that nobody has; `first` where all are taken, so that the start says so.
    static func free(on host: String) async -> Int {
        for port in first...last where await isFree(port, on: host) { return port }
        return first
    }

    private static func isFree(_ port: Int, on host: String) async -> Bool {
        let bootstrap = ServerBootstrap(group: .singletonMultiThreadedEventLoopGroup)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
        guard let channel = try? await bootstrap.bind(host: host, port: port).get() else { return false }
        return (try? await channel.close()) != nil
    }
}
