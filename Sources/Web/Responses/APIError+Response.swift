package import HTTPTypes
package import Hummingbird
internal import NIOCore

extension APIError {
    package var status: HTTPResponse.Status {
        switch self {
        case .invalid: .badRequest
        case .unauthenticated: .unauthorized
        case .forbidden: .forbidden
        case .notFound: .notFound
        case .methodNotAllowed: .methodNotAllowed
        case .conflict: .conflict
        case .bodyTooLarge: .contentTooLarge
        case .unsupportedMediaType: .unsupportedMediaType
        case .wrongTokenKind: .unprocessableContent
        case .tooManyRequests: .tooManyRequests
        case .badGateway: .badGateway
        case .unavailable, .overloaded: .serviceUnavailable
        }
    }

    /// Whether the log need not tell: the client is at fault, or a limit does its work.
    package var isExpected: Bool {
        if case .overloaded = self { true } else { status.kind == .clientError }
    }

    package var message: String {
        switch self {
        case .invalid(let sentence, _), .unauthenticated(let sentence), .forbidden(let sentence),
            .notFound(let sentence), .conflict(let sentence, _), .wrongTokenKind(let sentence),
            .tooManyRequests(let sentence, _), .badGateway(let sentence), .unavailable(let sentence),
            .overloaded(let sentence):
            sentence
        case .methodNotAllowed(let methods):
            "Method not allowed; this path takes \(methods.map(\.rawValue).joined(separator: ", "))"
        case .bodyTooLarge(let limit): "The body is larger than \(limit) bytes"
        case .unsupportedMediaType: "The content type must be application/json"
        }
    }

    fileprivate var fields: [FieldError] {
        switch self {
        case .invalid(_, let fields), .conflict(_, let fields): fields
        default: []
        }
    }

    private var headers: HTTPFields {
        switch self {
        case .unauthenticated: [.wwwAuthenticate: "Bearer"]
        case .methodNotAllowed(let methods): [.allow: methods.map(\.rawValue).joined(separator: ", ")]
        case .tooManyRequests(_, let retryAfter): [.retryAfter: String(max(retryAfter.wholeSecondsRoundedUp, 1))]
        case .unavailable, .overloaded: [.retryAfter: "5"]
        default: [:]
        }
    }

    /// Answers `{"msg": …}`, with `errors` where fields are at fault.
    package var response: Response {
        .json(status, headers: headers) { writer in writer.object { $0.sentences(of: self) } }
    }
}

extension JSONWriter {
    /// `status`, `msg` and `errors`, as fields of what tells of several.
    package mutating func fields(of error: APIError) {
        field("status", error.status.code)
        sentences(of: error)
    }

    fileprivate mutating func sentences(of error: APIError) {
        field("msg", error.message)
        let fields = error.fields
        guard !fields.isEmpty else { return }
        field("errors") { writer in
            for field in fields { writer.field(named: field.field) { $0.string(field.sentence) } }
        }
    }
}

extension Duration {
    fileprivate var wholeSecondsRoundedUp: Int64 { components.seconds + (components.attoseconds > 0 ? 1 : 0) }
}
