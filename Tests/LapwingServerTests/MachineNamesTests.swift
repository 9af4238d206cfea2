import Testing

@testable import LapwingServer

@Suite struct MachineNamesTests {
    @Test func `a machine is called what its hosts file says of it, and what its host name is`() {
        let hosts = """
            127.0.0.1 localhost # evil.example
            127.0.1.1\tnoc.example.org  noc
            # 127.0.0.1 commented.example
            192.0.2.7 lapwing.example.org noc
            192.0.2.8 other.example.org
            ::1 ip6-localhost
            """
        #expect(
            MachineNames(hostName: "noc", hosts: hosts).names == [
                "noc", "localhost", "noc.example.org", "noc", "lapwing.example.org", "noc", "ip6-localhost",
            ])
        #expect(MachineNames(hostName: "", hosts: "").names.isEmpty)
    }
}
