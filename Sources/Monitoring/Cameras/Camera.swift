/// An IP camera as configured, with what the last checks found.
package struct Camera: Watched {
    package static let kind = SubjectKind.camera

    package let id: ID<Camera>
    package var configuration: CameraConfiguration
    package var status: Status
    package var lastSeen: Timestamp?
    package var lastError: String?
    /// A path, or `nil` while no picture was taken.
    package var lastSnapshot: String?
    package var facts: CameraFacts
    package var createdAt: Timestamp
    package var updatedAt: Timestamp

    package init(
        id: ID<Camera>, configuration: CameraConfiguration, status: Status = .unknown, lastSeen: Timestamp? = nil,
        lastError: String? = nil, lastSnapshot: String? = nil, facts: CameraFacts = CameraFacts(),
        createdAt: Timestamp, updatedAt: Timestamp
    ) {
        self.id = id
        self.configuration = configuration
        self.status = status
        self.lastSeen = lastSeen
        self.lastError = lastError
        self.lastSnapshot = lastSnapshot
        self.facts = facts
        self.createdAt = createdAt
        self.updatedAt = updatedAt
    }

    package typealias Outcome = CameraOutcome
    package typealias Knowledge = CameraKnowledge
}

/// What an operator says of a camera. The URL holds no user-info part: user and password are apart, as is the whole URL
/// where its path or query hold secrets.
package struct CameraConfiguration: WatchedConfiguration {
    /// How long a check may take where none is said, in seconds: slow recorders take ten and more.
    package static let usualTimeout = 20
    /// The longest that can be said, in seconds.
    package static let longestTimeout = 120

    package var name: String
    /// The channels of a recorder share one.
    package var address: String
    /// `rtsp://` or `rtsps://`, as everybody may see it: without credentials, and with `•••` for the secrets of its path
    /// and its query. The place that `streamURL` names is unique among cameras.
    package var rtspURL: String
    /// The URL with those secrets; `nil` where `rtspURL` is all of it.
    package var secretURL: Secret?
    package var username: String?
    package var password: Secret?
    /// Why the stored password cannot be decrypted, in a sentence: `password` is `nil` then. The store says so of what
    /// it read, and ignores it in what it is given.
    package var unreadable: String?
    package var location: String?
    /// Seconds between checks; `nil` for the global interval.
    package var pollInterval: Int?
    /// Seconds that a whole check may take, 1 to `longestTimeout`; `nil` for `usualTimeout`.
    package var timeout: Int?
    package var tags: [String]
    package var isEnabled: Bool

    package init(
        name: String, address: String, rtspURL: String, secretURL: Secret? = nil, username: String? = nil,
        password: Secret? = nil, location: String? = nil, pollInterval: Int? = nil, timeout: Int? = nil,
        tags: [String] = [],
        isEnabled: Bool = true
    ) {
        self.name = name
        self.address = address
        self.rtspURL = rtspURL
        self.secretURL = secretURL
        self.username = username
        self.password = password
        self.location = location
        self.pollInterval = pollInterval
        self.timeout = timeout
        self.tags = tags
        self.isEnabled = isEnabled
    }

    /// The URL to ask for.
    package var streamURL: String { secretURL?.reveal() ?? rtspURL }

    package var allowance: Duration { .seconds(max(0, (timeout ?? Self.usualTimeout) - Self.usualTimeout)) }
}

/// What the last visits say of how to make the next one.
package struct CameraKnowledge: Sendable, Equatable {
    /// Since when somebody wants its credentials offered, whatever was refused before: who tested it, or saved them.
    package var insistsSince: Timestamp?
    /// Visits in a row to which its host did not answer.
    package var silences: Int

    package init(insistsSince: Timestamp? = nil, silences: Int = 0) {
        self.insistsSince = insistsSince
        self.silences = silences
    }
}

/// What a camera's stream says of itself. The facts of one description belong together: what it does not tell is unknown.
package struct CameraFacts: Sendable, Equatable {
    /// `H264`, `H265`, `JPEG`, …: the encoding name of the SDP's `rtpmap`.
    package var codec: String?
    /// Pixels.
    package var width: Int?
    package var height: Int?
    /// Frames a second, as declared.
    package var fps: Double?
    /// Bits a second, as declared.
    package var bitrate: Int?
    /// Whether a stream was described, and so all that was known before is to be forgotten.
    package var isDescribed: Bool
    /// The addresses that its host's name had last; `nil` where it is named by its address.
    package var addresses: KnownAddresses?

    package init(
        codec: String? = nil, width: Int? = nil, height: Int? = nil, fps: Double? = nil, bitrate: Int? = nil,
        addresses: KnownAddresses? = nil
    ) {
        self.codec = codec
        self.width = width
        self.height = height
        self.fps = fps
        self.bitrate = bitrate
        isDescribed = codec != nil || width != nil || height != nil || fps != nil || bitrate != nil
        self.addresses = addresses
    }
}
