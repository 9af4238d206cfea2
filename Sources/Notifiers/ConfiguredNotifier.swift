package import Monitoring

/// A notifier whose way to people is in the settings, read anew for each message.
package protocol ConfiguredNotifier: Notifier {
    init(settings: @escaping @Sendable () -> Settings, egress: Egress)

    /// What keeps `settings` from telling people anything on this channel; `nil` where nothing does.
    static func skipReason(_ settings: Settings) -> String?

    /// Sends a message that says it is a test.
    /// - Returns: what the server answered.
    func sendTest() async throws(NotifierError) -> String
}

extension Channel {
    /// A new channel is a case, a line here, and the file that the line names.
    package var notifier: any ConfiguredNotifier.Type {
        switch self {
        case .email: EmailNotifier.self
        case .slack: SlackNotifier.self
        }
    }
}

extension Settings {
    /// Which channels take notices.
    package func channelPlans() -> [ChannelPlan] {
        Channel.allCases.map { channel in
            ChannelPlan(
                channel: channel, skipReason: channel.notifier.skipReason(self), groupWait: .seconds(notifyGroupWait))
        }
    }
}
