package import Monitoring

/// A notifier whose way to people is in the settings, read anew for each message.
package protocol ConfiguredNotifier: Notifier {
    init(settings: @escaping @Sendable () -> Settings, egress: Egress)

    /// Sends a message that says it is a test.
    /// - Returns: what the server answered.
    func sendTest() async throws(NotifierError) -> String
}

extension Channel {
    package var notifier: any ConfiguredNotifier.Type {
        switch self {
        case .email: EmailChannel.self
        case .slack: SlackChannel.self
        }
    }

    private var kind: ReceiverKind {
        switch self {
        case .email: .email
        case .slack: .slack
        }
    }

    /// The receiver that takes everything from the settings.
    private var receiver: Receiver {
        Receiver(
            id: self == .email ? Receiver.emailOfSettings : Receiver.slackOfSettings, kind: rawValue, name: rawValue,
            createdAt: Timestamp(milliseconds: 0), updatedAt: Timestamp(milliseconds: 0))
    }

    fileprivate func notifier(
        _ settings: @escaping @Sendable () -> Settings, _ egress: Egress
    ) -> any ReceiverNotifier { kind.make(receiver, settings: settings, egress: egress) }

    fileprivate func skipReason(_ settings: Settings) -> String? { kind.problem(receiver, settings) }
}

extension Settings {
    /// Which channels take notices.
    package func channelPlans() -> [ChannelPlan] {
        Channel.allCases.map { channel in
            ChannelPlan(
                channel: channel, skipReason: channel.skipReason(self), groupWait: .seconds(notifyGroupWait))
        }
    }
}

private protocol ChannelNotifier: ConfiguredNotifier {
    var notifier: any ReceiverNotifier { get }
}

extension ChannelNotifier {
    var exchangeLimit: Duration { notifier.exchangeLimit }

    func send(_ message: OutgoingMessage) async throws(NotifierError) -> Delivery { try await notifier.send(message) }

    func sendTest() async throws(NotifierError) -> String { try await notifier.sendTest() }
}

private struct EmailChannel: ChannelNotifier {
    let channel = Channel.email
    let notifier: any ReceiverNotifier

    init(settings: @escaping @Sendable () -> Settings, egress: Egress) {
        notifier = Channel.email.notifier(settings, egress)
    }
}

private struct SlackChannel: ChannelNotifier {
    let channel = Channel.slack
    let notifier: any ReceiverNotifier

    init(settings: @escaping @Sendable () -> Settings, egress: Egress) {
        notifier = Channel.slack.notifier(settings, egress)
    }
}
