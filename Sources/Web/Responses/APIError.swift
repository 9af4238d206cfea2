package import HTTPTypes

/// Why a call is refused, in words for the person who made it. What status that is, `Errors+HTTP.swift` says.
package enum APIError: Error, Sendable, Equatable {
    /// The body, a field or a parameter is not what it must be.
    case invalid(String, [FieldError] = [])
    /// Nobody we know.
    case unauthenticated(String)
    case forbidden(String)
    case notFound(String)
    case methodNotAllowed([HTTPRequest.Method])
    case conflict(String, [FieldError] = [])
    case bodyTooLarge(limit: Int)
    case unsupportedMediaType
    /// An access token where a refresh token belongs, or the reverse.
    case wrongTokenKind(String)
    case tooManyRequests(String, retryAfter: Duration)
    /// A server that we asked on the caller's behalf failed.
    case badGateway(String)
    case unavailable(String)
    /// Too much is going on; nothing is broken.
    case overloaded(String)
}

/// What is wrong with one field of a body or one parameter.
package struct FieldError: Sendable, Equatable {
    package var field: String
    package var sentence: String

    package init(_ field: String, _ sentence: String) {
        self.field = field
        self.sentence = sentence
    }
}
