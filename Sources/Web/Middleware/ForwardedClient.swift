package import Hummingbird

/// Makes the client that a trusted proxy speaks for the peer of the request.
package struct ForwardedClient: RouterMiddleware {
    private let proxies: TrustedProxies

    package init(proxies: TrustedProxies) { self.proxies = proxies }

    package func handle(
        _ request: Request, context: APIContext, next: (Request, APIContext) async throws -> Response
    ) async throws -> Response {
        guard proxies != .none else { return try await next(request, context) }
        var context = context
        context.peer = proxies.client(of: context.peer, request.headers)
        return try await next(request, context)
    }
}
