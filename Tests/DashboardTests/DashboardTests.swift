import Dashboard
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Testing

@Suite struct DashboardTests {
    private func get(_ path: String, _ headers: HTTPFields = [:]) async throws -> TestResponse {
        let router = Router()
        router.addDashboard()
        return try await Application(router: router).test(.router) { client in
            try await client.execute(uri: path, method: .get, headers: headers)
        }
    }

    @Test func `the page is served, with every file that it names, each as what it is`() async throws {
        let page = try await get("/")
        #expect(page.status == .ok)
        #expect(page.headers[.contentType] == "text/html; charset=utf-8")
        let names = String(buffer: page.body).matches(of: /(?:href|src)="(\/static\/[^"]+)"/).map {
            String($0.output.1)
        }
        #expect(names.count == 2)
        for name in names + ["/static/session.js", "/static/elements.js"] {
            let file = try await get(name)
            #expect(file.status == .ok)
            #expect(
                file.headers[.contentType]?.hasPrefix(name.hasSuffix(".css") ? "text/css" : "text/javascript") == true)
        }
    }

    @Test func `nothing is inline and nothing comes from elsewhere`() async throws {
        let page = try await get("/")
        let policy = try #require(page.headers[.contentSecurityPolicy])
        #expect(policy.hasPrefix("default-src 'none'"))
        #expect(!policy.contains("unsafe"))
        let html = String(buffer: page.body)
        #expect(html.firstMatch(of: /<script(?![^>]*src=)|<style| style=| on[a-z]+=|https?:/) == nil)
        for name in ["lapwing", "session", "elements"] {
            let script = String(buffer: try await get("/static/\(name).js").body)
            #expect(script.firstMatch(of: /innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(/) == nil)
        }
    }

    @Test func `a page that did not change is not sent again`() async throws {
        let tag = try #require(try await get("/").headers[.eTag])
        #expect(try await get("/", [.ifNoneMatch: tag]).status == .notModified)
    }
}
