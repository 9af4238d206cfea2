import Database
import Foundation
import Logging
import Monitoring
import TestKit
import Testing

@testable import Store

/// The engines at hand, for what goes from one to the other.
enum Engine: String, CaseIterable {
    case sqlite, postgresql

    static let atHand = allCases.filter { $0 == .sqlite || template != nil }
    /// Each engine to each.
    static let ways = atHand.flatMap { from in atHand.map { (from, $0) } }

    private static var template: String? { ProcessInfo.processInfo.environment["TEST_POSTGRESQL_URL"] }

    func open() throws -> any Database {
        let logger = Logger(label: "database", factory: { _ in SwiftLogNoOpLogHandler() })
        guard self == .postgresql else { return try TemporaryDatabase(logger: logger) }
        return try TemporaryPostgreSQLDatabase(template: try #require(Self.template), logger: logger)
    }

    func store(key: String = "archive") async throws -> Store {
        let store = Store(
            database: try open(), secretKey: Secret(key),
            logger: Logger(label: "store", factory: { _ in SwiftLogNoOpLogHandler() }), now: { .start })
        _ = try await store.migrator.migrate()
        return store
    }
}

extension Store {
    /// Rows in every table, with texts that formats stumble over, a child that is older than its parent, and a gap at
    /// the end of the ids.
    func fill(devices: Int = 3) async throws {
        #expect(try await isSealedWithThisKey())
        let user = try await createUser(
            username: "noc", email: "noc@example.org", passwordHash: "scrypt", role: .admin)
        _ = try await startFamily(for: user.id, lifetime: .seconds(3600))
        try await setSettings(["smtp_server": "mail", "smtp_password": "hunter2"], secret: ["smtp_password"])
        try await audit(user: user.id, username: "noc", address: "::1", action: "x", detail: "a\tb\nc\\d\re “ü” 🐦")
        for number in 1...devices {
            _ = try await createDevice(
                DeviceConfiguration(
                    name: "device\t\(number)\\", address: "10.\(number / 65_536).\(number / 256 % 256).\(number % 256)",
                    tags: ["é", "core \(number)"]))
        }
        _ = try await createCamera(
            CameraConfiguration(
                name: "gate", address: "10.200.0.1", rtspURL: "rtsp://10.200.0.1/", password: Secret("old"), tags: ["x"]
            ))
        try await save(try await claimDevices(devices, at: .start), at: .start) { _ in .down(at: .start) }
        try await save(try await claimCameras(at: .start), at: .start, .up(at: .start))
        _ = try await requestPoll(of: ID(1))
        for claimed in try await claimDueNotices(
            on: .email, limit: 1, worker: "w", lease: .seconds(60), now: .start)
        {
            try await recordAttempt(
                claimed, DeliveryAttempt(at: .start, succeeded: false, answer: "451 \t try\nlater"),
                nextAttemptAt: .start + .seconds(5))
        }
        _ = try await writeDailySummary(
            day: "2027-01-14", period: Timestamp.start - .seconds(86_400)..<Timestamp.start, plans: [],
            then: SummaryPlan(schedule: "0 UTC", nextAt: .start + .seconds(86_400)), now: .start)
        let pager = try await createReceiver(kind: "webhook") {
            ($0.name, $0.fields) = ("Pager", ["url": .plain("https://p/"), "secret": .secret(Secret("s3cret"))])
        }
        _ = try await createRoute { ($0.name, $0.receivers) = ("Night", [pager.id]) }
        _ = try await createMaintenanceWindow(by: "noc", review: { _, _, _ in .keep }) {
            ($0.name, $0.endsAt, $0.match) = ("Patch night", .start + .seconds(60), Match(tags: ["core 1"]))
        }
        let last = ID<Device>(Int64(devices))
        _ = try await database.write { transaction in
            try transaction.execute("UPDATE devices SET parent_id = ? WHERE id = 1", [last.rawValue - 1])
            try transaction.execute(
                "INSERT INTO agent_capabilities (device_id, fingerprint, sealed, read_by, updated_at) VALUES (1, 'g', 's', 'w', 1)"
            )
            try transaction.execute("UPDATE cameras SET fps = 24.97")
            try transaction.execute(
                "INSERT INTO camera_logins (login_key, camera_id, camera_name, updated_at) VALUES ('k', 1, 'gate', 1)")
        }
        #expect(try await deleteDevice(last))
    }

    func sums() async throws -> [String: RowSum] {
        try await database.read { transaction in
            try Dictionary(
                uniqueKeysWithValues: transaction.archivedTables().map { table in
                    (table.name, try TableReader(table, in: transaction).sum(in: transaction))
                })
        }
    }
}
