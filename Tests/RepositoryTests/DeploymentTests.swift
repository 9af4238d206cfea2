import Foundation
import Telemetry
import Testing

/// What is handed to Prometheus and Grafana speaks of what Lapwing exposes, and of all of it.
@Suite struct DeploymentTests {
    private static let rules = "deploy/prometheus/lapwing.rules.yml"
    private static let dashboard = "deploy/grafana/lapwing.json"

    /// The exposed names, without the suffixes of histograms.
    private static let exposed = Set(
        Catalogue().text.split(separator: "\n").filter { $0.hasPrefix("# TYPE ") }.map {
            String($0.split(separator: " ")[2])
        })

    private static func used(in path: String) throws -> Set<String> {
        let names = try Repository.text(path).matches(of: /\b(?:lapwing|process)_[a-z_]+\b/).map { String($0.output) }
        return Set(
            names.map { name in
                let base = name.replacing(/_(bucket|sum|count)$/, with: "")
                return exposed.contains(base) ? base : name
            })
    }

    @Test(arguments: [rules, dashboard])
    func `every metric that is asked for exists`(path: String) throws {
        let unknown = try Self.used(in: path).subtracting(Self.exposed)
        #expect(unknown.isEmpty, "\(path) asks for \(unknown.sorted())")
    }

    @Test func `every metric can be seen on the dashboard`() throws {
        let unseen = try Self.exposed.subtracting(Self.used(in: Self.dashboard))
        #expect(unseen.isEmpty, "\(unseen.sorted())")
    }

    @Test func `every metric is explained to operators`() throws {
        let text = try Repository.text("docs/metrics.md")
        for name in Self.exposed.sorted() { #expect(text.contains("`\(name)`"), "\(name) is missing") }
    }

    @Test func `every rule says what to do, and has a test`() throws {
        let text = try Repository.text(Self.rules)
        let tests = try Repository.text("deploy/prometheus/lapwing.rules.test.yml")
        let blocks = text.components(separatedBy: "- alert: ").dropFirst()
        #expect(blocks.count > 20)
        for block in blocks {
            let name = block.prefix { $0 != "\n" }
            for part in ["summary: ", "description: ", "severity: "] { #expect(block.contains(part), "\(name)") }
            #expect(tests.contains("alertname=\"\(name)\""), "\(name)")
        }
    }

    @Test func `the dashboard is laid out without overlaps, and each panel has its own number`() throws {
        let data = Data(try Repository.text(Self.dashboard).utf8)
        let dashboard = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
        let panels = try #require(dashboard["panels"] as? [[String: Any]])
        let identifiers = panels.compactMap { $0["id"] as? Int }
        #expect(Set(identifiers).count == panels.count)
        var taken: Set<[Int]> = []
        for panel in panels {
            let place = try #require(panel["gridPos"] as? [String: Int])
            let (x, y) = (try #require(place["x"]), try #require(place["y"]))
            let (width, height) = (try #require(place["w"]), try #require(place["h"]))
            #expect(x + width <= 24)
            for column in x..<x + width {
                for row in y..<y + height { #expect(taken.insert([column, row]).inserted, "\(panel["title"] ?? "")") }
            }
        }
    }
}
