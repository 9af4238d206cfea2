import HTTPTypes
import Monitoring
import Testing

@testable import HTTPAPI
@testable import Web

/// Made from the list of operations, so that a new one is covered as soon as it exists.
@Suite struct OperationAccessTests {
    enum Credential: CaseIterable {
        case none, viewer, `operator`, admin, refresh

        var role: Role? {
            switch self {
            case .viewer: .viewer
            case .operator: .operator
            case .admin: .admin
            case .none, .refresh: nil
            }
        }
    }

    /// The refusal that is due before anything of the request is looked at, or `nil` where it is let in.
    private func refusal(of credential: Credential, at access: Access) -> Int? {
        switch (access, credential) {
        case (.open, _): nil
        case (_, .none): 401
        case (.refreshToken, .refresh): nil
        case (.refreshToken, _): 422
        case (.anyToken, _): nil
        case (.role, .refresh): 422
        case (.role(let role, _), _): credential.role.map { $0 >= role } == true ? nil : 403
        }
    }

    @Test(arguments: Credential.allCases)
    func `each operation lets in whom it should and nobody else`(credential: Credential) async throws {
        let fixture = try await TestAPI.make()
        try await fixture.test { client in
            for operation in fixture.api.operations {
                let token = try await token(credential, client, of: fixture)
                let path = operation.path.replacing(#/\{[^}]*\}/#, with: "0")
                let answer = try await client.send(operation.method, path, token: token)
                let comment: Comment = "\(credential) at \(operation.method) \(operation.path): \(answer.text)"
                if let refusal = refusal(of: credential, at: operation.access) {
                    #expect(answer.status == refusal, comment)
                    #expect(answer.msg != nil, comment)
                } else if !["/api/auth/login"].contains(operation.path) {
                    #expect(![401, 403, 422].contains(answer.status), comment)
                }
                #expect(answer.status < 500 || [502, 503].contains(answer.status), comment)
            }
        }
    }

    @Test func `a path with and without its trailing slash is the same`() async throws {
        let fixture = try await TestAPI.make()
        try await fixture.test { client in
            let token = try await client.token(.admin)
            for operation in fixture.api.operations where operation.method == .get {
                let path = operation.path.replacing(#/\{[^}]*\}/#, with: "0")
                let bare = try await client.get(path, token: token)
                let slashed = try await client.get(path + "/", token: token)
                #expect(bare.status == slashed.status && bare.json?.shape == slashed.json?.shape, "\(operation.path)")
                #expect(!(300..<400).contains(bare.status))
            }
        }
    }

    @Test func `a known path with another method says which it takes`() async throws {
        let fixture = try await TestAPI.make()
        try await fixture.test { client in
            for operation in fixture.api.operations {
                let path = operation.path.replacing(#/\{[^}]*\}/#, with: "0")
                for method in [HTTPRequest.Method.patch, .trace, .init("PURGE")!] {
                    let answer = try await client.send(method, path)
                    #expect(answer.status == 405 && answer.msg != nil, "\(method) \(path)")
                    let allowed = try #require(answer.headers[.allow]).split(separator: ", ")
                    #expect(allowed.contains(Substring(operation.method.rawValue)) && allowed.contains("OPTIONS"))
                }
                let options = try await client.send(.options, path)
                #expect(options.status == 204 && options.headers[.allow]?.contains(operation.method.rawValue) == true)
            }
        }
    }

    @Test(arguments: [
        "/api", "/api/", "/api/nothing", "/api/auth", "/api/auth/users/1/2", "/api/auth/login/x", "/nothing", "/",
        "/api/auth/%6cogin",
    ])
    func `an unknown path is answered in JSON`(path: String) async throws {
        try await TestAPI.run { client in
            for method in [HTTPRequest.Method.get, .post, .put, .delete, .patch, .options] {
                let answer = try await client.send(method, path)
                #expect(answer.status == 404 && answer.msg == "Not found", "\(method)")
                #expect(answer.headers[.contentType] == "application/json")
            }
        }
    }

    @Test func `no two operations share a method and a path`() async throws {
        let operations = try await TestAPI.make().api.operations
        let keys = operations.map { "\($0.method) \($0.path)" }
        #expect(Set(keys).count == keys.count)
        for operation in operations {
            #expect(operation.path.hasPrefix("/") && !operation.path.hasSuffix("/"))
            #expect(!operation.summary.isEmpty && !operation.answers.isEmpty, "\(operation.path)")
            let named = operation.path.matches(of: #/\{([^}]*)\}/#).map { String($0.output.1) }
            #expect(operation.parameters.filter { $0.place == .path }.map(\.name) == named, "\(operation.path)")
        }
    }

    private func token(_ credential: Credential, _ client: TestClient, of fixture: TestAPI) async throws -> String? {
        switch credential {
        case .none: nil
        case .refresh: try await fixture.tokens(of: .admin).refresh
        case .viewer, .operator, .admin: try await fixture.tokens(of: try #require(credential.role)).access
        }
    }

    @Test func `a path names the methods that it takes, and not those of another`() async throws {
        let paths: [(String, String)] = [
            ("/api/devices/status", "GET, HEAD, OPTIONS"), ("/api/devices/7", "DELETE, GET, HEAD, OPTIONS, PUT"),
            ("/api/alerts/acknowledge-all", "OPTIONS, POST"), ("/api/alerts/summary/", "GET, HEAD, OPTIONS"),
        ]
        try await TestAPI.run { client in
            for (path, methods) in paths {
                let answer = try await client.send(.options, path)
                #expect(answer.headers[.allow] == methods, "\(path)")
            }
        }
    }
}

extension JSONValue {
    /// The names of an object's fields: what stays the same between two calls.
    fileprivate var shape: [String] {
        switch self {
        case .object(let members): members.map(\.name)
        default: ["\(self)"]
        }
    }
}
