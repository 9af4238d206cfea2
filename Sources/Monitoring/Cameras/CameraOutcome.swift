/// What one check of a camera found.
package struct CameraOutcome: PollOutcome {
    package var at: Timestamp
    /// Seconds the whole check took.
    package var duration: Double
    package var result: Result
    package var facts: CameraFacts
    /// What it said to its credentials; `nil` where they were not offered, or it said nothing of them.
    package var login: LoginAnswer?
    /// What to know of how it was asked, though it was, in a sentence: by an address that may be out of date.
    package var note: String?

    package init(
        at: Timestamp, duration: Double, result: Result, facts: CameraFacts = CameraFacts(), login: LoginAnswer? = nil,
        note: String? = nil
    ) {
        self.at = at
        self.duration = duration
        self.result = result
        self.facts = facts
        self.login = login
        self.note = note
    }

    package var beganAt: Timestamp { at - .seconds(duration) }

    package var fault: String? {
        if case .notAsked(let reason) = result { return reason }
        return nil
    }

    package mutating func disbelieve(_ reason: String) { result = .notAsked(reason) }

    package enum Result: Sendable, Equatable {
        /// Milliseconds from connecting to the description of the stream.
        case up(latency: Double)
        /// The first broken rung and a sentence that names it.
        case down(CameraRung, String)
        /// The camera answers that it cannot serve now (453, 406, 429, 503): all its sessions are used, or its source
        /// is gone. No proof that there is a picture.
        case busy(String)
        /// Lapwing itself could not ask.
        case notAsked(String)
    }
}

/// The steps to a camera's picture, in the order they are climbed.
package enum CameraRung: String, Sendable, Comparable, CaseIterable {
    case resolve, connect, tls, rtsp, authentication, stream, media

    package static func < (left: CameraRung, right: CameraRung) -> Bool {
        (allCases.firstIndex(of: left) ?? 0) < (allCases.firstIndex(of: right) ?? 0)
    }
}
