import Sockets
import Testing

@testable import Notifiers

@Suite struct ReachTests {
    @Test(
        arguments: [
            ("93.184.215.14", .global), ("8.8.8.8", .global), ("172.15.255.255", .global), ("172.32.0.0", .global),
            ("100.63.255.255", .global), ("100.128.0.0", .global), ("169.253.255.255", .global),
            ("223.255.255.255", .global),
            ("0.0.0.0", .unspecified), ("0.1.2.3", .unspecified), ("127.0.0.1", .loopback),
            ("127.255.255.254", .loopback),
            ("10.0.0.1", .private), ("172.16.0.1", .private), ("172.31.255.255", .private), ("192.168.1.1", .private),
            ("100.64.0.1", .private), ("100.100.100.200", .private), ("169.254.169.254", .linkLocal),
            ("168.63.129.16", .reserved), ("192.0.0.1", .reserved), ("192.0.2.1", .reserved), ("198.18.0.1", .reserved),
            ("198.51.100.1", .reserved), ("203.0.113.1", .reserved), ("224.0.0.1", .multicast),
            ("239.255.255.255", .multicast), ("240.0.0.1", .reserved), ("255.255.255.255", .reserved),
            ("2606:2800:21f:cb07:6820:80da:af6b:8b2c", .global), ("2a00:1450:4001::1", .global), ("::", .unspecified),
            ("::1", .loopback), ("::2", .reserved), ("fe80::1", .linkLocal), ("febf::1", .linkLocal),
            ("fec0::1", .private),
            ("fc00::1", .private), ("fd00:ec2::254", .private), ("ff02::1", .multicast), ("2001:db8::1", .reserved),
            ("2001::1", .reserved), ("2002:7f00:1::", .reserved), ("64:ff9b:1::1", .reserved), ("100::1", .reserved),
            ("::ffff:127.0.0.1", .loopback), ("::ffff:10.0.0.1", .private), ("::ffff:169.254.169.254", .linkLocal),
            ("::ffff:8.8.8.8", .global), ("64:ff9b::8.8.8.8", .global), ("64:ff9b::127.0.0.1", .loopback),
            ("::127.0.0.1", .reserved),
        ] as [(String, IPAddress.Reach)])
    func `an address is known for where it leads`(text: String, reach: IPAddress.Reach) async throws {
        let address = try #require(IPAddress(text))
        #expect(address.reach == reach)
    }
}
