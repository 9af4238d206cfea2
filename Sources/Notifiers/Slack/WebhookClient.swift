internal import AsyncHTTPClient
internal import FoundationEssentials
internal import Glibc
internal import NIOCore
internal import NIOHTTP1
internal import NIOPosix
internal import NIOSSL

/// Posts one message and closes the connection. Follows no redirect: it could lead where the address may not.
struct WebhookClient: Sendable {
    private static let deadline = TimeAmount.seconds(20)
    /// Octets of an answer that are read.
    private static let answerLimit = 1024

    private let configuration: HTTPClient.Configuration
    private let address: IPAddress?

    /// - Parameter address: the one to connect to; `nil` to look the host up.
    init(_ configuration: HTTPClient.Configuration, address: IPAddress?) {
        var configuration = configuration
        configuration.redirectConfiguration = .disallow
        configuration.timeout.connect = .seconds(10)
        self.configuration = configuration
        self.address = address
    }

    func post(_ message: SlackMessage, to webhook: Webhook) async throws(NotifierError) -> WebhookAnswer {
        var configuration = configuration
        // Host header, server name and certificate stay those of the host.
        if let address { configuration.dnsOverride = [webhook.host: address.description] }
        let client = HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
        let result = await answer(to: message, from: webhook, over: client)
        // Shutting down fails only where a request is under way, and none is.
        try? await client.shutdown()
        return try result.get()
    }

    private func answer(to message: SlackMessage, from webhook: Webhook, over client: HTTPClient) async
        -> Result<WebhookAnswer, NotifierError>
    {
        do {
            var request = HTTPClientRequest(url: webhook.reveal())
            request.method = .POST
            request.headers.add(name: "Content-Type", value: "application/json; charset=utf-8")
            request.headers.add(name: "User-Agent", value: "Lapwing")
            request.body = .bytes(ByteBuffer(bytes: try JSONEncoder().encode(message)))
            let response = try await client.execute(request, deadline: .now() + Self.deadline)
            return .success(
                WebhookAnswer(
                    status: Int(response.status.code), retryAfter: response.headers.first(name: "Retry-After"),
                    body: try await Self.start(of: response.body)))
        } catch {
            return .failure(Self.explained(error, webhook))
        }
    }

    private static func start(of body: HTTPClientResponse.Body) async throws -> [UInt8] {
        var octets: [UInt8] = []
        for try await chunk in body {
            octets += chunk.readableBytesView.prefix(answerLimit - octets.count)
            if octets.count == answerLimit { break }
        }
        return octets
    }

    /// In our words: a library's may hold the address, which is secret.
    private static func explained(_ error: any Error, _ webhook: Webhook) -> NotifierError {
        switch error {
        case is CancellationError:
            NotifierError(isRetryable: true, description: "Sending was cancelled", mayHaveArrived: true)
        case let error as HTTPClientError where error == .cancelled:
            NotifierError(isRetryable: true, description: "Sending was cancelled", mayHaveArrived: true)
        case let error as HTTPClientError where error == .deadlineExceeded || error == .readTimeout:
            NotifierError(
                isRetryable: true, description: "The \(webhook) did not answer in time", mayHaveArrived: true)
        case let error as HTTPClientError where error == .connectTimeout:
            NotifierError(isRetryable: true, description: "The \(webhook) cannot be reached")
        case let error as IOError where [ECONNREFUSED, EHOSTUNREACH, ENETUNREACH].contains(error.errnoCode):
            NotifierError(isRetryable: true, description: "The \(webhook) cannot be reached")
        case is NIOConnectionError:
            NotifierError(isRetryable: true, description: "The \(webhook) cannot be reached")
        case is NIOSSLError, is NIOSSLExtraError, is BoringSSLError:
            NotifierError(isRetryable: false, description: "No secure connection to the \(webhook)")
        default:
            NotifierError(
                isRetryable: true, description: "The connection to the \(webhook) broke", mayHaveArrived: true)
        }
    }
}
