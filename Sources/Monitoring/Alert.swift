/// Something a person should know, and whether it still holds.
package struct Alert: Sendable, Equatable {
    package enum Status: String, Sendable, CaseIterable, Codable {
        case firing, resolved
    }

    package let id: ID<Alert>
    package var subject: AlertSubject?
    package var severity: Severity
    package var message: String
    /// What raised it.
    package var rule: AlertRule
    package var status: Status
    /// How often it was raised; at least 1.
    package var count: Int
    package var createdAt: Timestamp
    package var resolvedAt: Timestamp?
    package var acknowledgedAt: Timestamp?
    /// The name of the user who acknowledged it.
    package var acknowledgedBy: String?

    package var isAcknowledged: Bool { acknowledgedAt != nil }

    package init(
        id: ID<Alert>, subject: AlertSubject?, severity: Severity, message: String, rule: AlertRule,
        status: Status = .firing, count: Int = 1, createdAt: Timestamp, resolvedAt: Timestamp? = nil,
        acknowledgedAt: Timestamp? = nil, acknowledgedBy: String? = nil
    ) {
        self.id = id
        self.subject = subject
        self.severity = severity
        self.message = message
        self.rule = rule
        self.status = status
        self.count = count
        self.createdAt = createdAt
        self.resolvedAt = resolvedAt
        self.acknowledgedAt = acknowledgedAt
        self.acknowledgedBy = acknowledgedBy
    }
}

/// Whom an alert is about, by id and by the name it had then.
package struct AlertSubject: Sendable, Equatable {
    package var kind: SubjectKind
    /// `nil` once it was deleted.
    package var id: Int64?
    package var name: String
    package var address: String

    package init(_ kind: SubjectKind, _ id: Int64?, name: String, address: String) {
        self.kind = kind
        self.id = id
        self.name = name
        self.address = address
    }

    package init<Subject: Watched>(_ subject: Subject) {
        let configuration = subject.configuration
        self.init(Subject.kind, subject.id.rawValue, name: configuration.name, address: configuration.address)
    }
}

/// What raises alerts. The raw value is what clients see as `rule`.
package enum AlertRule: String, Sendable, CaseIterable, Codable {
    /// Raised by a person or a script through the API.
    case manual
    case deviceOffline = "device_offline"
    case deviceOnline = "device_online"
    case deviceUnstable = "device_unstable"
    case deviceSNMP = "device_snmp"
    case cameraOffline = "camera_offline"
    case cameraOnline = "camera_online"
    case cameraUnstable = "camera_unstable"
}
