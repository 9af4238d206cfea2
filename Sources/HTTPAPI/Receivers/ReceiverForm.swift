internal import Monitoring
internal import Web

/// A receiver as a client sends it, whole or in part.
struct ReceiverForm: Sendable {
    static let nameLength = 1...100
    /// Octets.
    static let longestValue = 8000
    static let mostLines = 100
    /// What a client can set, by name.
    static let names = ["kind", "name", "enabled", "fields"]

    let kind: Field<String>
    private let name: Field<String>
    private let isEnabled: Field<Bool>
    private let fields: Field<[JSONValue.Member]>

    private init(_ body: inout JSONBody) {
        kind = body.string("kind", length: 1...100)
        name = body.string("name", length: Self.nameLength)
        isEnabled = body.boolean("enabled")
        fields = body.object("fields")
    }

    static func creation(_ body: JSONBody, kinds: ReceiverKinds) throws(APIError) -> ReceiverForm {
        var body = body
        let form = ReceiverForm(&body)
        body.require("kind", form.kind)
        body.require("name", form.name)
        if let kind = form.kind.value, kinds.kind(kind) == nil {
            body.reject("kind", "Must be one of \(kinds.list.map(\.name).joined(separator: ", "))")
        }
        try body.validate()
        return form
    }

    static func change(_ body: JSONBody) throws(APIError) -> ReceiverForm {
        var body = body
        let form = ReceiverForm(&body)
        body.forbidEmpty("name", form.name)
        try body.validate()
        return form
    }

    /// - Parameter kind: `nil` where this version does not know it: then its fields cannot be changed.
    /// - Throws: `APIError.invalid`.
    func apply(to receiver: inout Receiver, of kind: ReceiverKinds.Kind?) throws(APIError) {
        if let sent = self.kind.value, sent != receiver.kind {
            throw .invalid("kind: Must stay \(receiver.kind)", [FieldError("kind", "Must stay \(receiver.kind)")])
        }
        receiver.name = name.value ?? receiver.name
        isEnabled.set(&receiver.isEnabled, default: true)
        if receiver.isOfSettings {
            return try requireNoFields("Must be empty: this receiver takes everything from the settings")
        }
        guard let kind else {
            return try requireNoFields("Must be empty: this version of Lapwing does not know the kind \(receiver.kind)")
        }
        try setFields(of: &receiver, of: kind)
    }

    private func requireNoFields(_ sentence: String) throws(APIError) {
        guard let members = fields.value, !members.isEmpty else { return }
        throw .invalid("fields: \(sentence)", [FieldError("fields", sentence)])
    }

    private func setFields(of receiver: inout Receiver, of kind: ReceiverKinds.Kind) throws(APIError) {
        let (before, members) = (receiver.fields, fields.value ?? [])
        var errors: [FieldError] = []
        for member in members {
            let field = kind.fields.first { $0.name == member.name }
            switch ReceiverText(member.value, isSecret: field?.isSecret ?? false) {
            case .kept: continue
            case .cleared: receiver.fields[member.name] = nil
            case .text(let text):
                receiver.fields[member.name] = field?.isSecret == true ? .secret(Secret(text)) : .plain(text)
            case .wrong(let sentence): errors.append(FieldError("fields.\(member.name)", sentence))
            }
            receiver.unreadable[member.name] = nil
        }
        let given = Set(members.map(\.name))
        errors += kind.secretsToGiveAnew(before, receiver.fields).filter { !given.contains($0) }.map {
            FieldError("fields.\($0)", "Must be given again: it was for another address")
        }
        errors += kind.mistakes(receiver.fields).map { mistake in
            FieldError(mistake.field.map { "fields.\($0)" } ?? "fields", mistake.sentence)
        }.filter { error in
            !errors.contains { $0.field == error.field }
                && !receiver.unreadable.keys.contains { error.field == "fields.\($0)" }
        }
        guard let first = errors.first else { return }
        throw .invalid("\(first.field): \(first.sentence)", errors)
    }
}

/// A value of a field as a client sends it: a text, a number, `true` or `false`, or a list of texts.
private enum ReceiverText {
    case text(String)
    /// A secret of which only `true` was told comes back as that.
    case kept
    case cleared
    case wrong(String)

    init(_ value: JSONValue, isSecret: Bool) {
        switch value {
        case .null: self = .cleared
        case .boolean(true) where isSecret: self = .kept
        case .boolean(let flag): self = .text("\(flag)")
        case .integer(let number): self = .text("\(number)")
        case .string(let text): self = Self.line(text)
        case .array(let elements):
            self = Self.list(elements)
        default: self = .wrong("Must be a text, a number, true, false or a list of texts")
        }
    }

    private static func line(_ text: String) -> Self {
        guard let text = TextRule.line.clean(text) else { return .wrong(TextRule.line.complaint) }
        guard text.utf8.count <= ReceiverForm.longestValue else {
            return .wrong("Must have at most \(ReceiverForm.longestValue) bytes (UTF-8)")
        }
        return text.isEmpty ? .cleared : .text(text)
    }

    private static func list(_ elements: [JSONValue]) -> Self {
        let lines = elements.compactMap { element -> String? in
            guard case .string(let text) = element, case .text(let line) = line(text) else { return nil }
            return line
        }
        guard lines.count == elements.count, lines.count <= ReceiverForm.mostLines else {
            return .wrong("Must be a list of at most \(ReceiverForm.mostLines) texts, each a line")
        }
        return lines.isEmpty ? .cleared : .text(lines.joined(separator: "\n"))
    }
}
