internal import AsyncHTTPClient
internal import Glibc
internal import Monitoring
internal import NIOCore
internal import NIOHTTP1
internal import NIOPosix
internal import NIOSSL
internal import Sockets
internal import Synchronization

/// Posts one message and closes the connection. Follows no redirect: it could lead where the address may not.
struct PostClient: Sendable {
    /// For all of it.
    static let deadline = Duration.seconds(20)
    /// The status is the answer; what a server says beside it is not waited for longer.
    private static let bodyDeadline = Duration.seconds(3)
    /// Octets of an answer that are read.
    private static let answerLimit = 1024

    /// More addresses of a host are not tried.
    private static let mostAddresses = 3

    private let configuration: HTTPClient.Configuration
    private let addresses: [IPAddress]

    /// - Parameter addresses: the only ones to connect to, in order; empty to look the host up.
    init(_ configuration: HTTPClient.Configuration, addresses: [IPAddress]) {
        var configuration = configuration
        configuration.redirectConfiguration = .disallow
        configuration.timeout.connect = .seconds(10)
        self.configuration = configuration
        self.addresses = Array(addresses.prefix(Self.mostAddresses))
    }

    func send(_ post: Post) async throws(NotifierError) -> PostAnswer {
        for address in addresses.dropLast() {
            do throws(NotifierError) { return try await send(post, at: address) } catch {
                // One that takes no connection may have a neighbour that does.
                let isUnreachable = error.isRetryable && !error.mayHaveArrived && !Task.isCancelled
                if !isUnreachable { throw error }
            }
        }
        return try await send(post, at: addresses.last)
    }

    private func send(_ post: Post, at address: IPAddress?) async throws(NotifierError) -> PostAnswer {
        var configuration = configuration
        // Host header, server name and certificate stay those of the host.
        if let address { configuration.dnsOverride = [post.address.host: address.description] }
        let client = HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
        let result = await answer(to: post, over: client)
        // Shutting down fails only where a request is under way, and none is.
        try? await client.shutdown()
        return try result.get()
    }

    private func answer(to post: Post, over client: HTTPClient) async -> Result<PostAnswer, NotifierError> {
        do {
            let response = try await client.execute(
                HTTPClientRequest(post), deadline: .now() + .nanoseconds(Self.deadline.nanoseconds))
            return .success(
                PostAnswer(
                    status: Int(response.status.code), retryAfter: response.headers.first(name: "Retry-After"),
                    date: response.headers.first(name: "Date"), body: await Self.start(of: response.body)))
        } catch {
            return .failure(Self.explained(error, post.address))
        }
    }

    /// What came of it within the time, if anything: a server that says the rest drop by drop holds nobody up.
    private static func start(of body: HTTPClientResponse.Body) async -> [UInt8] {
        let start = BodyStart()
        await withTaskGroup(of: Void.self) { group in
            group.addTask { try? await read(body, into: start) }
            group.addTask { try? await Task.sleep(for: bodyDeadline) }
            await group.next()
            group.cancelAll()
        }
        return start.octets.withLock { $0 }
    }

    private static func read(_ body: HTTPClientResponse.Body, into start: BodyStart) async throws {
        for try await chunk in body {
            let isFull = start.octets.withLock { octets in
                octets += chunk.readableBytesView.prefix(answerLimit - octets.count)
                return octets.count == answerLimit
            }
            if isFull { return }
        }
    }

    /// In our words: a library's may hold the address, which is secret.
    private static func explained(_ error: any Error, _ service: PostAddress) -> NotifierError {
        switch error {
        case is CancellationError:
            NotifierError(isRetryable: true, description: "Sending was cancelled", mayHaveArrived: true)
        case let error as HTTPClientError where error == .cancelled:
            NotifierError(isRetryable: true, description: "Sending was cancelled", mayHaveArrived: true)
        case let error as HTTPClientError where error == .deadlineExceeded || error == .readTimeout:
            NotifierError(
                isRetryable: true, description: "The \(service) did not answer in time", mayHaveArrived: true,
                scope: .receiver)
        case let error as HTTPClientError where error == .connectTimeout:
            NotifierError(isRetryable: true, description: "The \(service) cannot be reached", scope: .receiver)
        case let error as IOError where [ECONNREFUSED, EHOSTUNREACH, ENETUNREACH].contains(error.errnoCode):
            NotifierError(isRetryable: true, description: "The \(service) cannot be reached", scope: .receiver)
        case is NIOConnectionError:
            NotifierError(isRetryable: true, description: "The \(service) cannot be reached", scope: .receiver)
        case is NIOSSLError, is NIOSSLExtraError, is BoringSSLError:
            NotifierError(isRetryable: false, description: "No secure connection to the \(service)", scope: .receiver)
        default:
            NotifierError(
                isRetryable: true, description: "The connection to the \(service) broke", mayHaveArrived: true,
                scope: .receiver)
        }
    }
}

extension HTTPClientRequest {
    fileprivate init(_ post: Post) {
        self.init(url: post.address.reveal())
        method = HTTPMethod(rawValue: post.method.rawValue)
        headers.add(name: "Content-Type", value: "application/json; charset=utf-8")
        headers.add(name: "User-Agent", value: "Lapwing")
        for header in post.headers { headers.add(name: header.name, value: header.value.reveal()) }
        body = .bytes(ByteBuffer(bytes: post.body))
    }
}

/// What came of a body so far.
private final class BodyStart: Sendable {
    let octets = Mutex<[UInt8]>([])
}

extension Duration {
    fileprivate var nanoseconds: Int64 { components.seconds * 1_000_000_000 + components.attoseconds / 1_000_000_000 }
}
