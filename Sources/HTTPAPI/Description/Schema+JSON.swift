package import Web

extension Schema {
    /// As JSON Schema 2020-12, with named schemas as references into an OpenAPI document.
    package var json: JSONValue { .object(members) }

    private var members: [JSONValue.Member] {
        switch self {
        case .string(let format, let pattern, let length, let choices, let fallback):
            [.type("string")] + (format.map { [.init("format", .string($0))] } ?? [])
                + (pattern.map { [.init("pattern", .string($0))] } ?? [])
                + Self.bounds(length, "minLength", "maxLength")
                + (choices.isEmpty ? [] : [.init("enum", .array(choices.map(JSONValue.string)))])
                + Self.fallback(fallback.map(JSONValue.string))
        case .integer(let range, let fallback):
            [.type("integer")] + Self.bounds(range, "minimum", "maximum")
                + Self.fallback(fallback.map { .integer(Int64($0)) })
        case .number: [.type("number")]
        case .numberWithin(let range):
            [
                .type("number"), .init("minimum", .double(range.lowerBound)),
                .init("maximum", .double(range.upperBound)),
            ]
        case .boolean(let fallback): [.type("boolean")] + Self.fallback(fallback.map(JSONValue.boolean))
        case .array(let element, let most):
            [.type("array"), .init("items", element.json)]
                + (most.map { [.init("maxItems", .integer(Int64($0)))] } ?? [])
        case .object(let properties): Self.members(of: properties)
        case .anyObject: [.type("object")]
        case .map(let value): [.type("object"), .init("additionalProperties", value.json)]
        case .nullable(let schema): schema.membersOrNull
        case .either(let schemas): [.init("anyOf", .array(schemas.map(\.json)))]
        case .reference(let name): [.init("$ref", .string("#/components/schemas/\(name)"))]
        }
    }

    /// `{"type": ["string", "null"], …}` where the schema has a type, else a choice of two schemas.
    private var membersOrNull: [JSONValue.Member] {
        var members = members
        guard case .string(let type)? = members.first?.value, members.first?.name == "type" else {
            return [.init("anyOf", .array([json, .object([.type("null")])]))]
        }
        members[0].value = .array([.string(type), .string("null")])
        if let index = members.firstIndex(where: { $0.name == "enum" }),
            case .array(let choices) = members[index].value
        {
            members[index].value = .array(choices + [.null])
        }
        return members
    }

    private static func members(of properties: [Property]) -> [JSONValue.Member] {
        let required = properties.filter(\.isRequired).map { JSONValue.string($0.name) }
        let described = properties.map { property in
            let summary: [JSONValue.Member] = property.summary.map { [.init("description", .string($0))] } ?? []
            return JSONValue.Member(property.name, .object(property.schema.members + summary))
        }
        return [.type("object")] + (required.isEmpty ? [] : [.init("required", .array(required))])
            + [.init("properties", .object(described))]
    }

    private static func bounds(
        _ range: ClosedRange<Int>?, _ lower: String, _ upper: String
    ) -> [JSONValue.Member] {
        guard let range else { return [] }
        return [.init(lower, .integer(Int64(range.lowerBound))), .init(upper, .integer(Int64(range.upperBound)))]
    }

    private static func fallback(_ value: JSONValue?) -> [JSONValue.Member] {
        value.map { [.init("default", $0)] } ?? []
    }
}

extension JSONValue.Member {
    fileprivate static func type(_ name: String) -> JSONValue.Member { .init("type", .string(name)) }
}
