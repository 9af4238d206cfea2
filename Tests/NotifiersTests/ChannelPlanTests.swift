import Monitoring
import Notifiers
import Testing

@Suite struct ChannelPlanTests {
    private var complete: Settings {
        var settings = Settings()
        settings.email.server = "mail.example"
        settings.email.sender = "lapwing@example.org"
        settings.email.recipients = ["ops@example.org"]
        settings.slack.webhook = Secret("https://hooks.slack.com/services/T/B/x")
        return settings
    }

    @Test func `every channel that is set up takes notices`() {
        #expect(complete.channelPlans() == Channel.allCases.map { ChannelPlan(channel: $0, groupWait: .seconds(8)) })
    }

    @Test func `what is missing is named`() {
        #expect(
            Settings().channelPlans() == [
                ChannelPlan(channel: .email, skipReason: "SMTP_SERVER is not set", groupWait: .seconds(8)),
                ChannelPlan(channel: .slack, skipReason: "SLACK_WEBHOOK_URL is not set", groupWait: .seconds(8)),
            ])
        var settings = complete
        settings.email.recipients = []
        settings.slack.webhook = Secret("")
        #expect(settings.channelPlans()[0].skipReason == "ALERT_EMAIL_TO is empty")
        #expect(settings.channelPlans()[1].skipReason == "SLACK_WEBHOOK_URL is not set")
    }

    @Test func `a user that is an address stands in for the sender`() {
        var settings = complete
        settings.email.sender = nil
        #expect(settings.channelPlans()[0].skipReason == "ALERT_EMAIL_FROM is not set")
        settings.email.username = "lapwing@example.org"
        #expect(settings.channelPlans()[0].skipReason == nil)
    }

    @Test func `each channel has the notifier that says it is its`() {
        for channel in Channel.allCases {
            let notifier = channel.notifier.init(settings: { Settings() }, egress: Egress(allowsPrivate: false))
            #expect(notifier.channel == channel)
        }
    }
}
