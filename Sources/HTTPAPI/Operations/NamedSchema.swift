/// A schema that others refer to by its name.
package struct NamedSchema: Sendable {
    package let name: String
    package let schema: Schema

    package init(_ name: String, _ schema: Schema) {
        self.name = name
        self.schema = schema
    }

    /// An answer of ours: every field is always there.
    init(_ name: String, answer fields: (String, Schema)...) {
        self.init(name, .object(fields.map { .required($0.0, $0.1) }))
    }
}
