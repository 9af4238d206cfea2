import NIOConcurrencyHelpers
import Testing

@testable import Sockets

@Suite struct HostResolverTests {
    private static let address = IPAddress(ipv4: 0xC000_0207)

    @Test(arguments: ["localhost", "127.0.0.1"])
    func `the system knows this machine`(host: String) async throws {
        let local = try #require(IPAddress("127.0.0.1"))
        guard case .addresses(let addresses) = await HostResolver.system.lookUp(host, within: .seconds(30)) else {
            return #expect(Bool(false))
        }
        #expect(addresses.contains(local))
        guard case .addresses(let waited) = try HostResolver.system.addresses(of: host, within: .seconds(30)) else {
            return #expect(Bool(false))
        }
        #expect(waited == addresses)
    }

    @Test func `a zone is kept, and a name with a zero byte is none`() async throws {
        let answer = await HostResolver.system.lookUp("fe80::1%lo", within: .seconds(30))
        #expect(answer == .addresses([try #require(IPAddress("fe80::1%lo"))]))
        #expect(await HostResolver.system.lookUp("localhost\0.example", within: .seconds(30)) == .unknown)
    }

    @Test func `who is cancelled waits no longer, and the answer is told all the same`() async {
        let gate = AsyncStream<Void>.makeStream()
        let told = NIOLockedValueBox<HostResolver.Answer?>(nil)
        let lock = NIOLockedValueBox(false)
        let resolver = HostResolver { _ in
            gate.continuation.yield()
            while !lock.withLockedValue({ $0 }) {}
            return .addresses([Self.address])
        }
        let task = Task {
            await resolver.lookUp("core-1", within: .seconds(3600)) { answer in told.withLockedValue { $0 = answer } }
        }
        for await _ in gate.stream { break }
        task.cancel()
        #expect(await task.value == .failed("the look-up was cancelled"))
        #expect(told.withLockedValue { $0 } == nil)
        lock.withLockedValue { $0 = true }
        while told.withLockedValue({ $0 }) == nil { await Task.yield() }
        #expect(told.withLockedValue { $0 } == .addresses([Self.address]))
    }

    @Test func `a thread that waits can be interrupted, and waits no longer than its limit`() throws {
        let isOver = NIOLockedValueBox(false)
        defer { isOver.withLockedValue { $0 = true } }
        let resolver = HostResolver { _ in
            while !isOver.withLockedValue({ $0 }) {}
            return .unknown
        }
        let pipe = try WakePipe()
        pipe.wake()
        #expect(try resolver.addresses(of: "a", within: .seconds(3600), interruption: pipe.readEnd) == nil)
        let late = try resolver.addresses(of: "b", within: .milliseconds(20))
        #expect(late == .failed("the name service did not answer within 20 ms"))
        #expect(resolver.isTroubled("b"))
    }
}
