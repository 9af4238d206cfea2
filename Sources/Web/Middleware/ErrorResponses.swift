package import HTTPTypes
package import Hummingbird
package import Logging

/// Turns whatever was thrown into a JSON answer.
package struct ErrorResponses: RouterMiddleware {
    private let methods: @Sendable (_ path: String) -> [HTTPRequest.Method]
    private let explain: @Sendable (any Error) -> APIError?
    private let logger: Logger

    /// - Parameters:
    ///   - methods: those that a path takes; none if nothing is there.
    ///   - explain: what a client is told of an error; `nil` if it is our own fault.
    package init(
        methods: @escaping @Sendable (_ path: String) -> [HTTPRequest.Method],
        explain: @escaping @Sendable (any Error) -> APIError?, logger: Logger
    ) {
        self.methods = methods
        self.explain = explain
        self.logger = logger
    }

    package func handle(
        _ request: Request, context: APIContext, next: (Request, APIContext) async throws -> Response
    ) async throws -> Response {
        do {
            return try await next(request, context)
        } catch let error as HTTPError where error.status == .notFound {
            return notRouted(request)
        } catch {
            return answer(error, context)
        }
    }

    /// Nothing answers this method at this path.
    private func notRouted(_ request: Request) -> Response {
        let allowed = methods(request.uri.path)
        if allowed.isEmpty { return APIError.notFound("Not found").response }
        if request.method == .options {
            return Response(
                status: .noContent, headers: [.allow: allowed.map(\.rawValue).joined(separator: ", ")])
        }
        return APIError.methodNotAllowed(allowed).response
    }

    private func answer(_ error: any Error, _ context: APIContext) -> Response {
        let known = explain(error)
        if let known, known.isExpected { return known.response }
        logger.error(
            "A request failed", metadata: ["request_id": .string(context.requestID), "error": "\(error)"])
        return known?.response
            ?? .message("Internal error; see the log for request ID \(context.requestID)", status: .internalServerError)
    }
}
