/// One message to one receiver: a row of the outbox.
package struct Notice: Sendable, Equatable {
    package enum State: String, Sendable, Codable, CaseIterable {
        case pending, delivered
        /// The receiver could not send, or was disabled, when the alert was raised.
        case skipped
        /// Acknowledged, resolved in maintenance or deleted before it was delivered; or its receiver was deleted.
        case cancelled
        /// Given up after every attempt failed.
        case failed
    }

    package let id: ID<Notice>
    /// `nil` for a daily summary.
    package var alertID: ID<Alert>?
    /// `nil` once it was deleted.
    package var receiver: ID<Receiver>?
    /// As it was called when this was written.
    package var receiverName: String
    package var content: NoticeContent
    package var state: State
    package var attempts: Int
    package var createdAt: Timestamp
    package var nextAttemptAt: Timestamp?
    package var deliveredAt: Timestamp?
    package var lastError: String?
    /// Those of the receiver's recipients who have it, or refused it for good; the others are still to be told.
    package var recipients: [NoticeRecipient]
    /// The end of the maintenance for which it waits, or waited.
    package var heldUntil: Timestamp?

    package init(
        id: ID<Notice>, alertID: ID<Alert>?, receiver: ID<Receiver>?, receiverName: String, content: NoticeContent,
        state: State = .pending, attempts: Int = 0, createdAt: Timestamp, nextAttemptAt: Timestamp? = nil,
        deliveredAt: Timestamp? = nil, lastError: String? = nil, recipients: [NoticeRecipient] = [],
        heldUntil: Timestamp? = nil
    ) {
        self.id = id
        self.alertID = alertID
        self.receiver = receiver
        self.receiverName = receiverName
        self.content = content
        self.state = state
        self.attempts = attempts
        self.createdAt = createdAt
        self.nextAttemptAt = nextAttemptAt
        self.deliveredAt = deliveredAt
        self.lastError = lastError
        self.recipients = recipients
        self.heldUntil = heldUntil
    }

    /// Since when it could be sent.
    package var sendableSince: Timestamp { max(createdAt, heldUntil ?? createdAt) }
}

/// What became of a notice for one recipient.
package struct NoticeRecipient: Sendable, Equatable, Codable {
    package enum State: String, Sendable, Codable, CaseIterable {
        case delivered, refused
    }

    /// As the server was told.
    package var address: String
    package var state: State
    /// What the server said; holds no secret.
    package var answer: String

    package init(address: String, state: State, answer: String) {
        self.address = address
        self.state = state
        self.answer = answer
    }
}

extension [NoticeRecipient] {
    /// With what is known of others, or known better: who has it has it, whatever a later attempt says.
    package func merging(_ others: [NoticeRecipient]) -> [NoticeRecipient] {
        others.reduce(into: self) { all, other in
            guard let index = all.firstIndex(where: { $0.address == other.address }) else { return all.append(other) }
            if all[index].state != .delivered { all[index] = other }
        }
    }
}

/// What a notice says, kept as it was when it was written. Stored as JSON.
package enum NoticeContent: Sendable, Equatable {
    case alert(Alert)
    case summary(DailySummary)
}

/// One attempt to deliver a notice.
package struct DeliveryAttempt: Sendable, Equatable {
    package var at: Timestamp
    package var succeeded: Bool
    /// What the server said, or why it could not be asked; holds no secret.
    package var answer: String
    /// Whether it may have reached people although it failed.
    package var mayHaveArrived: Bool

    package init(at: Timestamp, succeeded: Bool, answer: String, mayHaveArrived: Bool = false) {
        self.at = at
        self.succeeded = succeeded
        self.answer = answer
        self.mayHaveArrived = mayHaveArrived
    }
}

/// A day in numbers, and the names of what is offline.
package struct DailySummary: Sendable, Equatable {
    /// Names of each kind that are kept.
    package static let mostNames = 50

    /// `2026-01-15`, the day that is summed up, or most of it.
    package var day: String
    /// From when to when `alerts` were raised; `nil` for the whole of `day`.
    package var period: Range<Timestamp>?
    package var alerts: [Severity: Int]
    package var devices: StatusCounts
    package var cameras: StatusCounts
    /// By name, `mostNames` at most; `devices` counts them all.
    package var offlineDevices: [String]
    package var offlineCameras: [String]

    package init(
        day: String, period: Range<Timestamp>? = nil, alerts: [Severity: Int], devices: StatusCounts,
        cameras: StatusCounts, offlineDevices: [String] = [], offlineCameras: [String] = []
    ) {
        self.day = day
        self.period = period
        self.alerts = alerts
        self.devices = devices
        self.cameras = cameras
        self.offlineDevices = offlineDevices
        self.offlineCameras = offlineCameras
    }
}

/// When the next summary is due.
package struct SummaryPlan: Sendable, Equatable {
    /// The time of day and the zone that it was planned by.
    package var schedule: String
    package var nextAt: Timestamp
    /// Up to when alerts were summed up before; `nil` where none were yet.
    package var coveredUntil: Timestamp?

    package init(schedule: String, nextAt: Timestamp, coveredUntil: Timestamp? = nil) {
        self.schedule = schedule
        self.nextAt = nextAt
        self.coveredUntil = coveredUntil
    }
}
