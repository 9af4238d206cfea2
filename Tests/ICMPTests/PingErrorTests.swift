import Glibc
import Testing

@testable import ICMP

@Suite struct PingErrorTests {
    @Test func `missing permission says how to give it`() throws {
        let target = try #require(IPAddress("192.0.2.1"))
        let sentence = String(describing: PingError(.notPermitted, target: target, errno: EPERM))
        #expect(sentence.contains("net.ipv4.ping_group_range"))
        #expect(sentence.contains("setcap cap_net_raw+ep"))
        #expect(sentence.contains("Operation not permitted"))
    }

    @Test(arguments: [
        PingError.Code.noSocket, .noRoute, .refused, .notSent, .overloaded, .cancelled, .closed, .invalid,
    ])
    func `every other error is a sentence of its own`(code: PingError.Code) throws {
        let target = try #require(IPAddress("192.0.2.1"))
        let sentence = String(describing: PingError(code, target: target))
        #expect(sentence.contains("192.0.2.1") || sentence.contains("IPv4") || sentence.contains("closed"))
    }
}
