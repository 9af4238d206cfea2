internal import AsyncHTTPClient
internal import Foundation
internal import HTTPAPI
internal import NIOCore
internal import NIOHTTP1
internal import NIOPosix
internal import NIOSSL

/// Asks a Lapwing whether all its parts work.
package struct HealthCheck: Sendable {
    package let url: String
    private let verifiesCertificate: Bool

    /// Of the server that this configuration starts on this machine. Its certificate is for other names than the
    /// address that it is asked at, and nobody is in between.
    package init(ofServerWith configuration: Configuration) throws {
        guard configuration.port != 0 else {
            throw ConfigurationError("PORT is 0, so that nobody knows where Lapwing listens. Give --url.")
        }
        let host = ["0.0.0.0": "127.0.0.1", "::": "::1"][configuration.host] ?? configuration.host
        let scheme = configuration.tls == nil ? "http" : "https"
        url = "\(scheme)://\(host.contains(":") ? "[\(host)]" : host):\(configuration.port)\(Self.path)"
        verifiesCertificate = false
    }

    /// - Parameter url: such as `https://lapwing.example`; without a path, `/api/health` is asked.
    package init(url text: String) throws {
        guard let parts = URLComponents(string: text), ["http", "https"].contains(parts.scheme?.lowercased()),
            parts.host?.isEmpty == false
        else { throw ConfigurationError("--url takes an http:// or https:// URL, not “\(text)”.") }
        url = ["", "/"].contains(parts.path) ? text.dropLast(parts.path.count) + Self.path : text
        verifiesCertificate = true
    }

    private static let path = "/api/health"
    private static let timeLimit = TimeAmount.seconds(5)

    package func run() async -> HealthReport {
        // What is said drop by drop must come to an end, too.
        let report = await outcome(within: .seconds(5)) { await answer() }
        let late = "Lapwing does not answer at \(url): it takes longer than 5 s."
        return report ?? HealthReport(isHealthy: false, lines: [late])
    }

    private func answer() async -> HealthReport {
        do {
            return try await ask()
        } catch {
            return HealthReport(isHealthy: false, lines: ["Lapwing does not answer at \(url): \(Self.reason(error))."])
        }
    }

    private func ask() async throws -> HealthReport {
        var tls = TLSConfiguration.makeClientConfiguration()
        if !verifiesCertificate { tls.certificateVerification = .none }
        var configuration = HTTPClient.Configuration(
            tlsConfiguration: tls, timeout: .init(connect: Self.timeLimit))
        configuration.connectionPool.retryConnectionEstablishment = false
        let client = HTTPClient(
            eventLoopGroup: .singletonMultiThreadedEventLoopGroup, configuration: configuration)
        do {
            let response = try await client.execute(HTTPClientRequest(url: url), timeout: Self.timeLimit)
            let body = try await response.body.collect(upTo: 1_048_576)
            try await client.shutdown()
            return HealthReport(status: Int(response.status.code), body: Array(body.readableBytesView))
        } catch {
            try? await client.shutdown()
            throw error
        }
    }

    private static let timeOuts: [HTTPClientError] = [.deadlineExceeded, .connectTimeout, .readTimeout]

    private static func reason(_ error: any Error) -> String {
        switch error {
        case let error as HTTPClientError where timeOuts.contains(error): "it takes longer than 5 s"
        case let error as HTTPClientError where error == .remoteConnectionClosed: "it closes the connection"
        case let error as NIOConnectionError: error.connectionErrors.first.map { reason($0.error) } ?? "no such host"
        case let error as IOError: String(cString: strerror(error.errnoCode))
        default: "\(error)"
        }
    }
}
