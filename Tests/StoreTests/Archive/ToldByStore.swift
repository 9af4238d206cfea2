import Foundation
import Monitoring

@testable import Store

extension Store {
    /// Everything that a client can see, a line a thing, secrets included.
    func told() async throws -> [String] {
        var lines: [String] = []
        func tell(_ subject: Any) {
            let text = "\(subject)".replacing("\\", with: "\\\\").replacing("\n", with: "\\n").replacing(
                "\r", with: "\\r")
            lines.append(text)
        }
        for device in try await devices(DeviceFilter()).devices {
            tell(device)
            let snmp = device.configuration.snmp
            tell([snmp.community, snmp.v3?.authPassword, snmp.v3?.privPassword].map { $0?.reveal() ?? "none" })
        }
        for camera in try await cameras(CameraFilter()).cameras {
            tell(camera)
            tell([camera.configuration.password?.reveal() ?? "none", camera.configuration.streamURL])
        }
        for sort in DeviceSort.allCases {
            var filter = DeviceFilter()
            filter.sort = sort
            tell(try await devices(filter).devices.map(\.id))
        }
        for sort in CameraSort.allCases {
            var filter = CameraFilter()
            filter.sort = sort
            tell(try await cameras(filter).cameras.map(\.id))
        }
        var tagged = DeviceFilter()
        tagged.tag = "é"
        tell(try await devices(tagged).devices.map(\.id))
        tell(try await deviceStatusCounts())
        tell(try await cameraStatusCounts())
        var alerts = AlertFilter()
        alerts.perPage = 1000
        for alert in try await self.alerts(alerts).alerts {
            if let detail = try await self.alert(alert.id) { tell(detail) }
        }
        let summary = try await alertSummary()
        tell([summary.total, summary.unacknowledged, summary.critical, summary.high])
        for user in try await users() {
            tell(user)
            if let credentials = try await credentials(of: user.id) { tell(credentials) }
            tell(try await signInAddresses(of: user.id))
        }
        let settings = try await settingOverrides()
        for name in settings.keys.sorted() { tell("\(name)=\(settings[name] ?? "")") }
        for task in ["5f0e3cb0-0000-4000-8000-000000000001", "5f0e3cb0-0000-4000-8000-000000000002"] {
            if let task = try await self.task(task) { tell(task) }
        }
        if let plan = try await summaryPlan() { tell(plan) }
        tell(try await outboxDepth())
        if let due = try await nextDeviceDue() { tell(due) }
        if let due = try await nextCameraDue() { tell(due) }
        return lines
    }
}
