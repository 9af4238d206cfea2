import Monitoring
import Testing

struct SecretTests {
    private struct Login {
        let username = "ada"
        let password = Secret("hunter2")
    }

    @Test func `a secret never prints, however it is asked`() {
        let secret = Secret("hunter2")
        var dumped = ""
        dump(secret, to: &dumped)
        dump(Login(), to: &dumped)
        dump([secret], to: &dumped)
        let device = DeviceConfiguration(name: "a", address: "b", snmp: SNMPAccess(community: secret))
        let ways = [
            "\(secret)", String(describing: secret), String(reflecting: secret), "\(Login())", "\([secret])",
            "\(secret as Secret?)", "\(["key": secret])", "\(device)", String(reflecting: device), dumped,
        ]
        for text in ways {
            #expect(!text.contains("hunter2"))
        }
        #expect("\(secret)" == "•••")
        #expect(Mirror(reflecting: secret).children.isEmpty)
    }

    @Test func `a secret is revealed to who asks for it by name`() {
        #expect(Secret("hunter2").reveal() == "hunter2")
        #expect(Secret("hunter2") == Secret("hunter2"))
        #expect(Secret("hunter2") != Secret("hunter3"))
        #expect(Secret("").isEmpty)
    }
}
