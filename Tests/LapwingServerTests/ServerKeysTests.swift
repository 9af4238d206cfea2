import Foundation
import LapwingServer
import Monitoring
import Testing

@Suite struct ServerKeysTests {
    private func keys(in directory: String, _ environment: [String: String] = [:]) throws -> ServerKeys {
        try ServerKeys(Configuration(.merged(environment: environment.merging(["DATA_DIR": directory]) { $1 })))
    }

    private func withDirectory(_ body: (String) throws -> Void) throws {
        let directory = NSTemporaryDirectory() + "lapwing-keys-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: directory) }
        try body(directory)
    }

    @Test func `keys are made once and kept for the owner's eyes alone`() throws {
        try withDirectory { directory in
            let first = try keys(in: directory)
            let second = try keys(in: directory)
            #expect(first.signing == second.signing)
            #expect(first.sealing == second.sealing)
            #expect(first.signing != first.sealing)
            for name in ["secret.key", "jwt.key"] {
                let attributes = try FileManager.default.attributesOfItem(atPath: "\(directory)/\(name)")
                #expect(attributes[.posixPermissions] as? Int == 0o600)
            }
            #expect(
                try FileManager.default.contentsOfDirectory(atPath: directory).sorted() == ["jwt.key", "secret.key"])
        }
    }

    @Test func `a configured key is used as it is and nothing is kept`() throws {
        try withDirectory { directory in
            let secret = String(repeating: "k", count: 40)
            let configured = try keys(in: directory, ["SECRET_KEY": secret, "JWT_SECRET_KEY": secret])
            #expect(configured.signing == Secret(secret))
            #expect(configured.warnings.isEmpty)
            #expect(try FileManager.default.contentsOfDirectory(atPath: directory).isEmpty)
        }
    }

    @Test func `a weak key is warned of in development and refused in production, unseen in both`() throws {
        try withDirectory { directory in
            let development = try keys(in: directory, ["JWT_SECRET_KEY": "weak-key"])
            #expect(development.warnings.count == 1)
            #expect {
                try keys(in: directory, ["JWT_SECRET_KEY": "weak-key", "APP_ENV": "production"])
            } throws: { error in
                "\(error)".contains("JWT_SECRET_KEY") && !"\(error)".contains("weak-key")
            }
        }
    }

    @Test func `a worker makes no key to sign tokens with, and needs no strong one`() throws {
        try withDirectory { directory in
            let keys = try keys(
                in: directory, ["ROLES": "worker", "APP_ENV": "production", "JWT_SECRET_KEY": "weak"])
            #expect(keys.warnings.isEmpty)
            #expect(try FileManager.default.contentsOfDirectory(atPath: directory) == ["secret.key"])
        }
    }

    @Test func `where the API and workers run apart on a server's database, each is given its keys`() throws {
        try withDirectory { (directory) throws in
            let server = ["DATABASE_URL": "postgresql://lapwing:hidden@db/lapwing"]
            let secret = String(repeating: "k", count: 40)
            func sentence(_ environment: [String: String]) -> String? {
                do {
                    _ = try keys(in: directory, server.merging(environment) { $1 })
                    return nil
                } catch {
                    return "\(error)"
                }
            }
            #expect(sentence(["ROLES": "worker"])?.hasPrefix("SECRET_KEY is not set") == true)
            #expect(sentence(["ROLES": "worker", "SECRET_KEY": secret]) == nil)
            let half = sentence(["ROLES": "api", "SECRET_KEY": secret])
            #expect(half?.hasPrefix("JWT_SECRET_KEY is not set") == true)
            #expect(half?.contains("hidden") == false)
            #expect(sentence(["ROLES": "api", "SECRET_KEY": secret, "JWT_SECRET_KEY": secret]) == nil)
            #expect(try FileManager.default.contentsOfDirectory(atPath: directory).isEmpty)
            #expect(sentence([:]) == nil)
        }
    }

    @Test func `a damaged key file stops the start and is left alone`() throws {
        try withDirectory { directory in
            try Data("short".utf8).write(to: URL(fileURLWithPath: "\(directory)/jwt.key"))
            #expect { try keys(in: directory) } throws: { "\($0)".contains("jwt.key") }
            #expect(FileManager.default.contents(atPath: "\(directory)/jwt.key") == Data("short".utf8))
        }
    }
}
