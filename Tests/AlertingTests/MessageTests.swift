import Monitoring
import Testing

@testable import Alerting

struct MessageTests {
    @Test(arguments: [
        (0, "0 s"), (59, "59 s"), (60, "1 min"), (200, "3 min 20 s"), (3600, "1 h"), (7500, "2 h 5 min"),
        (3605, "1 h"), (86_400, "1 d"), (100_800, "1 d 4 h"), (-5, "0 s"),
    ])
    func `a duration is written in its two largest units`(seconds: Int, text: String) {
        #expect(Duration.seconds(seconds).inWords == text)
    }

    @Test func `a device that is named by its address is named once`() {
        var device = DeviceTimeline(named: "10.0.0.7").device
        #expect(Message.Subject(device).isOffline("x") == "Device 10.0.0.7 is offline: x")
        device.configuration.name = "core"
        #expect(Message.Subject(device).isOffline("x") == "Device core (10.0.0.7) is offline: x")
    }

    @Test(arguments: [
        ("No answer to 3 pings.", "No SNMP reply", "No answer to 3 pings, and no SNMP reply"),
        ("No answer", "SNMP says no", "No answer, and SNMP says no"),
        ("No answer", "", "No answer, and "),
        ("", "A", ", and A"), ("The name x has no address", "The name x has no address", "The name x has no address"),
    ])
    func `two reasons make one sentence`(ping: String, snmp: String, text: String) {
        #expect(Message.both(ping, snmp) == text)
    }

    @Test func `an error of SNMP names SNMP`() {
        #expect(Message.snmp("Wrong key") == "SNMP: Wrong key")
        #expect(Message.snmp("No SNMP reply") == "No SNMP reply")
    }
}
