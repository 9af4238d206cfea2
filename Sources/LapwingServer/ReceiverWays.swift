internal import HTTPAPI
internal import Monitoring
internal import Notifiers
internal import Workers

/// The ways to people, as the kinds of receivers know them.
struct ReceiverWays: Sendable {
    private let policy: PolicyInForce
    private let egress: Egress

    /// - Parameter allowsPrivate: whether servers named through the API may be at private addresses.
    init(policy: PolicyInForce, allowsPrivate: Bool) {
        self.policy = policy
        egress = Egress(allowsPrivate: allowsPrivate)
    }

    /// What keeps a receiver from sending.
    @Sendable static func problem(_ receiver: Receiver, _ settings: Settings) -> String? {
        ReceiverKind.named(receiver.kind)?.problem(receiver, settings)
    }

    /// - Returns: `nil` for a kind that is not known here.
    func notifier(of receiver: Receiver) -> (any ReceiverNotifier)? {
        ReceiverKind.named(receiver.kind)?.make(receiver, settings: { policy.settings }, egress: egress)
    }

    /// Somebody waits for it, and a proxy in between waits a minute.
    private static let testLimit = Duration.seconds(55)

    /// Sends a test message by the settings as they are stored now.
    /// - Returns: what the server answered.
    func sendTest(to receiver: Receiver) async throws -> String {
        try await policy.reload()
        guard let notifier = notifier(of: receiver) else {
            throw NotifierError(
                isRetryable: false,
                description: "This version of Lapwing knows no receivers of the kind \(receiver.kind).")
        }
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
}

extension ReceiverKinds {
    /// Those of this version.
    static let all = ReceiverKinds(
        ReceiverKind.all.map { kind in
            Kind(
                name: kind.name, title: kind.title, summary: kind.summary, fields: kind.fields.map(Field.init),
                mistakes: { kind.mistakes(in: $0).map { Mistake(field: $0.field, sentence: $0.sentence) } },
                secretsToGiveAnew: { kind.secretsToGiveAnew(from: $0, to: $1) })
        }, problem: ReceiverWays.problem)
}

extension ReceiverKinds.Field {
    fileprivate init(_ field: ReceiverField) {
        self.init(
            name: field.name, title: field.title, type: field.form.word, isRequired: field.isRequired,
            isSecret: field.isSecret, fallback: field.fallback, pattern: field.form.pattern, range: field.form.range,
            choices: field.form.choices, explanation: field.explanation)
    }
}
