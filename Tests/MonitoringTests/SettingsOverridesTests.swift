import Monitoring
import Testing

@Suite struct SettingsOverridesTests {
    @Test func `an override takes the place of what the configuration says, and nothing else changes`() {
        var configured = Settings()
        configured.devicePollInterval = 60
        configured.cameraPollInterval = 120
        let settings = configured.overlaid(with: ["device_poll_interval": "30", "daily_summary_at": "07:45"])
        #expect(settings.devicePollInterval == 30)
        #expect(settings.cameraPollInterval == 120)
        #expect(settings.dailySummaryAt == 465)
        #expect(settings.dailySummaryTime == "07:45")
    }

    @Test func `the configuration's SMTP password is not sent to a server that was named through the API`() {
        var configured = Settings()
        configured.email.server = "mail.example.com"
        configured.email.username = "lapwing"
        configured.email.password = Secret("hunter2")
        let moved = configured.overlaid(with: ["smtp_server": "elsewhere.example.com"])
        #expect(moved.email.username == nil)
        #expect(moved.email.password == nil)
        #expect(moved.email.isSetThroughAPI)
        let complete = configured.overlaid(with: ["smtp_server": "elsewhere.example.com", "smtp_password": "new"])
        #expect(complete.email.password == Secret("new"))
    }

    @Test(arguments: [
        ["smtp_port": "2525"], ["smtp_security": "none"], ["smtp_server": "mail.example.com"], ["smtp_server": ""],
    ])
    func `the configuration's SMTP password goes to no other port, and not in the clear`(overrides: [String: String]) {
        var configured = Settings()
        configured.email.server = "mail.example.com"
        configured.email.username = "lapwing"
        configured.email.password = Secret("hunter2")
        let settings = configured.overlaid(with: overrides)
        #expect(settings.email.username == nil)
        #expect(settings.email.password == nil)
        let same = ["smtp_port": "587", "smtp_security": "tls", "alert_email_to": "ops@example.com"]
        #expect(configured.overlaid(with: same).email.password == Secret("hunter2"))
    }

    @Test func `an empty override takes away what the configuration gave`() {
        var configured = Settings()
        configured.slack.webhook = Secret("https://hooks.example.com/x")
        configured.email.recipients = ["ops@example.com"]
        let settings = configured.overlaid(with: ["slack_webhook_url": "", "alert_email_to": ""])
        #expect(settings.slack.webhook == nil)
        #expect(settings.email.recipients.isEmpty)
    }

    @Test(arguments: ["24:00", "12:60", "7:45", "07:4", "07-45", "", "ab:cd", "07:455"])
    func `a time of day that is none leaves the configuration's`(text: String) {
        #expect(Settings().overlaid(with: ["daily_summary_at": text]) == Settings())
    }
}
