package import Monitoring

/// A way to tell people, declared: what is filled in to use it, and who sends there. Form, schema, test call and
/// documentation follow from it.
package struct ReceiverKind: Sendable {
    package typealias SettingsInForce = @Sendable () -> Settings

    /// `webhook`
    package let name: String
    /// `Webhook`
    package let title: String
    /// A sentence on what it is for.
    package let summary: String
    package let fields: [ReceiverField]
    private let notifier: @Sendable (Receiver, @escaping SettingsInForce, Egress) -> any ReceiverNotifier
    private let check: @Sendable (FieldValues, Settings) -> ReceiverMistake?

    /// - Parameter check: what keeps a receiver of these fields from sending.
    init(
        _ name: String, title: String, summary: String, fields: [ReceiverField],
        check: @escaping @Sendable (FieldValues, Settings) -> ReceiverMistake?,
        notifier: @escaping @Sendable (Receiver, @escaping SettingsInForce, Egress) -> any ReceiverNotifier
    ) {
        self.name = name
        self.title = title
        self.summary = summary
        self.fields = fields
        self.check = check
        self.notifier = notifier
    }

    /// The kind called `name`; `nil` if this version knows none.
    package static func named(_ name: String) -> ReceiverKind? { all.first { $0.name == name } }

    /// - Parameter settings: read anew for each message.
    package func make(
        _ receiver: Receiver, settings: @escaping SettingsInForce, egress: Egress
    ) -> any ReceiverNotifier { notifier(receiver, settings, egress) }

    /// What keeps `receiver` from sending, a sentence; `nil` if nothing does.
    package func problem(_ receiver: Receiver, _ settings: Settings) -> String? {
        check(FieldValues(receiver), settings)?.description
    }

    /// What is wrong with the fields of a receiver, one for each that is wrong.
    package func mistakes(in given: [String: ReceiverValue]) -> [ReceiverMistake] {
        let mistakes = unknown(in: given) + fields.compactMap { mistake(of: $0, in: given) }
        guard mistakes.isEmpty else { return mistakes }
        return check(FieldValues(given), Settings()).flatMap { $0.field == nil ? nil : [$0] } ?? []
    }

    /// The secrets that may not be kept when `old` becomes `new`: they would go somewhere else. Each must be given anew.
    package func secretsToGiveAnew(from old: [String: ReceiverValue], to new: [String: ReceiverValue]) -> [String] {
        let (old, new) = (FieldValues(old), FieldValues(new))
        guard fields.contains(where: { $0.isDestination && old[$0] != new[$0] }) else { return [] }
        return fields.filter { $0.isSecret && !$0.isDestination && old[$0] != nil }.map(\.name)
    }

    private func unknown(in given: [String: ReceiverValue]) -> [ReceiverMistake] {
        let known = fields.map(\.name)
        return given.keys.filter { !known.contains($0) }.sorted().map {
            ReceiverMistake(named: $0, "Is no field of the kind \(name), which has \(known.joined(separator: ", "))")
        }
    }

    private func mistake(of field: ReceiverField, in given: [String: ReceiverValue]) -> ReceiverMistake? {
        guard let text = given[field.name]?.reveal(), !text.isEmpty else {
            return field.isRequired ? ReceiverMistake(field, "Must not be empty") : nil
        }
        return field.mistake(in: text).map { ReceiverMistake(field, $0) }
    }
}

extension ReceiverKind {
    /// - Parameter fields: those that `Service` reads.
    init<Service: PostService>(
        _ name: String, title: String, summary: String, fields: [ReceiverField], posts service: Service.Type
    ) {
        self.init(name, title: title, summary: summary, fields: fields) { values, settings in
            do throws(ReceiverMistake) {
                _ = try Service(values, settings)
                return nil
            } catch {
                return error
            }
        } notifier: { receiver, settings, egress in
            PostNotifier<Service>(receiver: receiver, settings: settings, egress: egress)
        }
    }
}
