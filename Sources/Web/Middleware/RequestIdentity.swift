internal import HTTPTypes
package import Hummingbird

/// Gives each request an id, the client's own where it sent a sane one, and sends it back as `X-Request-ID`.
package struct RequestIdentity: RouterMiddleware {
    private static let header = HTTPField.Name.named("X-Request-ID")
    private let identifiers = RequestIdentifiers()

    package init() {}

    package func handle(
        _ request: Request, context: APIContext, next: (Request, APIContext) async throws -> Response
    ) async throws -> Response {
        var context = context
        context.requestID = request.headers[Self.header].flatMap(Self.sane) ?? identifiers.next()
        var response = try await next(request, context)
        response.headers[Self.header] = context.requestID
        return response
    }

    /// What may go into a log line and back into a header as it is: visible ASCII, at most 128 characters.
    private static func sane(_ text: String) -> String? {
        (1...128).contains(text.utf8.count) && text.utf8.allSatisfy { (0x21...0x7E).contains($0) } ? text : nil
    }
}
