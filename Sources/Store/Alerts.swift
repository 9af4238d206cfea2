package import Monitoring

package struct AlertFilter: Sendable, Equatable, Hashable {
    package var severity: Severity?
    package var isAcknowledged: Bool?
    package var status: Alert.Status?
    package var deviceID: ID<Device>?
    package var cameraID: ID<Camera>?
    package var since: Timestamp?
    package var until: Timestamp?
    package var page = 1
    package var perPage = 50
    package init() {}
}

package struct AlertSummary: Sendable, Equatable {
    package var total: Int
    package var unacknowledged: Int
    /// Unacknowledged ones of these severities.
    package var critical: Int
    package var high: Int
    /// The newest five.
    package var recent: [Alert]
}

/// An alert with what became of its notices.
package struct AlertDetail: Sendable, Equatable {
    package var alert: Alert
    package var notices: [(notice: Notice, attempts: [DeliveryAttempt])]
    package static func == (left: AlertDetail, right: AlertDetail) -> Bool { left.alert == right.alert }
}

extension Store {
    /// Newest first.
    package func alerts(_ filter: AlertFilter) async throws -> (alerts: [Alert], total: Int) { fatalError("frame") }
    package func alert(_ id: ID<Alert>) async throws -> AlertDetail? { fatalError("frame") }
    /// Raised by hand; its notices are written with it when the severity is notified at once.
    /// - Throws: `StoreError.noSuchDevice`.
    package func createAlert(device: ID<Device>?, severity: Severity, message: String, channels: [ChannelPlan])
        async throws -> Alert
    { fatalError("frame") }
    /// Cancels its pending notices.
    /// - Throws: `StoreError.alreadyAcknowledged`.
    package func acknowledgeAlert(_ id: ID<Alert>, by user: User) async throws -> Alert? { fatalError("frame") }
    package func acknowledgeAlerts(severity: Severity?, by user: User) async throws -> Int { fatalError("frame") }
    package func deleteAlert(_ id: ID<Alert>) async throws -> Bool { fatalError("frame") }
    package func alertSummary() async throws -> AlertSummary { fatalError("frame") }
}
