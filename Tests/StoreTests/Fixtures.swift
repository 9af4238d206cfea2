import Alerting
import Database
import Foundation
import Monitoring
import TestKit

@testable import Store

/// Whether stores are of SQLite, whose catalogue and plans some tests read.
let onSQLite = ProcessInfo.processInfo.environment["TEST_DATABASE_URL"] == nil

extension Timestamp {
    static let start = Timestamp(milliseconds: 1_800_000_000_000)
}

extension ManualClock {
    convenience init() { self.init(.start) }
}

extension Store {
    static func temporary(clock: ManualClock) async throws -> Store { try await .temporary(now: { clock.now }) }

    func addDevice(_ name: String = "core-1", _ address: String = "10.0.0.1", parent: ID<Device>? = nil) async throws
        -> Device
    {
        try await createDevice(DeviceConfiguration(name: name, address: address, parentID: parent))
    }

    func addDevices(_ count: Int) async throws {
        for index in 0..<count { _ = try await addDevice("device-\(index)", "10.0.\(index / 250).\(index % 250 + 1)") }
    }

    func addCamera(
        _ name: String = "gate", _ address: String = "10.1.0.1", path: String = "/", password: String = "old"
    ) async throws -> Camera {
        try await createCamera(
            CameraConfiguration(
                name: name, address: address, rtspURL: "rtsp://\(address)\(path)", password: Secret(password)))
    }

    /// Sixteen or so channels at one address.
    func addChannels(_ count: Int, at address: String = "10.1.0.1") async throws -> [Camera] {
        var cameras: [Camera] = []
        for number in 1...count {
            cameras.append(try await addCamera("channel-\(number)", address, path: "/\(number)"))
        }
        return cameras
    }

    func claimDevices(_ limit: Int = 100, worker: String = "w", at now: Timestamp) async throws -> [Claim<Device>] {
        try await claimDueDevices(limit: limit, worker: worker, lease: .seconds(60), now: now)
    }

    func claimCameras(
        worker: String = "w", budget: HostBudget = .one, at now: Timestamp
    ) async throws -> [Claim<Camera>] {
        try await claimDueCameras(limit: 100, worker: worker, lease: .seconds(60), budget: budget, now: now)
    }

    @discardableResult
    func save(
        _ devices: [Claim<Device>], at now: Timestamp, settings: Settings = Settings(),
        to plans: [NoticePlan] = [.email], learned: AgentCapabilities? = nil,
        _ verdict: (Claim<Device>) -> Verdict<DeviceFacts> = { .up($0.checks, at: .start) }
    ) async throws -> SavedBatch {
        let decided = devices.map { Decision($0, verdict($0), learned: learned) }
        return try await save(decided, settings: settings, to: plans, now: now)
    }

    @discardableResult
    func save(
        _ cameras: [Claim<Camera>], at now: Timestamp, _ verdict: Verdict<CameraFacts>
    ) async throws -> SavedBatch {
        let decided = cameras.map { Decision($0, verdict).told(by: Policy([.email]), at: now) }
        return try await save(decided, settings: Settings(), now: now)
    }

    /// Everybody of whom there is a plan is told as it says, of what the settings want told.
    func save(
        _ decisions: [Decision<Device>], settings: Settings, to plans: [NoticePlan], now: Timestamp
    ) async throws -> SavedBatch {
        let policy = Policy(plans, settings)
        return try await save(decisions.map { $0.told(by: policy, at: now) }, settings: settings, now: now)
    }

    func createAlert(
        device: ID<Device>? = nil, severity: Severity, message: String, to plans: [NoticePlan],
        settings: Settings = Settings()
    ) async throws -> Alert {
        let policy = Policy(plans, settings)
        return try await createAlert(device: device, severity: severity, message: message) {
            policy.telling(of: News(.manual, severity, of: $0), at: $1)
        }.alert
    }
}

extension Verdict<DeviceFacts> {
    static func up(_ checks: [Check: CheckState] = [:], at now: Timestamp, alerts: [AlertChange] = []) -> Self {
        var checks = checks
        checks[.reachability] = CheckState(hard: .up, since: now)
        return Verdict(
            measuredAt: now, status: .online, lastSeen: now, lastError: nil,
            facts: DeviceFacts(sysName: "sw", uptime: 5),
            checks: checks, alerts: alerts, latency: 1.5)
    }

    static func down(at now: Timestamp, alerts: [AlertChange] = [.raise(.deviceOffline, .high, "It is offline")])
        -> Self
    {
        Verdict(
            measuredAt: now, status: .offline, lastError: "No answer", facts: DeviceFacts(),
            checks: [.reachability: CheckState(hard: .down, since: now)], alerts: alerts)
    }

    static func soft(at now: Timestamp, needsParent: Bool = false) -> Self {
        Verdict(
            measuredAt: now, status: .online, lastError: nil, facts: DeviceFacts(),
            checks: [.reachability: CheckState(hard: .up, since: now, streak: 1, streakSince: now)],
            next: .after(.seconds(2)), isFinal: false, needsParent: needsParent)
    }

    static func unreachable(at now: Timestamp) -> Self {
        Verdict(
            measuredAt: now, status: .unknown, lastError: "Unreachable: its parent core is offline",
            facts: DeviceFacts(), checks: [.reachability: CheckState(hard: .unreachable, since: now)])
    }

    static let notAsked = Verdict(
        measuredAt: nil, status: .unknown, lastError: "no socket", facts: DeviceFacts(), checks: [:],
        next: .after(.seconds(2)), isFinal: false)
}

extension Verdict<CameraFacts> {
    static func up(at now: Timestamp) -> Self {
        Verdict(
            measuredAt: now, status: .online, lastSeen: now, lastError: nil,
            facts: CameraFacts(codec: "H264", width: 1920, height: 1080, fps: 25, bitrate: 4_000_000),
            checks: [.stream: CheckState(hard: .up, since: now)], latency: 20)
    }

    static func refused(at now: Timestamp) -> Self {
        Verdict(
            measuredAt: now, status: .offline, lastError: "The password was refused", facts: CameraFacts(),
            checks: [.stream: CheckState(hard: .down, since: now)],
            alerts: [.raise(.cameraOffline, .medium, "Camera gate is offline")])
    }
}
