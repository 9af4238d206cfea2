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

/// Whom an alert is about, by id and by the name it had then. The id is `nil` once the device or camera was deleted.
package enum AlertSubject: Sendable, Equatable {
    case device(ID<Device>?, name: String, address: String)
    case camera(ID<Camera>?, name: String, address: String)

    package var name: String {
        switch self {
        case .device(_, let name, _), .camera(_, let name, _): name
        }
    }

    package var address: String {
        switch self {
        case .device(_, _, let address), .camera(_, _, let address): address
        }
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
