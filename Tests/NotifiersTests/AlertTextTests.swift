import Monitoring
import Testing

@testable import Notifiers

@Suite struct AlertTextTests {
    @Test(
        arguments: [
            (.deviceOffline, "Device core-1 (10.0.0.1) is offline"),
            (.deviceOnline, "Device core-1 (10.0.0.1) is back online"),
            (.deviceUnstable, "Device core-1 (10.0.0.1) is unstable"),
            (.deviceSNMP, "Device core-1 (10.0.0.1) does not answer SNMP"),
        ] as [(AlertRule, String)])
    func `the headline says who and what`(rule: AlertRule, headline: String) {
        #expect(AlertText(.stub(rule: rule)).headline == headline)
    }

    @Test func `a camera is called a camera`() {
        let text = AlertText(
            .stub(
                subject: AlertSubject(.camera, nil, name: "gate", address: "10.0.0.9"), severity: .medium,
                rule: .cameraOffline))
        #expect(text.headline == "Camera gate (10.0.0.9) is offline")
        #expect(text.facts.map(\.label) == ["Severity", "Camera", "Address", "Time"])
    }

    @Test func `a device named by its address is named once`() {
        let text = AlertText(.stub(subject: AlertSubject(.device, nil, name: "10.0.0.1", address: "10.0.0.1")))
        #expect(text.headline == "Device 10.0.0.1 is offline")
    }

    @Test func `an alert raised by hand is its message`() {
        let text = AlertText(.stub(subject: nil, message: "Fire\r\nin room 3", rule: .manual, count: 3))
        #expect(text.headline == "Fire in room 3")
        #expect(
            text.facts == [
                .init(label: "Severity", value: "high"), .init(label: "Time", value: "2026-01-15 12:00:00 UTC"),
                .init(label: "Raised", value: "3 times"),
            ])
    }

    @Test func `a headline of any length is cut`() {
        let text = AlertText(.stub(subject: nil, message: String(repeating: "x", count: 500), rule: .manual))
        #expect(text.headline.count == 120)
        #expect(text.headline.last == "…")
        #expect(text.message.count == 500)
    }

    @Test func `a device cannot turn the direction of writing or hide text`() {
        let name = "core\u{202E}1\u{200B}\u{0}\u{1B}[2J\u{2066}x"
        #expect(
            AlertText(.stub(subject: AlertSubject(.device, nil, name: name, address: "a"))).facts[1].value
                == "core1[2Jx")
    }

    @Test func `scripts and emoji that need joiners keep them`() {
        #expect("👩‍🚒 می‌خواهم".displayed(limit: 80) == "👩‍🚒 می‌خواهم")
    }
}
