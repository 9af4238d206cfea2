internal import Monitoring
internal import Web

extension Operation {
    /// The parameters of the query that it reads.
    var queryNames: [String] { parameters.filter { $0.place == .query }.map(\.name) }

    /// - Throws: `APIError.invalid` with what is known, if the query has another name. Those that begin with `_` pass:
    ///   clients add them so that nobody answers from a cache.
    func checkNames(of query: Query) throws(APIError) {
        let known = queryNames
        let unknown = query.names.filter { name in
            name.utf8.first != UInt8(ascii: "_") && !known.contains { $0.utf8.elementsEqual(name.utf8) }
        }
        guard let first = unknown.first else { return }
        let sentence =
            known.isEmpty
            ? "Is unknown; there are no parameters here" : "Is unknown; known are \(known.joined(separator: ", "))"
        throw .invalid("\(first.brief): \(sentence)", unknown.prefix(20).map { FieldError($0.brief, sentence) })
    }

    /// The fields of a body that it neither reads nor answers with: a client may send back what it got.
    func unknownNames(in members: [JSONValue.Member]) -> [String] {
        guard var body else { return [] }
        // Of each element.
        if case .array(let element, _) = body { body = element }
        let answered = answers.first?.schema ?? .anyObject
        let unanswered = answered.unknownNames(in: members, schemas: API.schemasByName)
        return body.unknownNames(in: members, schemas: API.schemasByName).prefix(100).filter { name in
            unanswered.contains { $0.utf8.elementsEqual(name.utf8) }
        }
    }
}

extension Schema {
    /// The fields of an object that this does not know, each with the path to it; those of nested objects included.
    /// - Parameter schemas: what `reference` refers to.
    func unknownNames(in members: [JSONValue.Member], schemas: [String: Schema]) -> [String] {
        switch self {
        case .reference(let name): schemas[name]?.unknownNames(in: members, schemas: schemas) ?? []
        case .nullable(let schema): schema.unknownNames(in: members, schemas: schemas)
        case .object(let properties):
            members.flatMap { member -> [String] in
                guard let property = properties.first(where: { $0.name.utf8.elementsEqual(member.name.utf8) }) else {
                    return [member.name.brief]
                }
                guard case .object(let nested) = member.value else { return [] }
                return property.schema.unknownNames(in: nested, schemas: schemas).map { "\(member.name).\($0)" }
            }
        case .string, .integer, .number, .numberWithin, .boolean, .array, .anyObject, .map, .either: []
        }
    }
}

extension String {
    /// Short enough to be told.
    fileprivate var brief: String {
        utf8.count <= 64 ? self : String(decoding: utf8.prefix(64), as: UTF8.self) + "…"
    }
}
