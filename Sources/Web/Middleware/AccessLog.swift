internal import HTTPTypes
package import Hummingbird
package import Logging

/// One line a request, at `debug`: a proxy in front has a log of its own. Neither the query nor any header is in it: both
/// may hold secrets.
package struct AccessLog: RouterMiddleware {
    private let logger: Logger

    package init(logger: Logger) { self.logger = logger }

    package func handle(
        _ request: Request, context: APIContext, next: (Request, APIContext) async throws -> Response
    ) async throws -> Response {
        guard logger.logLevel <= .debug else { return try await next(request, context) }
        let start = ContinuousClock.now
        let response = try await next(request, context)
        let duration = ContinuousClock.now - start
        logger.debug(
            "request",
            metadata: [
                "method": .string(request.method.rawValue), "path": .string(Self.brief(request.uri.path)),
                "status": .stringConvertible(response.status.code),
                "ms": .stringConvertible(duration.roundedMilliseconds), "address": .string(context.peer.address),
                "request_id": .string(context.requestID),
            ])
        return response
    }

    private static func brief(_ path: String) -> String {
        path.utf8.count <= 256 ? path : "\(path.prefix(256))…"
    }
}

extension Duration {
    /// To a tenth.
    fileprivate var roundedMilliseconds: Double { (self / .microseconds(100)).rounded() / 10 }
}
