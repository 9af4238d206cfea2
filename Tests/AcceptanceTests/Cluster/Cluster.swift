import Foundation
import NIOCore
import Simulators
import TestKit
import Testing

/// Two API processes and three workers on PostgreSQL and Redis, which watch a fleet of simulated devices while alerts are
/// raised by hand all the time.
final class Cluster: Sendable {
    static let devices = 500
    /// Seconds.
    static let interval = 10

    let postgresql: PostgreSQLServer
    let way: SlowWay
    let redis: RedisServer
    let fleet: AgentFleet
    let apis: [Lapwing]
    let workers: Box<[Lapwing]>
    let admin: API
    private let mail: Server
    private let environment: [String: String]
    private let directory: TemporaryDirectory
    /// Of every alert that an API process said it had.
    private let raised = Box<[Int]>([])

    /// - Parameter workerEnvironment: of the first worker, besides.
    init(firstWorker: [String: String] = [:]) async throws {
        directory = try TemporaryDirectory()
        async let server = PostgreSQLServer()
        async let bus = RedisServer()
        (postgresql, redis) = try await (server, bus)
        way = try await SlowWay(to: postgresql.port)
        fleet = try AgentFleet(ports: 1, keepsJournal: true)
        mail = try await Server.python("smtp_server.py", ["--maildir", "\(directory.path)/mail"])
        environment = [
            "DATABASE_URL": PostgreSQLServer.url(port: way.port), "REDIS_URL": redis.url,
            "SECRET_KEY": String(repeating: "s", count: 40), "JWT_SECRET_KEY": String(repeating: "j", count: 40),
            "DEVICE_POLL_INTERVAL": "\(Self.interval)", "SMTP_SERVER": "127.0.0.1", "SMTP_PORT": "\(mail.port)",
            "SMTP_SECURITY": "none", "NOTIFY_GROUP_WAIT": "0", "ALERT_EMAIL_FROM": "lapwing@example.org",
            "ALERT_EMAIL_TO": "noc@example.org",
        ]
        let first = try await Lapwing.start(["serve", "--roles", "api"], in: directory, environment)
        let second = try await Lapwing.start(["serve", "--roles", "api"], in: directory, environment)
        apis = [first, second]
        workers = Box([])
        admin = try await first.api.loggedIn()
        for number in 0..<3 { try await addWorker(number == 0 ? firstWorker : [:]) }
        try await addDevices()
    }

    @discardableResult
    func addWorker(_ more: [String: String] = [:]) async throws -> Lapwing {
        let worker = try await Lapwing.start(["worker"], in: directory, environment.merging(more) { $1 })
        workers.update { $0.append(worker) }
        return worker
    }

    private func addDevices() async throws {
        try await withThrowingTaskGroup(of: Int.self) { group in
            for number in 0..<Self.devices {
                if number >= 16 { #expect(try await group.next() == 201) }
                let address = "127.71.\(number / 250).\(number % 250 + 1)"
                group.addTask {
                    try await self.admin.post(
                        "/api/devices", ["name": address, "ip_address": address, "snmp_port": Int(self.fleet.port)]
                    ).status
                }
            }
            for try await status in group { #expect(status == 201) }
        }
        _ = try await eventually(within: .seconds(60), "every device to be online") {
            try await self.admin.get("/api/devices/status").body["online"].int == Self.devices ? true : nil
        }
    }

    // MARK: What was promised

    /// Runs `fault` while the load goes on and alerts are raised, and then holds the cluster to its promises: no device is
    /// called offline, every alert that was taken reaches people, once, or twice where the second says so, and polls go on.
    func survives(_ fault: @Sendable () async throws -> Void) async throws {
        let isOver = Box(false)
        async let raising: Void = raiseAlerts(until: isOver)
        do {
            try await fault()
        } catch {
            isOver.value = true
            throw error
        }
        let end = elapsed
        _ = try await eventually(within: .seconds(90), "every device to be polled after the fault") {
            self.polls(since: end).count == Self.devices ? true : nil
        }
        isOver.value = true
        try await raising
        try await everyAlertIsDelivered()
        try await noDeviceIsCalledOffline()
        for process in apis.map(\.process) + workers.value.map(\.process) {
            #expect(!process.text.contains("Fatal error"), "\(process.text.suffix(2000))")
        }
    }

    private func raiseAlerts(until isOver: Box<Bool>) async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            for api in apis {
                group.addTask {
                    let client = API(
                        base: api.api.base, server: api.process, token: self.admin.token, patience: .seconds(5))
                    while !isOver.value {
                        let answer = try? await client.post("/api/alerts", ["severity": "high", "message": "raised"])
                        if answer?.status == 201, let id = answer?.body["id"].int {
                            self.raised.update { $0.append(id) }
                        }
                        try await Task.sleep(for: .milliseconds(250))
                    }
                }
            }
            try await group.waitForAll()
        }
    }

    private func everyAlertIsDelivered() async throws {
        let alerts = raised.value
        #expect(alerts.count > 10)
        _ = try await eventually(within: .seconds(150), "\(alerts.count) alerts to be delivered") {
            try self.deliveries().count(where: { !$0.value.isEmpty }) >= alerts.count ? true : nil
        }
        for (alert, messages) in try deliveries() {
            #expect(messages.count(where: { !$0 }) <= 1, "alert \(alert) was sent \(messages.count) times")
            #expect(messages.count <= 2, "alert \(alert) was sent \(messages.count) times")
        }
    }

    /// By message: of each delivery whether it says that it may be a repeat. A message is named by its Message-ID, which a
    /// repeat shares.
    private func deliveries() throws -> [String: [Bool]] {
        var deliveries: [String: [Bool]] = [:]
        for event in mail.process.events("message") where event["accepted"].bool == true {
            let text = try String(contentsOfFile: event["file"].string ?? "", encoding: .utf8)
            let lines = text.split(whereSeparator: \.isNewline)
            guard let name = lines.first(where: { $0.lowercased().hasPrefix("message-id:") }) else { continue }
            deliveries[String(name), default: []].append(lines.contains { $0.hasPrefix("X-Lapwing-Repeat") })
        }
        return deliveries
    }

    private func noDeviceIsCalledOffline() async throws {
        let counts = try await admin.get("/api/devices/status").body
        #expect(counts["online"].int == Self.devices)
        let alerts = try await admin.get("/api/alerts?per_page=200").body["alerts"].array
        let ofDevices = alerts.filter { $0["rule"].string != "manual" }
        #expect(ofDevices.isEmpty, "\(ofDevices.first.map { "\($0)" } ?? "")")
    }

    // MARK: What the devices saw

    /// Since the fleet's epoch, by the clock that the journal goes by.
    var elapsed: Duration {
        .milliseconds(Int64((Date().timeIntervalSince1970 - 1_767_225_600) * 1000))
    }

    /// Polls of each device, with retries left out, as the moments and the askers' ports.
    func polls(since start: Duration, until end: Duration? = nil) -> [String: [(at: Duration, port: UInt16)]] {
        var polls: [String: [(at: Duration, port: UInt16)]] = [:]
        for entry in fleet.journal where entry.at >= start && entry.at < end ?? .seconds(1 << 40) {
            let isRetry = polls[entry.address]?.contains { $0.port == entry.peerPort && entry.at - $0.at < .seconds(4) }
            if isRetry != true { polls[entry.address, default: []].append((entry.at, entry.peerPort)) }
        }
        return polls
    }
}
