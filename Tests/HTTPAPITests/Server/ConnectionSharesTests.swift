import NIOCore
import Sockets
import Testing

@testable import HTTPAPI
@testable import Web

@Suite struct ConnectionSharesTests {
    private func peer(_ address: String) throws -> Peer { Peer(try #require(IPAddress(address))) }

    @Test func `as many are admitted as there may be, and another for each that ends`() throws {
        var connections = ConnectionShares(limit: 2)
        let client = try peer("192.0.2.1")
        #expect(connections.admit(client) == .admitted(1))
        #expect(connections.admit(client) == .admitted(2))
        #expect(connections.admit(client) == .refused(isFirst: true))
        connections.release(1)
        #expect(connections.admit(client) == .admitted(3))
        #expect(connections.admit(client) == .refused(isFirst: true))
        #expect(connections.count == 2)
    }

    @Test func `that it is full is news again only after there was room`() throws {
        var connections = ConnectionShares(limit: 20)
        let client = try peer("192.0.2.1")
        for _ in 0..<20 { _ = connections.admit(client) }
        #expect(connections.admit(client) == .refused(isFirst: true))
        #expect(connections.admit(client) == .refused(isFirst: false))
        connections.release(1)
        #expect(connections.admit(client) == .admitted(21))
        #expect(connections.admit(client) == .refused(isFirst: false))
        connections.release(2)
        connections.release(3)
        for _ in 0..<2 { _ = connections.admit(client) }
        #expect(connections.admit(client) == .refused(isFirst: true))
    }

    static let others = [
        ("192.0.2.1", "198.51.100.1"), ("192.0.2.1", "192.0.2.2"), ("2001:db8:1::1", "2001:db8:2::1"),
        ("2001:db8:1::1", "2001:db8:1::2"), ("127.0.0.1", "127.0.0.2"), ("10.0.0.1", "2001:db8::1"),
    ]

    @Test(arguments: others) func `nobody can hold them all`(greedy: String, other: String) throws {
        var connections = ConnectionShares(limit: 10)
        for number in 1...10 { #expect(connections.admit(try peer(greedy)) == .admitted(number)) }
        for number in 1...5 {
            #expect(connections.admit(try peer(other)) == .admittedInPlace(10 + number, of: number))
        }
        #expect(connections.admit(try peer(other)) == .refused(isFirst: true))
        #expect(connections.admit(try peer(greedy)) == .refused(isFirst: false))
        #expect(connections.count == 10)
    }

    @Test func `many addresses of one network hold no more than one of another`() throws {
        var connections = ConnectionShares(limit: 100)
        for number in 1...100 { _ = connections.admit(try peer("192.0.2.\(number)")) }
        for _ in 1...50 {
            guard case .admittedInPlace = connections.admit(try peer("198.51.100.7")) else {
                Issue.record("kept out")
                return
            }
        }
        #expect(connections.admit(try peer("198.51.100.7")) == .refused(isFirst: true))
    }

    @Test func `whoever waits for an answer keeps the connection, and so does a trusted proxy`() throws {
        var connections = ConnectionShares(limit: 3)
        let (greedy, other) = (try peer("192.0.2.1"), try peer("198.51.100.1"))
        for _ in 1...3 { _ = connections.admit(greedy) }
        #expect(connections.admit(other, isIdle: { $0 == 2 }) == .admittedInPlace(4, of: 2))
        #expect(connections.admit(other, isIdle: { _ in false }) == .refused(isFirst: true))
        var proxied = ConnectionShares(limit: 3)
        for _ in 1...3 { _ = proxied.admit(greedy) }
        #expect(proxied.admit(other, isTrusted: { $0 == greedy }) == .refused(isFirst: true))
    }
}
