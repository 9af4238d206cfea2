package import HTTPTypes
package import Hummingbird
package import Monitoring

/// One thing the API does: what routes it, what guards it, what describes it, and what does it. The router, the
/// description at `/api/openapi.json` and the tests are all made from the same list of these.
package struct Operation: Sendable {
    package var method: HTTPRequest.Method
    /// Such as `/api/devices/{id}`, without a trailing slash; it is answered with one, too.
    package var path: String
    package var summary: String
    /// More than fits `summary`.
    package var details: String?
    package var parameters: [OperationParameter]
    /// What the body must be; `nil` where none is read.
    package var body: Schema?
    /// Whether the body may be left out.
    package var isBodyOptional: Bool
    /// What success looks like.
    package var answers: [OperationAnswer]
    /// Refusals besides those that follow from `access`, `body` and the rules for all of the API.
    package var refusals: [HTTPResponse.Status]
    package var access: Access

    package init(
        _ method: HTTPRequest.Method, _ path: String, _ summary: String, details: String? = nil,
        parameters: [OperationParameter] = [], body: Schema? = nil, isBodyOptional: Bool = false,
        answers: [OperationAnswer], refusals: [HTTPResponse.Status] = [], access: Access
    ) {
        self.method = method
        self.path = path
        self.summary = summary
        self.details = details
        self.parameters = parameters
        self.body = body
        self.isBodyOptional = isBodyOptional
        self.answers = answers
        self.refusals = refusals
        self.access = access
    }
}

/// Who may call an operation, and what is run for them.
package enum Access: Sendable {
    case open(@Sendable (Call) async throws -> Response)
    /// The bearer of a refresh token.
    case refreshToken(@Sendable (Call, TokenClaims) async throws -> Response)
    /// The bearer of an access or a refresh token.
    case anyToken(@Sendable (Call, TokenClaims) async throws -> Response)
    /// The bearer of an access token whose user has this role or one above it.
    case role(Role, @Sendable (Call, Caller) async throws -> Response)
}

/// A parameter in the path or the query.
package struct OperationParameter: Sendable {
    package enum Place: String, Sendable {
        case path, query
    }

    package var name: String
    package var place: Place
    package var schema: Schema
    package var summary: String

    /// Whether an empty value is the same as none.
    var ignoresEmpty: Bool { place == .query && schema != .moment }

    package static func path(_ name: String, _ schema: Schema, _ summary: String) -> OperationParameter {
        OperationParameter(name: name, place: .path, schema: schema, summary: summary)
    }

    package static func query(_ name: String, _ schema: Schema, _ summary: String) -> OperationParameter {
        OperationParameter(name: name, place: .query, schema: schema, summary: summary)
    }
}

package struct OperationAnswer: Sendable {
    package var status: HTTPResponse.Status
    package var schema: Schema
    package var summary: String
    package var headers: [OperationHeader]
    package var contentType: String

    package init(
        _ status: HTTPResponse.Status = .ok, _ schema: Schema, _ summary: String, headers: [OperationHeader] = [],
        contentType: String = "application/json"
    ) {
        self.status = status
        self.schema = schema
        self.summary = summary
        self.headers = headers
        self.contentType = contentType
    }
}
