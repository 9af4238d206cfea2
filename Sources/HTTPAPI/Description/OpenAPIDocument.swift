internal import HTTPTypes
internal import Monitoring
internal import Web

/// The OpenAPI 3.1 description of a list of operations.
struct OpenAPIDocument {
    let operations: [Operation]
    let schemas: [NamedSchema]
    let version: String

    static let introduction = """
        Bodies are JSON, times are RFC 3339 in UTC. Every path is answered with and without a trailing slash. Each role \
        contains the ones below it: admin, operator, viewer. Errors are JSON with a sentence in `msg`; those about \
        fields add `errors`, a map from field to sentence. An unknown path under `/api` is 404, a known one with the \
        wrong method 405 with `Allow`, too many requests 429 with `Retry-After`. An unknown parameter of a query is \
        400, unless its name begins with `_`; an empty one is the same as none, but for times. White space around a text \
        goes, and counts towards its greatest length. Unknown fields of a body are ignored: the answer names them in `warnings`, \
        an array of sentences that is there only if there is something to say.
        """

    var json: JSONValue {
        .object([
            .init("openapi", .string("3.1.0")),
            .init(
                "info",
                .object([
                    .init("title", .string("Lapwing")), .init("version", .string(version)),
                    .init("description", .string(Self.introduction)),
                ])),
            .init("servers", .array([.object([.init("url", .string("/"))])])),
            .init("tags", .array(subjects.map { .object([.init("name", .string($0))]) })),
            .init("paths", .object(paths)),
            .init("components", components),
        ])
    }

    /// In the order they first come.
    private var subjects: [String] {
        operations.reduce(into: []) { subjects, operation in
            if !subjects.contains(operation.subject) { subjects.append(operation.subject) }
        }
    }

    // MARK: Paths

    private var paths: [JSONValue.Member] {
        var paths: [JSONValue.Member] = []
        for operation in operations {
            let method = JSONValue.Member(operation.method.rawValue.lowercased(), json(of: operation))
            if let index = paths.firstIndex(where: { $0.name == operation.path }),
                case .object(let methods) = paths[index].value
            {
                paths[index].value = .object(methods + [method])
            } else {
                paths.append(.init(operation.path, .object([method])))
            }
        }
        return paths
    }

    private func json(of operation: Operation) -> JSONValue {
        var members: [JSONValue.Member] = [
            .init("operationId", .string(operation.identifier)),
            .init("tags", .array([.string(operation.subject)])),
            .init("summary", .string(operation.summary)),
        ]
        let details = [operation.details, Self.need(of: operation.access)].compactMap { $0 }.joined(separator: " ")
        members.append(.init("description", .string(details)))
        if !operation.parameters.isEmpty {
            members.append(.init("parameters", .array(operation.parameters.map(Self.json))))
        }
        if let body = operation.body {
            members.append(.init("requestBody", Self.json(of: body, isRequired: !operation.isBodyOptional)))
        }
        members.append(.init("responses", .object(Self.responses(of: operation))))
        members.append(.init("security", Self.security(of: operation.access)))
        return .object(members)
    }

    private static func json(_ parameter: OperationParameter) -> JSONValue {
        .object(
            [
                .init("name", .string(parameter.name)),
                .init("in", .string(parameter.place.rawValue)),
                .init("required", .boolean(parameter.place == .path)),
                .init("description", .string(parameter.summary)),
                .init("schema", parameter.schema.json),
            ] + (parameter.ignoresEmpty ? [.init("allowEmptyValue", .boolean(true))] : []))
    }

    private static func json(of body: Schema, isRequired: Bool) -> JSONValue {
        .object([
            .init("required", .boolean(isRequired)),
            .init("content", content(body, type: "application/json")),
        ])
    }

    private static func content(_ schema: Schema, type: String) -> JSONValue {
        .object([.init(type, .object([.init("schema", schema.json)]))])
    }

    // MARK: Responses

    private static func responses(of operation: Operation) -> [JSONValue.Member] {
        let answers = operation.answers.map { answer in
            JSONValue.Member(String(answer.status.code), json(of: answer))
        }
        let refusals = operation.allRefusals.map { status in
            JSONValue.Member(String(status.code), refusal(status.reasonPhrase))
        }
        return (answers + refusals).sorted { $0.name < $1.name } + [.init("default", refusal("Any other error"))]
    }

    private static func json(of answer: OperationAnswer) -> JSONValue {
        var members: [JSONValue.Member] = [.init("description", .string(answer.summary))]
        if !answer.headers.isEmpty {
            members.append(
                .init(
                    "headers",
                    .object(
                        answer.headers.map { header in
                            .init(
                                header.name,
                                .object([
                                    .init("description", .string(header.summary)), .init("schema", header.schema.json),
                                ]))
                        })))
        }
        members.append(.init("content", content(answer.schema, type: answer.contentType)))
        return .object(members)
    }

    private static func refusal(_ summary: String) -> JSONValue {
        .object([
            .init("description", .string(summary)),
            .init("content", content(.reference(error.name), type: "application/json")),
        ])
    }

    // MARK: Who may call

    static func need(of access: Access) -> String {
        switch access {
        case .open: "Open to anyone."
        case .refreshToken: "Takes the refresh token as bearer."
        case .anyToken: "Takes an access or a refresh token as bearer."
        case .role(let role, _): "Needs the role \(role.rawValue)."
        }
    }

    private static func security(of access: Access) -> JSONValue {
        let schemes =
            switch access {
            case .open: [String]()
            case .refreshToken: ["refreshToken"]
            case .anyToken: ["accessToken", "refreshToken"]
            case .role: ["accessToken"]
            }
        return .array(schemes.map { .object([.init($0, .array([]))]) })
    }

    // MARK: Components

    private static let error = NamedSchema(
        "Error", .object([.required("msg", .text, "A sentence for a person"), .optional("errors", .map(.text))]))

    private var components: JSONValue {
        .object([
            .init("schemas", .object((schemas + [Self.error]).map { .init($0.name, $0.schema.json) })),
            .init(
                "securitySchemes",
                .object([
                    .init("accessToken", Self.bearer("The access token that login or refresh gave")),
                    .init("refreshToken", Self.bearer("The refresh token that login or refresh gave")),
                ])),
        ])
    }

    private static func bearer(_ summary: String) -> JSONValue {
        .object([
            .init("type", .string("http")), .init("scheme", .string("bearer")), .init("bearerFormat", .string("JWT")),
            .init("description", .string(summary)),
        ])
    }
}
