import NIOCore
import NIOPosix
import Testing

@testable import LapwingServer

@Suite(.timeLimit(.minutes(1))) struct WorkerPortTests {
    @Test func `a second worker of a machine takes the next port`() async throws {
        let first = await WorkerPort.free(on: "127.0.0.1")
        let listener = try await ServerBootstrap(group: .singletonMultiThreadedEventLoopGroup)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1).bind(host: "127.0.0.1", port: first).get()
        let second = await WorkerPort.free(on: "127.0.0.1")
        try await listener.close()
        #expect(second > first)
    }
}
