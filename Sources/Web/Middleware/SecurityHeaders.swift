package import HTTPTypes
package import Hummingbird

/// Headers that tell a browser to trust a response no further than it must. What a page sets itself stays.
package struct SecurityHeaders: RouterMiddleware {
    private static let fixed: HTTPFields = [
        .xContentTypeOptions: "nosniff",
        .named("X-Frame-Options"): "DENY",
        // The filter this once controlled did more harm than good; 0 keeps old browsers from using it.
        .named("X-XSS-Protection"): "0",
        .strictTransportSecurity: "max-age=31536000; includeSubDomains",
        .named("Referrer-Policy"): "no-referrer",
    ]
    private static let contentSecurityPolicy = HTTPField(
        name: .contentSecurityPolicy, value: "default-src 'none'; frame-ancestors 'none'")
    private static let cacheControl = HTTPField(name: .cacheControl, value: "no-store")

    /// What a response has that sets none of them itself.
    package static let all = HTTPFields(fixed + [contentSecurityPolicy, cacheControl])

    package init() {}

    package func handle(
        _ request: Request, context: APIContext, next: (Request, APIContext) async throws -> Response
    ) async throws -> Response {
        var response = try await next(request, context)
        response.headers.append(contentsOf: Self.fixed)
        if !response.headers.contains(.contentSecurityPolicy) {
            response.headers.append(Self.contentSecurityPolicy)
        }
        if !response.headers.contains(.cacheControl) {
            response.headers.append(Self.cacheControl)
        }
        return response
    }
}
