package import HTTPTypes
package import Hummingbird
package import Telemetry

/// Counts each request and times it, by the operation that answered: paths are without end, operations are not.
package struct RequestMetrics: RouterMiddleware {
    /// What answers no operation: pages, what is not found, preflights.
    private static let other = "other"

    private struct Route: Sendable {
        let duration: Histogram
        /// By the first digit of the status, from 2: no response is of the class 1xx.
        let statuses: [Counter]

        init(_ method: String, _ path: String, _ catalogue: Catalogue) {
            duration = catalogue.httpLatency(method, path)
            statuses = (2...5).map { catalogue.httpRequests(method, path, "\($0)xx") }
        }
    }

    private let routes: [String: [HTTPRequest.Method: Route]]
    private let others: Route

    /// - Parameter operations: each by its method and the template of its path.
    package init(_ operations: [(method: HTTPRequest.Method, path: String)], catalogue: Catalogue) {
        others = Route(Self.other, Self.other, catalogue)
        var routes: [String: [HTTPRequest.Method: Route]] = [:]
        for operation in operations {
            routes[operation.path, default: [:]][operation.method] = Route(
                operation.method.rawValue, operation.path, catalogue)
        }
        self.routes = routes
    }

    package func handle(
        _ request: Request, context: APIContext, next: (Request, APIContext) async throws -> Response
    ) async throws -> Response {
        let start = ContinuousClock.now
        let response = try await next(request, context)
        let route = route(of: request, context)
        route.duration.observe(ContinuousClock.now - start)
        route.statuses[min(max(response.status.code / 100, 2), 5) - 2].increment()
        return response
    }

    /// HEAD is answered by what answers GET.
    private func route(of request: Request, _ context: APIContext) -> Route {
        guard let path = context.endpointPath, let methods = routes[path] else { return others }
        return methods[request.method == .head ? .get : request.method] ?? others
    }
}
