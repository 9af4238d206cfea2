internal import Web

/// A schema in a few words for a person.
enum SchemaText {
    static func write(_ schema: Schema, _ page: inout HTMLText) {
        switch schema {
        case .string(let format, _, let length, let choices, let fallback):
            page.text(choices.isEmpty ? format ?? "text" : choices.joined(separator: " | "))
            if let length { page.text(", \(range(length)) characters") }
            if let fallback { page.text(", \(fallback) by default") }
        case .integer(let bounds, let fallback):
            page.text("whole number")
            if let bounds { page.text(" \(range(bounds))") }
            if let fallback { page.text(", \(fallback) by default") }
        case .number: page.text("number")
        case .numberWithin(let range): page.text("number \(range.lowerBound) to \(range.upperBound)")
        case .boolean(let fallback):
            page.text("true | false")
            if let fallback { page.text(", \(fallback) by default") }
        case .array(let element, let most):
            page.text(most.map { "list of at most \($0) of " } ?? "list of ")
            write(element, &page)
        case .either(let schemas):
            for (index, schema) in schemas.enumerated() {
                if index > 0 { page.text(" | ") }
                write(schema, &page)
            }
        case .object(let properties):
            page.text("object with \(properties.map(\.name).joined(separator: ", "))")
        case .anyObject: page.text("any object")
        case .map(let value):
            page.text("object of ")
            write(value, &page)
        case .nullable(let inner):
            write(inner, &page)
            page.text(" | null")
        case .reference(let name): page.element("a", with: [("href", "#shape-\(name)")], name)
        }
    }

    private static func range(_ bounds: ClosedRange<Int>) -> String {
        bounds.upperBound == .max ? "from \(bounds.lowerBound)" : "\(bounds.lowerBound)–\(bounds.upperBound)"
    }
}
