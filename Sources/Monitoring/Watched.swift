/// A kind of thing that is watched: what people write of it, what a poll of it finds, and what is known of how to ask it.
package protocol Watched: Sendable, Equatable {
    associatedtype Configuration: WatchedConfiguration
    associatedtype Facts: Sendable & Equatable
    associatedtype Outcome: PollOutcome where Outcome.Facts == Facts
    /// What is known of how to ask it, beside its configuration.
    associatedtype Knowledge: Sendable

    static var kind: SubjectKind { get }

    var id: ID<Self> { get }
    var configuration: Configuration { get }
    var status: Status { get }
    var lastSeen: Timestamp? { get }
    var lastError: String? { get }
    var facts: Facts { get }
}

/// What people write of anything that is watched.
package protocol WatchedConfiguration: Sendable, Equatable {
    var name: String { get }
    var address: String { get }
    var tags: [String] { get }
    var isEnabled: Bool { get }
    /// Seconds; `nil` for the global interval of its kind.
    var pollInterval: Int? { get }
    /// How much longer than others of its kind a poll may take.
    var allowance: Duration { get }
}

/// What one poll found. What does not answer is data here, not an error.
package protocol PollOutcome: Sendable, Equatable {
    associatedtype Facts: Sendable & Equatable

    /// When the poll ended.
    var at: Timestamp { get set }
    var facts: Facts { get }
    /// Why Lapwing itself could not ask, where that is so.
    var fault: String? { get }

    /// What was found counts for nothing, since Lapwing itself could not ask properly.
    mutating func disbelieve(_ reason: String)
}

/// A kind of thing that is watched. The raw value is what tables hold; a subject is a kind and an id counted in it.
package enum SubjectKind: String, Sendable, CaseIterable {
    case device, camera

    /// `Device`, as a sentence begins.
    package var title: String { rawValue.prefix(1).uppercased() + rawValue.dropFirst() }
}
