import Foundation
import TestKit
import Testing

/// The disk that holds the SQLite database fills up while devices are watched.
@Suite(.timeLimit(.minutes(4))) struct FullDiskTests {
    @Test func `a full disk loses no alert and no state, says so, and everything goes on when there is room again`()
        async throws
    {
        let directory = try TemporaryDirectory()
        let disk = try SmallDisk(at: "\(directory.path)/data", megabytes: 12)
        let mail = try await Server.python("smtp_server.py", ["--maildir", "\(directory.path)/mail"])
        let lapwing = try await Lapwing.start(
            in: directory,
            [
                "DATA_DIR": disk.path, "NOTIFY_GROUP_WAIT": "0", "SMTP_SERVER": "127.0.0.1",
                "SMTP_PORT": "\(mail.port)", "SMTP_SECURITY": "none",
                "ALERT_EMAIL_FROM": "lapwing@example.org", "ALERT_EMAIL_TO": "noc@example.org",
            ])
        let admin = try await lapwing.api.loggedIn()
        for number in 1...40 {
            let created = try await admin.post(
                "/api/devices",
                ["name": "d\(number)", "ip_address": "127.72.0.\(number)", "snmp_version": "none", "poll_interval": 5])
            #expect(created.status == 201)
        }
        _ = try await eventually("every device to be online") {
            try await admin.get("/api/devices/status").body["online"].int == 40 ? true : nil
        }

        try disk.fill()
        var taken = 0
        let refusal = try await eventually(within: .seconds(60), "an alert to be refused for want of room") {
            let answer = try await admin.post(
                "/api/alerts", ["severity": "high", "message": String(repeating: "full ", count: 200)])
            if answer.status == 201 { taken += 1 }
            return answer.status == 201 ? nil : answer
        }
        #expect(refusal.status == 503)
        #expect(refusal.body["msg"].string?.isEmpty == false)
        _ = try await lapwing.process.line { $0.contains("is full") }
        #expect(try await admin.get("/api/devices/status").body["online"].int == 40)
        let health = try await admin.get("/api/health")
        #expect(health.status == 503 && health.body["msg"].string == "Not working: database")
        #expect(health.body["database"].string?.hasPrefix("full") == true)

        try disk.empty()
        _ = try await eventually(within: .seconds(30), "an alert to be taken again") {
            let answer = try await admin.post("/api/alerts", ["severity": "high", "message": "room again"])
            return answer.status == 201 ? true : nil
        }
        taken += 1
        let before = try await admin.get("/api/devices/1").body["last_seen"].string
        _ = try await eventually(within: .seconds(60), "polls to be saved again") {
            try await admin.get("/api/devices/1").body["last_seen"].string != before ? true : nil
        }
        _ = try await eventually(within: .seconds(120), "\(taken) alerts to be delivered") {
            mail.process.events("message").count(where: { $0["accepted"].bool == true }) >= taken ? true : nil
        }
        #expect(mail.process.events("message").count == taken)
        #expect(try await admin.get("/api/devices/status").body["online"].int == 40)
        let others = try await admin.get("/api/alerts?per_page=200").body["alerts"].array
            .filter { $0["rule"].string != "manual" }
        #expect(others.isEmpty)
        #expect(try await lapwing.stop() == 0)
    }
}

/// A file system of a few megabytes, gone with the value.
private final class SmallDisk: Sendable {
    let path: String

    init(at path: String, megabytes: Int) throws {
        self.path = path
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        guard system("mount -t tmpfs -o size=\(megabytes)m tmpfs \(path)") == 0 else {
            throw ChildProcess.Unexpected(description: "no file system can be mounted at \(path); it needs root")
        }
    }

    deinit { _ = system("umount --lazy \(path)") }

    private var filler: String { "\(path)/filler" }

    /// Until nothing more goes in.
    func fill() throws {
        guard let file = fopen(filler, "w") else { throw ChildProcess.Unexpected(description: "no filler") }
        defer { fclose(file) }
        setvbuf(file, nil, _IONBF, 0)
        let block = [UInt8](repeating: 0, count: 4096)
        while fwrite(block, 1, block.count, file) == block.count {}
    }

    func empty() throws { try FileManager.default.removeItem(atPath: filler) }
}
