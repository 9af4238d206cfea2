internal import AsyncHTTPClient
internal import Monitoring

/// A service that takes messages by HTTP: what is posted there, and what its answers mean.
protocol PostService: Sendable {
    /// - Throws: what keeps it from being posted to.
    init(_ fields: FieldValues, _ settings: Settings) throws(ReceiverMistake)

    /// Whether its address was given through the API, and so may not lead into the own network.
    var isSetThroughAPI: Bool { get }

    func post(_ content: MessageContent, style: MessageStyle) throws(NotifierError) -> Post

    /// What the service says is wrong, in its own way; `nil` if the status says it all.
    /// - Parameter shown: the answer in short, without secrets.
    func trouble(_ answer: PostAnswer, _ shown: String) -> PostTrouble?
}

extension PostService {
    var isSetThroughAPI: Bool { true }

    func trouble(_ answer: PostAnswer, _ shown: String) -> PostTrouble? { nil }
}

/// Sends notices to a service that takes them by HTTP.
struct PostNotifier<Service: PostService>: ReceiverNotifier {
    let receiver: Receiver
    let settings: @Sendable () -> Settings
    let egress: Egress
    /// How to connect; redirects, times and addresses are decided by `PostClient`.
    var http = HTTPClient.Configuration()

    /// With some seconds for the name service.
    var exchangeLimit: Duration { PostClient.deadline + .seconds(30) }

    func send(_ message: OutgoingMessage) async throws(NotifierError) -> Delivery {
        Delivery(answer: try await post(MessageContent(message)))
    }

    func sendTest() async throws(NotifierError) -> String { try await post(.test()) }

    private func post(_ content: MessageContent) async throws(NotifierError) -> String {
        let settings = settings()
        let service = try service(by: settings)
        let post = try service.post(content, style: MessageStyle(settings))
        let addresses = try await egress.addresses(
            of: post.address.host, named: "\(post.address)", isSetThroughAPI: service.isSetThroughAPI)
        let answer = try await PostClient(http, addresses: addresses).send(post)
        let trouble = service.trouble(answer, answer.shown(for: post))
        return try answer.receipt(of: post, trouble: trouble, now: Timestamp.now.milliseconds / 1000)
    }

    private func service(by settings: Settings) throws(NotifierError) -> Service {
        do throws(ReceiverMistake) { return try Service(FieldValues(receiver), settings) } catch {
            throw NotifierError(isRetryable: false, description: error.description, scope: .receiver)
        }
    }
}
