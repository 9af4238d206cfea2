import Foundation
import Testing

/// What a change costs, as the number of files that know of a thing. A bound is today's number and only ever goes down:
/// whoever brings the number down lowers it.
@Suite struct ChangeCostTests {
    struct Bound: Sendable, CustomTestStringConvertible {
        let what: String
        /// Whatever the case of its letters.
        let pattern: String
        /// Where it belongs, as beginnings of paths.
        var home: [String] = []
        let most: Int

        var testDescription: String { what }
    }

    private static let cameraFolders =
        ["Alerting", "HTTPAPI", "Monitoring", "Probes", "Store", "Workers"].map { "Sources/\($0)/Cameras/" }
        + ["Sources/RTSP/", "Sources/Simulators/"]

    private static let bounds = [
        Bound(
            what: "Slack, outside its notifier and the configuration; clocks have slack, too", pattern: "slack",
            home: [
                "Sources/Notifiers/Slack", "Sources/LapwingServer/Configuration/", "Sources/SNMP/", "Sources/ICMP/",
            ], most: 11),
        Bound(
            what: "cameras, outside the folders that are about them", pattern: "camera", home: cameraFolders, most: 69),
        Bound(what: "looking up a host's name", pattern: "getaddrinfo", most: 1),
        Bound(what: "starting a thread", pattern: "pthread_create", most: 1),
    ]

    @Test(arguments: bounds)
    func `no more files than before know of it`(bound: Bound) {
        let files = Repository.filesContaining(bound.pattern, under: "Sources", except: bound.home)
        #expect(files.count <= bound.most, "\(bound.what): \(files.joined(separator: "\n"))")
    }

    @Test func `a file is found by what it contains, whatever the case, unless it is excepted`() {
        let own = "Tests/RepositoryTests/ChangeCostTests.swift"
        #expect(Repository.filesContaining("struct CHANGEcostTests", under: "Tests/RepositoryTests") == [own])
        #expect(Repository.filesContaining("ChangeCostTests", under: "Tests", except: ["Tests/Repository"]) == [])
    }
}

extension Repository {
    /// The files below `directory` that contain a match of the regular expression `pattern`, whatever the case of its
    /// letters, by their paths from the root.
    /// - Parameter except: beginnings of the paths that are left out.
    static func filesContaining(
        _ pattern: String, under directory: String, except: [String] = []
    ) -> [String] {
        files(in: directory, ending: "").filter { path in
            guard !except.contains(where: { path.hasPrefix($0) }), let text = try? text(path) else { return false }
            return text.range(of: pattern, options: [.regularExpression, .caseInsensitive]) != nil
        }
    }
}
