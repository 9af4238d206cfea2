import Foundation
import Simulators
import Testing

@Suite struct RecordingFolderTests {
    private func withFolder(_ files: [String: String], _ body: (String) throws -> Void) throws {
        let folder = NSTemporaryDirectory() + "lapwing-folder-\(UUID().uuidString)"
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        for (name, text) in files {
            try Data(text.utf8).write(to: URL(fileURLWithPath: "\(folder)/\(name)"))
        }
        try body(folder)
    }

    @Test func `recordings are read in the order of their names, and what is none is passed over`() throws {
        let files = [
            "b.snmprec": "1.3.6.1.1|2|1", "a.walk": ".1.3.6.1.1 = INTEGER: 1", "c.agent": "sysName.0 text \"c\"",
            "bad.snmprec": "nothing", "a.json": "{}", "README.md": "#", ".snmprec": "1.3.6.1.1|2|1",
        ]
        try withFolder(files) { folder in
            let recordings = try RecordingFolder(folder).recordings
            #expect(recordings.map(\.name) == ["a", "b", "bad", "c"])
            #expect(recordings.map { (try? $0.content.get())?.count } == [1, 1, nil, 1])
        }
    }

    @Test func `what gzip packed is unpacked, whatever the file is called`() throws {
        try withFolder(["it's a.snmprec": "1.3.6.1.1|2|1\n1.3.6.1.2|2|2\n"]) { folder in
            let gzip = Process()
            gzip.executableURL = URL(fileURLWithPath: "/usr/bin/gzip")
            gzip.arguments = ["\(folder)/it's a.snmprec"]
            try gzip.run()
            gzip.waitUntilExit()
            let recordings = try RecordingFolder(folder).recordings
            #expect(recordings.map(\.name) == ["it's a"])
            #expect(try recordings.first?.content.get().count == 2)
        }
    }

    @Test func `a folder without recordings is told`() throws {
        try withFolder(["a.json": "{}"]) { folder in
            let failure = #expect(throws: AgentContentError.self) { try RecordingFolder(folder) }
            #expect(failure?.description.contains("there is no file in it that ends in .snmprec") == true)
        }
        #expect(throws: AgentContentError.self) { try RecordingFolder("/nowhere") }
    }

    @Test func `addresses go on from the first, and none ends in 0 or 255`() {
        let addresses = AgentNetwork("127.1.0.253")?.addresses(4)
        #expect(addresses == ["127.1.0.253", "127.1.0.254", "127.1.1.1", "127.1.1.2"])
    }
}
