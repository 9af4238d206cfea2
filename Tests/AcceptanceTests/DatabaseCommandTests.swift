import Foundation
import Testing

/// What an operator does with the database from the shell.
@Suite(.timeLimit(.minutes(5))) struct DatabaseCommandTests {
    /// - Returns: the exit status and what it said.
    private func lapwing(_ arguments: String..., in directory: TemporaryDirectory) async throws -> (Int32, String) {
        let process = try ChildProcess(Lapwing.executable, arguments, directory: directory.path, keeping: directory)
        let status = try await process.exit(within: .seconds(60))
        return (status, process.text)
    }

    @Test func `a backup of a running Lapwing is verified and restored, and Lapwing starts on it`() async throws {
        let directory = try TemporaryDirectory()
        let first = try await Lapwing.start(in: directory)
        let admin = try await first.api.loggedIn()
        _ = try await admin.post("/api/devices", ["name": "here", "ip_address": "127.0.0.1", "snmp_version": "none"])
        try await admin.device(1, becomes: "online")

        let made = try await lapwing("backup", "copy.backup", in: directory)
        #expect(made.0 == 0, "\(made.1)")
        #expect(made.1.contains("Keep data/secret.key apart"))
        #expect(try await lapwing("backup", "copy.backup", in: directory).1.contains("is there already"))
        let checked = try await lapwing("restore", "copy.backup", "--verify", in: directory)
        #expect(checked.0 == 0, "\(checked.1)")
        #expect(checked.1.contains("is whole"))
        let refused = try await lapwing("restore", "copy.backup", "--force", in: directory)
        #expect(refused.0 == 1)
        #expect(refused.1.contains("Lapwing runs on the database"))
        #expect(try await first.stop() == 0)
        let used = try await lapwing("restore", "copy.backup", in: directory)
        #expect(used.0 == 1)
        #expect(used.1.contains("--force"))

        let elsewhere = "sqlite:///elsewhere.db"
        let restored = try await lapwing("restore", "copy.backup", "--database-url", elsewhere, in: directory)
        #expect(restored.0 == 0, "\(restored.1)")
        let second = try await Lapwing.start(in: directory, ["DATABASE_URL": elsewhere])
        let again = API(base: second.api.base, server: second.process, token: admin.token)
        #expect(try await again.get("/api/devices/1").body["name"].string == "here")
        #expect(try await second.stop() == 0)
    }

    @Test func `a copy starts as the original did, and a copy that is not whole does not start`() async throws {
        let directory = try TemporaryDirectory()
        let first = try await Lapwing.start(in: directory)
        let admin = try await first.api.loggedIn()
        _ = try await admin.post("/api/devices", ["name": "here", "ip_address": "127.0.0.1", "snmp_version": "none"])
        #expect(try await first.stop() == 0)

        let copied = try await lapwing("copy", "--to", "sqlite:///b.db", in: directory)
        #expect(copied.0 == 0, "\(copied.1)")
        #expect(copied.1.contains("devices: 1 rows"))
        let second = try await Lapwing.start(in: directory, ["DATABASE_URL": "sqlite:///b.db"])
        #expect(try await second.api.loggedIn().get("/api/devices/1").status == 200)
        #expect(try await second.stop() == 0)

        let marked = try ChildProcess(
            "/usr/bin/python3",
            [
                "-c",
                "import sqlite3; c = sqlite3.connect('b.db'); c.execute('CREATE TABLE unfinished_copy (origin TEXT)'); "
                    + "c.execute(\"INSERT INTO unfinished_copy VALUES ('a.db')\"); c.commit()",
            ], directory: directory.path)
        #expect(try await marked.exit() == 0)
        let (status, text) = try await lapwing(
            "serve", "--database-url", "sqlite:///b.db", "--port", "0", in: directory)
        #expect(status == 1)
        #expect(text.contains("unfinished copy of a.db"))
    }

    @Test func `migrate says what it would do, does it, and says what was done`() async throws {
        let directory = try TemporaryDirectory()
        let missing = try await lapwing("migrate", "status", in: directory)
        #expect(missing.0 == 1)
        #expect(missing.1.contains("There is no database at data/lapwing.db"))
        let done = try await lapwing("migrate", in: directory)
        #expect(done.0 == 0, "\(done.1)")
        #expect(done.1.contains("Applied migration 1 (schema)."))
        #expect(try await lapwing("migrate", "--dry-run", in: directory).1 == "The database is up to date.\n")
        #expect(try await lapwing("migrate", "status", in: directory).1.contains("applied  1 schema"))
    }

    @Test func `a lost key can be given up`() async throws {
        let directory = try TemporaryDirectory()
        let first = try await Lapwing.start(in: directory)
        #expect(try await first.stop() == 0)
        try FileManager.default.removeItem(atPath: "\(directory.path)/data/secret.key")
        let (status, text) = try await lapwing("serve", "--port", "0", in: directory)
        #expect(status == 1)
        #expect(text.contains("--accept-key"))
        #expect(try await lapwing("migrate", "--accept-key", in: directory).0 == 0)
        let second = try await Lapwing.start(in: directory)
        #expect(try await second.stop() == 0)
    }
}
