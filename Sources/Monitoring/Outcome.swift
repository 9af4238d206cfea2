/// What one poll of a device found. A dead device is data here, not an error.
package struct DeviceOutcome: Sendable, Equatable {
    /// When the poll ended.
    package var at: Timestamp
    /// Seconds the whole poll took.
    package var duration: Double
    package var ping: PingResult
    package var snmp: SNMPResult
    package var facts: DeviceFacts
    /// What was learned of how to ask it, where that is to be kept anew.
    package var learned: AgentCapabilities?
    /// What to know of how it was asked, though it was, in a sentence: by an address that may be out of date.
    package var note: String?

    package init(
        at: Timestamp, duration: Double, ping: PingResult, snmp: SNMPResult, facts: DeviceFacts = DeviceFacts(),
        learned: AgentCapabilities? = nil, note: String? = nil
    ) {
        self.at = at
        self.duration = duration
        self.ping = ping
        self.snmp = snmp
        self.facts = facts
        self.learned = learned
        self.note = note
    }

    package var beganAt: Timestamp { at - .seconds(duration) }

    package enum PingResult: Sendable, Equatable {
        /// Milliseconds, mean of the echoes that came back; loss from 0 to 1.
        case answered(latency: Double, loss: Double)
        case silent(String)
        /// Lapwing itself could not ask: no permission, no route of its own, no socket. Says nothing of the device.
        case notAsked(String)
    }

    package enum SNMPResult: Sendable, Equatable {
        /// Milliseconds from request to reply.
        case answered(latency: Double)
        /// It does not answer. A sentence for the operator.
        case failed(String)
        /// It answers, and not what it was asked for: it lives, and refuses or is faulty. A sentence for the operator.
        case refused(String)
        /// `snmp_version: none`.
        case notConfigured
        case notAsked(String)
    }
}

/// What one check of a camera found.
package struct CameraOutcome: Sendable, Equatable {
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
