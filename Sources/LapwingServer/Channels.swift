internal import Logging
internal import Monitoring
internal import Notifiers

/// The ways to people.
struct Channels: Sendable {
    let notifiers: [any Notifier] = []
    init(settings: SettingsInForce, allowsPrivate: Bool, makeLogger: @Sendable (String) -> Logger) {}
}

extension Settings {
    func channelPlans() -> [ChannelPlan] {
        [ChannelPlan(channel: .email, skipReason: "x"), ChannelPlan(channel: .slack, skipReason: "x")]
    }
}
