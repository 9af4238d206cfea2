internal import Monitoring
internal import Web

extension JSONWriter {
    mutating func receiver(_ receiver: Receiver, of kind: ReceiverKinds.Kind?, problem: String?) {
        object { writer in
            writer.field("id", receiver.id)
            writer.field("kind", receiver.kind)
            writer.field("name", receiver.name)
            writer.field("enabled", receiver.isEnabled)
            writer.field("fields") { $0.fields(of: receiver, kind) }
            writer.field("problem", problem)
            writer.field("created_at", receiver.isOfSettings ? nil : receiver.createdAt)
            writer.field("updated_at", receiver.isOfSettings ? nil : receiver.updatedAt)
        }
    }

    /// A secret is `true` where it is set.
    private mutating func fields(of receiver: Receiver, _ kind: ReceiverKinds.Kind?) {
        for name in Set(receiver.fields.keys).union(receiver.unreadable.keys).sorted() {
            field(named: name) { writer in
                guard case .plain(let text) = receiver.fields[name] else { return writer.boolean(true) }
                writer.value(text, of: kind?.fields.first { $0.name == name }?.type ?? "text")
            }
        }
    }

    private mutating func value(_ text: String, of type: String) {
        switch type {
        case "integer": if let number = Int64(text) { integer(number) } else { string(text) }
        case "boolean": boolean(text == "true")
        case "list": array(text.split(whereSeparator: \.isNewline)) { $0.string(String($1)) }
        default: string(text)
        }
    }

    mutating func receiverKind(_ kind: ReceiverKinds.Kind) {
        object { writer in
            writer.field("kind", kind.name)
            writer.field("title", kind.title)
            writer.field("summary", kind.summary)
            writer.field("fields", kind.fields) { $0.receiverField($1) }
        }
    }

    private mutating func receiverField(_ field: ReceiverKinds.Field) {
        object { writer in
            writer.field("name", field.name)
            writer.field("title", field.title)
            writer.field("type", field.type)
            writer.field("required", field.isRequired)
            writer.field("secret", field.isSecret)
            writer.field("default", field.fallback)
            writer.field("pattern", field.pattern)
            writer.field("minimum", field.range?.lowerBound)
            writer.field("maximum", field.range?.upperBound)
            writer.field("choices", field.choices)
            writer.field("explanation", field.explanation)
        }
    }
}

extension ReceiverOperations {
    static let schemas: [NamedSchema] = [
        NamedSchema("Receiver", .object(receiver)),
        NamedSchema(
            "NewReceiver",
            .object([
                .required("kind", .line(1...100), "One of those at `/api/receivers/kinds`"),
                .required("name", .line(ReceiverForm.nameLength)),
                .optional("enabled", .nullable(.boolean())),
                .optional("fields", .nullable(values), "Those that the kind has"),
            ])),
        NamedSchema(
            "ReceiverChange",
            .object([
                .optional("kind", .nullable(.line(1...100)), "Must stay as it is"),
                .optional("name", .line(ReceiverForm.nameLength)),
                .optional("enabled", .nullable(.boolean())),
                .optional("fields", .nullable(values), "Only those that are sent change; `null` clears one"),
            ])),
        NamedSchema(
            "ReceiverKind", answer: ("kind", .text), ("title", .text), ("summary", .text),
            ("fields", .array(.reference("ReceiverField")))),
        NamedSchema(
            "ReceiverField", answer: ("name", .text), ("title", .text), ("type", .text), ("required", .boolean()),
            ("secret", .boolean()), ("default", .nullable(.text)), ("pattern", .nullable(.text)),
            ("minimum", .nullable(.integer())), ("maximum", .nullable(.integer())), ("choices", .array(.text)),
            ("explanation", .text)),
    ]

    private static let values = Schema.map(
        .nullable(
            .either([
                .line(0...ReceiverForm.longestValue), .integer(), .boolean(),
                .array(.line(1...ReceiverForm.longestValue), atMost: ReceiverForm.mostLines),
            ])))

    private static let receiver: [Schema.Property] = [
        .required("id", .id),
        .required("kind", .text),
        .required("name", .text),
        .required("enabled", .boolean()),
        .required(
            "fields", .map(.either([.text, .integer(), .boolean(), .array(.text)])),
            "Of a secret only whether it is set: `true`. Empty for the two that take everything from the settings"),
        .required("problem", .nullable(.text), "What keeps it from sending"),
        .required("created_at", .nullable(.timestamp), "`null` for those that are there from the start"),
        .required("updated_at", .nullable(.timestamp)),
    ]
}
