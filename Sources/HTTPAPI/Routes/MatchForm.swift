internal import Monitoring
internal import Web

extension JSONBody {
    private static let mostTexts = 200
    private static let textLength = 1...100
    private static let nameLength = 0...255

    /// What a route or a window is for, all of it.
    mutating func match() -> Field<Match> {
        object("match") { body in
            Match(
                severities: body.words("severities", Severity.allCases.map(\.rawValue)).compactMap(Severity.init),
                kinds: body.words("kinds", Match.allKinds),
                tags: body.strings("tags", count: Self.mostTexts, length: Self.textLength).value ?? [],
                rules: body.words("rules", AlertRule.allCases.map(\.rawValue)), subjects: body.subjects(),
                name: body.optionalText("name").value)
        }
    }

    /// Some of these words.
    private mutating func words(_ name: String, _ known: [String]) -> [String] {
        let words = strings(name, count: Self.mostTexts, length: Self.textLength).value ?? []
        guard words.allSatisfy(known.contains) else {
            reject(name, "Must be a list of \(known.joined(separator: ", "))")
            return []
        }
        return words
    }

    /// Such as `device:1`.
    private mutating func subjects() -> [String] {
        let subjects = strings("subjects", count: Self.mostTexts, length: Self.textLength).value ?? []
        guard subjects.allSatisfy(Match.isSubject) else {
            reject("subjects", "Must be a list of subjects such as device:1")
            return []
        }
        return subjects
    }

    /// The ids of other rows, without doubles.
    mutating func ids<Subject>(_ name: String, of type: Subject.Type = Subject.self) -> Field<[ID<Subject>]> {
        switch value(name) {
        case .absent: return .absent
        case .null: return .null
        case .value(.array(let elements)) where elements.count <= Self.mostTexts:
            let ids = elements.compactMap { element -> ID<Subject>? in
                guard case .integer(let number) = element, number > 0 else { return nil }
                return Int64(exactly: number).map { ID($0) }
            }
            guard ids.count == elements.count else { break }
            return .value(ids.reduce(into: []) { if !$0.contains($1) { $0.append($1) } })
        case .value, .invalid: break
        }
        reject(name, "Must be a list of at most \(Self.mostTexts) ids")
        return .invalid
    }
}

extension Match {
    fileprivate static let allKinds = SubjectKind.allCases.map(\.rawValue) + [noKind]

    fileprivate static func isSubject(_ text: String) -> Bool {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        return parts.count == 2 && SubjectKind(rawValue: String(parts[0])) != nil
            && ID<Match>(String(parts[1])) != nil
    }
}

extension JSONWriter {
    mutating func match(_ match: Match) {
        field("match") { writer in
            writer.field("severities", match.severities.map(\.rawValue))
            writer.field("kinds", match.kinds)
            writer.field("tags", match.tags)
            writer.field("rules", match.rules)
            writer.field("subjects", match.subjects)
            writer.field("name", match.name)
        }
    }
}

extension Schema {
    static let match = Schema.object(
        [
            .required("severities", .array(.choice(Severity.self))),
            .required("kinds", .array(.text), "Of what the alert is about; `none` for an alert about nothing"),
            .required("tags", .array(.text), "Any of them"),
            .required("rules", .array(.text)),
            .required("subjects", .array(.text), "Such as `device:1`"),
            .required("name", .nullable(.text), "With `*` for any text and `?` for one character, whatever the case"),
        ])

    /// What `JSONBody.match` takes. Every part that is given must hold.
    static let matchForm = Schema.object(
        [
            .optional("severities", .nullable(.array(.choice(Severity.self), atMost: 200))),
            .optional("kinds", .nullable(.array(.string(oneOf: Match.allKinds), atMost: 200))),
            .optional("tags", .nullable(.array(.line(1...100), atMost: 200)), "Any of them"),
            .optional("rules", .nullable(.array(.choice(AlertRule.self), atMost: 200))),
            .optional("subjects", .nullable(.array(.line(1...100), atMost: 200)), "Such as `device:1`"),
            .optional(
                "name", .nullable(.line(0...255)),
                "With `*` for any text and `?` for one character, whatever the case"),
        ])
}
