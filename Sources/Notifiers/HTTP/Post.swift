internal import FoundationEssentials
internal import Monitoring

/// One message as it goes to a service.
struct Post: Sendable {
    enum Method: String, Sendable, CaseIterable {
        case post = "POST"
        case put = "PUT"
    }

    /// The value may be secret, and so none is shown.
    struct Header: Sendable {
        let name: String
        let value: Secret

        init(_ name: String, _ value: String) {
            self.name = name
            self.value = Secret(value)
        }
    }

    let address: PostAddress
    var method = Method.post
    /// Beside the type of the body.
    var headers: [Header] = []
    let body: [UInt8]
    /// What of the body a service must not be quoted with, and what made a signature.
    var secrets: [Secret] = []

    init(_ body: JSON, to address: PostAddress) {
        self.address = address
        self.body = body.octets
    }

    init(encoding body: some Encodable, to address: PostAddress) throws(NotifierError) {
        do { self.body = Array(try JSONEncoder().encode(body)) } catch {
            throw NotifierError(isRetryable: false, description: "The message cannot be written as JSON")
        }
        self.address = address
    }

    /// `text` without what a server might echo of what is secret.
    func cleaned(_ text: String) -> String {
        let values = headers.flatMap { $0.value.reveal().split(separator: " ").map(String.init) }
        let secrets = (address.secrets + values + secrets.map { $0.reveal() }).filter { $0.utf8.count >= 8 }
        // One may be part of another.
        return secrets.sorted { $0.utf8.count > $1.utf8.count }.reduce(text) { $0.replacing($1, with: "•••") }
    }
}
