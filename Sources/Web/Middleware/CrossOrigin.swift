internal import HTTPTypes
package import Hummingbird
internal import Monitoring

/// Cross-origin resource sharing: lets pages of the allowed origins call the API, and answers their preflights.
package struct CrossOrigin: RouterMiddleware {
    private static let exposedHeaders = "X-Request-ID, X-Total-Count, Link, Location, Retry-After"
    private static let preflightHeaders: HTTPFields = [
        .accessControlAllowMethods: "GET, HEAD, POST, PUT, DELETE, OPTIONS",
        .accessControlAllowHeaders: "Authorization, Content-Type, X-Request-ID",
        .accessControlMaxAge: "600",
    ]

    private let allowedOrigins: Set<ByteText>
    private let allowsAny: Bool

    package init(allowedOrigins: [String]) {
        self.allowedOrigins = Set(allowedOrigins.map { ByteText($0) })
        allowsAny = allowedOrigins.contains("*")
    }

    package func handle(
        _ request: Request, context: APIContext, next: (Request, APIContext) async throws -> Response
    ) async throws -> Response {
        var response =
            Self.isPreflight(request) ? preflight(request) : try await next(request, context)
        if !allowsAny { response.headers.append(HTTPField(name: .vary, value: "Origin")) }
        guard let origin = allowed(request) else { return response }
        response.headers[.accessControlAllowOrigin] = origin
        response.headers[.accessControlExposeHeaders] = Self.exposedHeaders
        return response
    }

    private static func isPreflight(_ request: Request) -> Bool {
        request.method == .options && request.headers[.accessControlRequestMethod] != nil
            && request.headers[.origin] != nil
    }

    private func preflight(_ request: Request) -> Response {
        Response(status: .noContent, headers: allowed(request) == nil ? [:] : Self.preflightHeaders)
    }

    private func allowed(_ request: Request) -> String? {
        guard let origin = request.headers[.origin] else { return nil }
        if allowsAny { return "*" }
        return allowedOrigins.contains(ByteText(origin)) ? origin : nil
    }
}
