import Database
import Foundation
import Logging
import Monitoring
import Testing

@testable import Store

@Suite(.timeLimit(.minutes(5))) struct BackupTests {
    private let directory: String

    init() throws {
        directory = NSTemporaryDirectory() + "lapwing-backup-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
    }

    private var path: String { "\(directory)/backup" }

    private func write(_ store: Store) async throws -> ArchiveManifest {
        try await Backup(path: path).write(of: store.database, version: "1.2.3", at: .start)
    }

    private func cleaningUp(_ body: () async throws -> Void) async throws {
        defer { try? FileManager.default.removeItem(atPath: directory) }
        try await body()
    }

    @Test(arguments: Engine.ways)
    func `what is backed up of one engine is restored on the other, row for row`(from: Engine, to: Engine)
        async throws
    {
        try await cleaningUp {
            let (source, target) = (try await from.store(), try await to.store())
            try await source.fill()
            let manifest = try await write(source)
            #expect(manifest.version == "1.2.3")
            #expect(try Backup(path: path).check() == manifest)
            _ = try await Backup(path: path).restore(into: target.database, replacing: false)
            #expect(try await target.sums() == source.sums())

            let device = try #require(try await target.device(ID(1)))
            #expect(device.configuration.name == "device\t1\\")
            #expect(device.configuration.parentID == ID(2))
            #expect(try await target.settingOverrides()["smtp_password"] == "hunter2")
            #expect(try await target.isSealedWithThisKey())
            // The id of the device that was deleted is not given again.
            #expect(try await target.addDevice("next", "10.9.9.9").id == ID(4))
        }
    }

    @Test(arguments: Engine.atHand)
    func `several pages are read and written as one is`(engine: Engine) async throws {
        try await cleaningUp {
            let (source, target) = (try await engine.store(), try await engine.store())
            try await source.fill(devices: 2100)
            _ = try await write(source)
            _ = try await Backup(path: path).restore(into: target.database, replacing: false)
            #expect(try await target.sums() == source.sums())
            #expect(try await target.sums()["devices"]?.rows == 2099)
        }
    }

    @Test func `the file is for the owner's eyes alone, and holds no secret`() async throws {
        try await cleaningUp {
            let store = try await Engine.sqlite.store()
            try await store.fill()
            _ = try await write(store)
            let attributes = try FileManager.default.attributesOfItem(atPath: path)
            #expect(attributes[.posixPermissions] as? Int == 0o600)
            #expect(try FileManager.default.contentsOfDirectory(atPath: directory) == ["backup"])
            #expect(try !String(contentsOfFile: path, encoding: .utf8).contains("hunter2"))
        }
    }

    @Test func `a backup that fails leaves nothing of itself, and the one before as it was`() async throws {
        try await cleaningUp {
            try Data("before".utf8).write(to: URL(fileURLWithPath: path))
            let empty = try Engine.sqlite.open()
            await #expect(throws: ArchiveError.self) {
                _ = try await Backup(path: path).write(of: empty, version: "1", at: .start)
            }
            let store = try await Engine.sqlite.store()
            await #expect(throws: ArchiveError.self) {
                _ = try await Backup(path: "\(directory)/no/such").write(of: store.database, version: "1", at: .start)
            }
            #expect(try FileManager.default.contentsOfDirectory(atPath: directory) == ["backup"])
            #expect(try String(contentsOfFile: path, encoding: .utf8) == "before")
        }
    }

    @Test func `a file that was cut off or changed anywhere is refused, and changes nothing`() async throws {
        try await cleaningUp {
            let store = try await Engine.sqlite.store()
            try await store.fill()
            _ = try await write(store)
            let whole = try Data(contentsOf: URL(fileURLWithPath: path))
            let target = try await Engine.sqlite.store()
            let before = try await target.sums()
            for step in 0..<40 {
                let place = step * (whole.count - 1) / 40
                var flipped = whole
                flipped[place] ^= 1
                for damaged in [whole.prefix(place), flipped] {
                    try damaged.write(to: URL(fileURLWithPath: path))
                    await #expect(throws: ArchiveError.self) {
                        _ = try await Backup(path: path).restore(into: target.database, replacing: true)
                    }
                }
            }
            #expect(try await target.sums() == before)
        }
    }

    @Test(arguments: Engine.atHand)
    func `a database in use is not replaced unless that is wanted`(engine: Engine) async throws {
        try await cleaningUp {
            let (source, target) = (try await engine.store(), try await engine.store())
            try await source.fill()
            _ = try await write(source)
            _ = try await target.addDevice("mine", "10.7.7.7")
            let before = try await target.sums()
            await #expect(throws: ArchiveError.self) {
                _ = try await Backup(path: path).restore(into: target.database, replacing: false)
            }
            #expect(try await target.sums() == before)
            _ = try await Backup(path: path).restore(into: target.database, replacing: true)
            #expect(try await target.sums() == source.sums())
        }
    }

    @Test(arguments: Engine.atHand)
    func `a backup is of one moment, whatever is written meanwhile`(engine: Engine) async throws {
        try await cleaningUp {
            let (source, target) = (try await engine.store(), try await engine.store())
            try await source.fill(devices: 1500)
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask {
                    for number in 0..<200 {
                        let device = try await source.addDevice("extra-\(number)", "10.99.0.\(number)")
                        if number.isMultiple(of: 2) { _ = try await source.deleteDevice(device.id) }
                    }
                }
                for _ in 0..<3 { _ = try await write(source) }
                try await group.waitForAll()
            }
            // Were it of several moments, a reference would lead nowhere.
            _ = try await Backup(path: path).restore(into: target.database, replacing: false)
        }
    }

    @Test func `a backup that a development version made is refused with a sentence`() async throws {
        let backup = Backup(path: DevelopmentDatabase.path("data.txt"))
        let target = try Engine.sqlite.open()
        let error = await #expect(throws: ArchiveError.self) {
            _ = try await backup.restore(into: target, replacing: false)
        }
        #expect(error?.description.contains("whose database this version does not know") == true)
    }
}
