import HTTPTypes
import Monitoring
import Testing

@testable import HTTPAPI
@testable import Web

@Suite struct OpenAPIDocumentTests {
    private func document() async throws -> JSONValue {
        try await TestAPI.run { client in
            let answer = try await client.get("/api/openapi.json")
            #expect(answer.status == 200)
            return try #require(answer.json)
        }
    }

    @Test func `the description names every operation that is routed, and no other`() async throws {
        let fixture = try await TestAPI.make()
        let document = try await document()
        #expect(document["openapi"] == "3.1.0")
        let described = try #require(document["paths"]?.members).flatMap { path in
            (path.value.members ?? []).map { "\($0.name.uppercased()) \(path.name)" }
        }
        #expect(Set(described) == Set(fixture.api.operations.map { "\($0.method) \($0.path)" }))
        #expect(described.count == fixture.api.operations.count)
    }

    @Test func `every reference leads somewhere, and nothing is described in vain`() async throws {
        let document = try await document()
        let names = Set(try #require(document["components"]?["schemas"]?.members).map(\.name))
        let used = Set(document.references.map { $0.replacing("#/components/schemas/", with: "") })
        #expect(used == names)
    }

    @Test func `every operation has a name of its own and says who may call it`() async throws {
        let document = try await document()
        let operations = try #require(document["paths"]?.members).flatMap { $0.value.members ?? [] }
        let names = operations.map { $0.value["operationId"] }
        for name in names { #expect(names.filter { $0 == name }.count == 1, "\(String(describing: name))") }
        for operation in operations {
            #expect(operation.value["security"] != nil)
            #expect(operation.value["responses"]?["default"] != nil)
        }
    }

    @Test func `the page for a person names every operation and needs nothing from elsewhere`() async throws {
        let fixture = try await TestAPI.make()
        try await fixture.test { client in
            let page = try await client.get("/api/docs")
            #expect(page.status == 200)
            #expect(page.headers[.contentType] == "text/html; charset=utf-8")
            let policy = try #require(page.headers[.contentSecurityPolicy])
            #expect(policy.contains("default-src 'none'") && policy.contains("style-src 'self'"))
            for operation in fixture.api.operations {
                #expect(page.text.contains("<code>\(operation.path)</code>"), "\(operation.path)")
            }
            #expect(!page.text.contains(#/https?:\/\/|<script|\sstyle=|<style/#))
            let style = try await client.get("/api/docs/style.css")
            #expect(style.headers[.contentType] == "text/css; charset=utf-8")
        }
    }

    @Test func `text on the page is escaped`() {
        var page = HTMLText()
        page.element("p", with: [("title", "\"><script>")], "<b>&'")
        #expect(page.html == "<p title=\"&quot;&gt;&lt;script&gt;\">&lt;b&gt;&amp;&#39;</p>\n")
    }
}

extension JSONValue {
    var members: [Member]? {
        if case .object(let members) = self { members } else { nil }
    }

    /// Every `$ref` in it.
    fileprivate var references: [String] {
        switch self {
        case .object(let members):
            members.flatMap { member -> [String] in
                if member.name == "$ref", case .string(let target) = member.value { return [target] }
                return member.value.references
            }
        case .array(let elements): elements.flatMap(\.references)
        default: []
        }
    }
}
