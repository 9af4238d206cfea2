internal import Monitoring
internal import Notifiers

/// The ways to people.
struct Channels: Sendable {
    private let settings: SettingsInForce
    private let egress: Egress

    /// - Parameter allowsPrivate: whether servers named through the API may be at private addresses.
    init(settings: SettingsInForce, allowsPrivate: Bool) {
        self.settings = settings
        egress = Egress(allowsPrivate: allowsPrivate)
    }

    var notifiers: [any Notifier] { Channel.allCases.map(notifier) }

    /// Sends a test message by the settings as they are stored now.
    /// - Returns: what the server answered.
    func sendTest(on channel: Channel) async throws -> String {
        try await settings.reload()
        return try await notifier(on: channel).sendTest()
    }

    private func notifier(on channel: Channel) -> any ConfiguredNotifier {
        channel.notifier.init(settings: { settings.current }, egress: egress)
    }
}
