internal import Crypto
internal import HTTPTypes
internal import Hummingbird
package import Monitoring
internal import NIOCore
internal import Telemetry
internal import Web

/// What Prometheus reads. It names no device, no user and no secret, so it is open unless there is a token for it.
package struct MetricsOperations: Sendable {
    private let token: Secret?
    private let exposition: @Sendable () async -> String

    /// - Parameters:
    ///   - token: what a reader must present; `nil` to let everyone read.
    ///   - exposition: the text, made within a second or two whatever is the matter.
    package init(token: Secret?, exposition: @escaping @Sendable () async -> String) {
        self.token = token
        self.exposition = exposition
    }

    package var list: [Operation] {
        [
            Operation(
                .get, "/metrics", "How Lapwing is doing, for Prometheus",
                details: "Where METRICS_TOKEN is set, it is the bearer token to present; no user's token is taken.",
                answers: [
                    OperationAnswer(.ok, .text, "Prometheus's text format, version 0.0.4", contentType: "text/plain")
                ], refusals: [.unauthorized], access: .open(metrics))
        ]
    }

    private func metrics(_ call: Call) async throws -> Response {
        guard isAllowed(call.headers[.authorization]) else {
            throw APIError.unauthenticated("This needs METRICS_TOKEN as a bearer token")
        }
        return Response(
            status: .ok, headers: [.contentType: Exposition.contentType],
            body: ResponseBody(byteBuffer: ByteBuffer(string: await exposition())))
    }

    /// Digests are compared, so that the time it takes tells nothing.
    private func isAllowed(_ authorization: String?) -> Bool {
        guard let token else { return true }
        guard let presented = authorization.flatMap(Authenticator.bearerToken) else { return false }
        return SHA256.hash(data: Array(presented.utf8)) == SHA256.hash(data: Array(token.reveal().utf8))
    }
}
