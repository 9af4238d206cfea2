import Monitoring
import Testing

struct SeveritySettingsTests {
    @Test func `an offline camera and what is unstable are told at once unless somebody says otherwise`() {
        let settings = Settings()
        for rule in AlertRule.troubles {
            #expect(settings.isNotifiedAtOnce(settings.severity(of: rule), of: rule), "\(rule)")
        }
        #expect(settings.severity(of: .cameraOffline) == .medium)
        #expect(settings.severity(of: .deviceOffline) == .high)
    }

    @Test func `of alerts raised by hand, the two worst severities are told at once`() {
        let told = Severity.allCases.filter { Settings().isNotifiedAtOnce($0, of: .manual) }
        #expect(told == [.high, .critical])
    }

    @Test func `every kind of trouble has a setting for its severity, and other kinds have none`() {
        #expect(
            Set(AlertRule.allCases).subtracting(AlertRule.troubles) == [.manual, .deviceOnline, .cameraOnline])
        let severities = SettingName.allCases.filter { $0.rawValue.hasSuffix("_severity") }
        #expect(Set(severities) == Set(AlertRule.troubles.compactMap(\.severitySetting)))
    }

    @Test(arguments: AlertRule.troubles)
    func `the severity of a kind of trouble can be overridden, and of no other kind with it`(rule: AlertRule) throws {
        let name = try #require(rule.severitySetting).rawValue
        let settings = Settings().overlaid(with: [name: "critical"])
        for other in AlertRule.troubles {
            #expect(settings.severity(of: other) == (other == rule ? .critical : other.usualSeverity))
        }
        #expect(Settings().overlaid(with: [name: "grave"]) == Settings())
    }

    @Test func `which severities are sent can be overridden, for found trouble and by hand apart`() {
        let settings = Settings().overlaid(with: ["notify_severities": "critical", "notify_manual_severities": "none"])
        #expect(!settings.isNotifiedAtOnce(.high, of: .deviceOffline))
        #expect(settings.isNotifiedAtOnce(.critical, of: .deviceOffline))
        #expect(!settings.isNotifiedAtOnce(.critical, of: .manual))
    }

    @Test(arguments: [
        ("high,critical", [Severity.high, .critical]), (" Critical , HIGH", [.high, .critical]), ("none", []),
        ("NONE", []), ("low low", [.low]), ("", nil), (",", nil), ("high,grave", nil), ("none,high", nil),
    ])
    func `severities are written with commas between, or as none`(text: String, severities: [Severity]?) {
        #expect(Set<Severity>(written: text) == severities.map(Set.init))
    }

    @Test func `what is written is read again`() {
        for severities in [[], [.medium], [.high, .info, .critical]] as [Set<Severity>] {
            #expect(Set(written: severities.written) == severities)
        }
        #expect(Set<Severity>([.info, .critical]).written == "critical,info")
    }
}
