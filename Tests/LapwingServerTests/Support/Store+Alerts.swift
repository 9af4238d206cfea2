import Alerting
import Monitoring
import Store
import TestKit

extension Store {
    /// Raised by hand: everybody of whom there is a plan is told as it says, of what the settings want told.
    func createAlert(
        device: ID<Device>? = nil, severity: Severity, message: String, to plans: [NoticePlan]
    ) async throws -> Alert {
        let policy = Policy(plans)
        return try await createAlert(device: device, severity: severity, message: message) {
            policy.telling(of: News(.manual, severity, of: $0), at: $1)
        }.alert
    }
}
