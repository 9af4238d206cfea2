internal import HTTPAPI
internal import Monitoring
internal import Notifiers
internal import Workers

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

    /// Somebody waits for it, and a proxy in between waits a minute.
    private static let testLimit = Duration.seconds(55)

    /// Sends a test message by the settings as they are stored now.
    /// - Returns: what the server answered.
    func sendTest(on channel: Channel) async throws -> String {
        try await settings.reload()
        let notifier = notifier(on: channel)
        let result = await outcome(within: Self.testLimit) { () async -> Result<String, NotifierError> in
            do throws(NotifierError) { return .success(try await notifier.sendTest()) } catch {
                return .failure(error)
            }
        }
        guard let result else {
            throw NotifierError(isRetryable: true, description: "No answer within \(Self.testLimit).")
        }
        return try result.get()
    }

    private func notifier(on channel: Channel) -> any ConfiguredNotifier {
        channel.notifier.init(settings: { settings.current }, egress: egress)
    }
}
