/// A poll or test that a person asked for.
package struct PollTask: Sendable, Equatable {
    package enum Kind: String, Sendable, Codable {
        case devicePoll = "device_poll"
        case cameraTest = "camera_test"
    }

    package enum State: String, Sendable, Codable {
        case pending = "PENDING"
        case started = "STARTED"
        case success = "SUCCESS"
        case failure = "FAILURE"
        case retry = "RETRY"

        package var isFinal: Bool { self == .success || self == .failure }
    }

    /// A lower-case UUID.
    package let id: String
    package var kind: Kind
    package var state: State
    /// A JSON object once `state` is `success`.
    package var result: String?
    /// A sentence once `state` is `failure`.
    package var error: String?
    package var createdAt: Timestamp
    package var startedAt: Timestamp?
    package var finishedAt: Timestamp?

    package init(
        id: String, kind: Kind, state: State, result: String? = nil, error: String? = nil, createdAt: Timestamp,
        startedAt: Timestamp? = nil, finishedAt: Timestamp? = nil
    ) {
        self.id = id
        self.kind = kind
        self.state = state
        self.result = result
        self.error = error
        self.createdAt = createdAt
        self.startedAt = startedAt
        self.finishedAt = finishedAt
    }
}
