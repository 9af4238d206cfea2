internal import Monitoring

/// The fields of a receiver as its kind reads them: with what holds if nothing is given.
struct FieldValues: Sendable {
    private let given: [String: ReceiverValue]
    /// Whether the receiver has none and takes all from the settings.
    let areOfSettings: Bool

    init(_ fields: [String: ReceiverValue]) {
        given = fields
        areOfSettings = false
    }

    init(_ receiver: Receiver) {
        given = receiver.fields
        areOfSettings = receiver.isOfSettings
    }

    /// Reveals a secret.
    subscript(_ field: ReceiverField) -> String? {
        guard let text = given[field.name]?.reveal(), !text.isEmpty else { return field.fallback }
        return text
    }

    func required(_ field: ReceiverField) throws(ReceiverMistake) -> String {
        guard let text = self[field] else { throw ReceiverMistake(field, "Must not be empty") }
        return text
    }

    /// - Parameter service: as errors name it, such as `webhook`.
    func address(_ field: ReceiverField, of service: String) throws(ReceiverMistake) -> PostAddress {
        let text = try required(field)
        guard let address = PostAddress(Secret(text), of: service) else {
            throw ReceiverMistake(field, PostAddress.mistake(in: text) ?? "Must be the URL of a \(service)")
        }
        return address
    }

    func lines(_ field: ReceiverField) -> [String] { Self.lines(of: self[field] ?? "") }

    func addresses(_ field: ReceiverField) -> [String] { Self.addresses(of: self[field] ?? "") }

    static func lines(of text: String) -> [String] {
        text.split(whereSeparator: \.isNewline).map(String.init).filter { !$0.allSatisfy(\.isWhitespace) }
    }

    static func addresses(of text: String) -> [String] {
        text.split { $0 == "," || $0.isNewline }.map { String($0.drop(while: \.isWhitespace)) }.filter { !$0.isEmpty }
    }
}
