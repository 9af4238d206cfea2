import NIOCore
import Testing

@testable import HTTPAPI
@testable import Web

@Suite struct PeerTests {
    static let peers: [(address: String, isLoopback: Bool, network: String)] = [
        ("127.0.0.1", true, "127.0.0.1"), ("127.8.9.10", true, "127.8.9.10"), ("10.0.0.7", false, "10.0.0.7"),
        ("128.0.0.1", false, "128.0.0.1"), ("::1", true, "0:0:0:0/64"), ("::2", false, "0:0:0:0/64"),
        ("::ffff:127.0.0.1", true, "127.0.0.1"), ("::ffff:10.0.0.7", false, "10.0.0.7"),
        ("2001:db8:1:2:aaaa::1", false, "2001:db8:1:2/64"), ("2001:db8:1:2:bbbb::2", false, "2001:db8:1:2/64"),
        ("fe80::1", false, "fe80:0:0:0/64"), ("::127.0.0.1", false, "0:0:0:0/64"),
    ]

    @Test(arguments: peers)
    func `an address is judged by its bytes`(address: String, isLoopback: Bool, network: String) throws {
        let peer = Peer(try SocketAddress(ipAddress: address, port: 4711))
        #expect(peer.isLoopback == isLoopback)
        #expect(peer.network == network)
        #expect(!peer.address.contains("4711"))
    }

    @Test func `a peer without an address is not taken for a local one`() {
        #expect(!Peer(nil).isLoopback && Peer(nil).address == "unknown")
    }

    @Test func `a peer at a local socket is local`() throws {
        let peer = Peer(try SocketAddress(unixDomainSocketPath: "/run/lapwing.sock"))
        #expect(peer.isLoopback && peer.network == "local")
    }
}
