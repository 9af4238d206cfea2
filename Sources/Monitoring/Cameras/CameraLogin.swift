/// A user and a password as they are offered to one camera.
package struct CameraLogin: Sendable, Hashable {
    package let camera: ID<Camera>
    package let cameraName: String
    package let place: StreamPlace
    /// What the host's name stands for now, as texts; empty where that is not known.
    package let addresses: [String]
    package let username: String
    package let password: Secret

    /// `nil` for a camera that has no credentials, or no place.
    package init?(of camera: Camera, at addresses: [String] = []) {
        let configuration = camera.configuration
        guard configuration.hasCredentials, let place = StreamPlace(configuration.streamURL) else { return nil }
        self.camera = camera.id
        cameraName = configuration.name
        self.place = place
        self.addresses = addresses
        username = configuration.username ?? ""
        password = configuration.password ?? Secret("")
    }
}

extension CameraConfiguration {
    package var hasCredentials: Bool { username?.isEmpty == false || password?.isEmpty == false }
}

/// What a camera said to credentials that were offered to it.
package enum LoginAnswer: Sendable, Hashable {
    case accepted
    /// 401: the user or the password is wrong.
    case refused
    /// Something else that cameras say to a wrong password, or to somebody they have locked out: `403`, `400`, or
    /// `hang-up`.
    case turnedAway(String)
}

/// Whether a camera's credentials may be sent to it, should it ask for them.
package enum CredentialsOffer: Sendable, Equatable {
    case offered
    /// Why they are not, in a sentence.
    case withheld(String)
}

/// What is remembered of one login at one place.
package struct LoginRecord: Sendable, Equatable {
    package var acceptedAt: Timestamp?
    package var refusedAt: Timestamp?
    /// Since it was last accepted.
    package var refusals = 0
    /// What the last refusal was: `401`, `403`, `400`, `hang-up`.
    package var answer: String?
    /// When a refused login may be offered again without anybody's asking; `nil` for never.
    package var retryAt: Timestamp?
    /// Who met the last answer.
    package var camera: ID<Camera>
    package var cameraName: String
    /// Until then somebody waits for the answer to it.
    package var triedUntil: Timestamp?
    package var updatedAt: Timestamp

    package init(camera: ID<Camera>, cameraName: String, updatedAt: Timestamp) {
        self.camera = camera
        self.cameraName = cameraName
        self.updatedAt = updatedAt
    }

    package var isRefused: Bool { refusals > 0 }
    package var hasWorked: Bool { acceptedAt != nil }
    /// Accepted, the last time that it was offered.
    package var isProven: Bool { hasWorked && !isRefused }
}

/// What is remembered of a login, from the narrowest place to the widest.
package struct LoginKnowledge: Sendable, Equatable {
    /// This stream.
    package var stream: LoginRecord?
    /// Any stream at this host and port.
    package var endpoint: LoginRecord?
    /// Any stream at this host.
    package var host: LoginRecord?

    /// Whether it is known to be accepted; else it is on trial.
    package var isProven: Bool { endpoint?.isProven == true }

    package init(stream: LoginRecord? = nil, endpoint: LoginRecord? = nil, host: LoginRecord? = nil) {
        self.stream = stream
        self.endpoint = endpoint
        self.host = host
    }
}
