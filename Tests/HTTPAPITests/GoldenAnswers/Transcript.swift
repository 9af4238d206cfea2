import HTTPTypes
import Web

@testable import HTTPAPI

/// What was asked and answered, as text: a file for each subject.
struct Transcript: Sendable {
    /// Each is a file.
    enum Subject: String, CaseIterable, Sendable {
        case auth, devices, cameras, alerts, receivers, routes, maintenance, tasks, settings, health, description

        init(path: String) {
            let segments = path.split { $0 == "/" || $0 == "?" }
            let word = segments.first == "api" ? segments.dropFirst().first : segments.first
            let own = word.flatMap { Subject(rawValue: String($0)) }
            self = own ?? (word == "openapi.json" || word == "docs" ? .description : .health)
        }
    }

    /// One question and its answer, for counting what occurred.
    struct Exchange: Sendable {
        let method: HTTPRequest.Method
        let path: String
        let caller: String
        let status: Int
    }

    /// How much of an answer is written down.
    enum Extent {
        case all
        /// All, with keys in the order of their names.
        case sorted
        /// Of an array, or of the `alerts` of a page, the ids alone.
        case ids
        case nothing
    }

    private(set) var texts: [Subject: String] = [:]
    private(set) var exchanges: [Exchange] = []
    private var placeholders = Placeholders()

    mutating func head(_ subject: Subject, _ sentence: String) {
        texts[subject, default: ""] += "## \(sentence)\n\n"
    }

    mutating func add(_ question: Question, _ answer: Answer) {
        exchanges.append(
            Exchange(
                method: question.method, path: question.path, caller: question.caller, status: answer.status))
        var lines = ["\(question.method) \(question.path) as \(question.caller)"]
        lines += question.headers.map { "> \($0.name): \($0.value)" }
        if let body = question.body { lines.append("> \(body)") }
        lines.append("\(answer.status)")
        lines += Self.headers(of: answer, to: question)
        lines.append(Self.body(of: answer, question.extent))
        let text = lines.filter { !$0.isEmpty }.joined(separator: "\n")
        texts[Subject(path: question.path), default: ""] += placeholders.normalize(text) + "\n\n"
    }

    // MARK: Headers

    /// What every answer carries; one that does not is written down.
    private static let usual: [String: String] = Dictionary(
        uniqueKeysWithValues: SecurityHeaders.all.map { ($0.name.canonicalName, $0.value) }
            + [("vary", "Origin"), ("content-type", "application/json")])
    /// Of a connection, or another each time.
    private static let volatile: Set = [
        "content-length", "date", "server", "connection", "x-request-id", "retry-after",
    ]

    private static func headers(of answer: Answer, to question: Question) -> [String] {
        let names = Set(answer.headers.map(\.name.canonicalName))
        let missing = usual.keys.sorted().filter { name in
            !names.contains(name) && !(name == "content-type" && answer.text.isEmpty)
        }
        let unusual = answer.headers.filter { field in
            let name = field.name.canonicalName
            return !volatile.contains(name) && (usual[name] != field.value || question.showsAllHeaders)
        }
        let wait = answer.headers[.retryAfter].map { _ in ["Retry-After: <seconds>"] } ?? []
        let identity = answer.headers[.named("X-Request-ID")].map { echoed in
            question.headers[.named("X-Request-ID")] == nil ? [] : ["X-Request-ID: \(echoed)"]
        }
        return unusual.map { "\($0.name): \($0.value)" }.sorted() + wait + (identity ?? ["without X-Request-ID"])
            + missing.map { "without \($0)" }
    }

    // MARK: Bodies

    private static func body(of answer: Answer, _ extent: Extent) -> String {
        switch extent {
        case .all: JSONLayout.lines(of: answer.text)
        case .sorted: "keys in the order of their names:\n" + JSONLayout.lines(of: answer.text, isSorted: true)
        case .ids: ids(of: answer)
        case .nothing: answer.text.isEmpty ? "" : "a text that is not kept"
        }
    }

    private static func ids(of answer: Answer) -> String {
        guard let rows = (answer["alerts"] ?? answer.json)?.elements else { return JSONLayout.lines(of: answer.text) }
        let ids = rows.map { if case .integer(let id) = $0["id"] { "\(id)" } else { "?" } }
        let page = answer["pagination"].map { page in
            var writer = JSONWriter()
            writer.value(page)
            return ", \(writer.text)"
        }
        return "ids \(ids.joined(separator: " "))\(page ?? "")"
    }
}

/// What is asked, and how its answer is written down.
struct Question {
    var method: HTTPRequest.Method
    var path: String
    /// A role, or what else stands for the token.
    var caller: String
    /// Besides the token and the usual content type.
    var headers: HTTPFields = [:]
    /// As it is written down.
    var body: String?
    var extent = Transcript.Extent.all
    var showsAllHeaders = false
}
