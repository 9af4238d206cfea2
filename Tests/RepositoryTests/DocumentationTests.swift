import Foundation
import LapwingServer
import Testing

/// The documents keep up with the code.
@Suite struct DocumentationTests {
    private static var documents: [String] {
        ["README.md", "CHANGELOG.md", "CONTRIBUTING.md"] + Repository.files(in: "docs", ending: ".md")
    }

    @Test(arguments: ConfigurationKey.allCases)
    func `every setting and each of its names is in the README`(key: ConfigurationKey) throws {
        let readme = try Repository.text("README.md")
        for name in key.names { #expect(readme.contains("`\(name)`"), "\(name) is missing") }
    }

    @Test(arguments: documents)
    func `every link to a file leads to one`(document: String) throws {
        let text = try Repository.text(document)
        let directory = (document as NSString).deletingLastPathComponent
        for link in text.matches(of: /\]\(([^)#]+)(#[^)]*)?\)/).map({ String($0.output.1) }) where !link.contains("://")
        {
            let path = Repository.root.appendingPathComponent(directory).appendingPathComponent(link).path
            #expect(FileManager.default.fileExists(atPath: path), "\(document) links to \(link)")
        }
    }

    @Test(arguments: documents)
    func `every source file that a document names exists`(document: String) throws {
        let text = try Repository.text(document)
        for match in text.matches(of: /`((?:Sources|Tests|docs|scripts)\/[A-Za-z0-9\/+._-]+)`/) {
            let path = String(match.output.1)
            #expect(
                FileManager.default.fileExists(atPath: Repository.root.appendingPathComponent(path).path), "\(path)")
        }
    }

    @Test func `the changelog names the version that is built`() throws {
        #expect(try Repository.text("CHANGELOG.md").contains("## \(Version.current)"))
    }
}
