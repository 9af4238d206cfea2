import HTTPTypes
import Monitoring
import Store
import Testing
import Web

@testable import HTTPAPI

/// The description against what the API does. Made from the list of operations, so that a new one is covered as soon as
/// it exists.
@Suite struct DescribedAnswersTests {
    @Test func `each operation succeeds as it is described`() async throws {
        let fixture = try await TestAPI.make()
        try await fixture.test { client in
            let scenario = try await Scenario(client, of: fixture)
            for operation in scenario.operations {
                let answer = try await client.send(
                    operation.method, scenario.path(of: operation),
                    token: try await scenario.token(for: operation), json: scenario.body(of: operation))
                let comment: Comment = "\(operation.identifier): \(answer.status) \(answer.text.prefix(500))"
                let described = operation.answers.first { $0.status.code == answer.status }
                guard let described else {
                    Issue.record(comment)
                    continue
                }
                #expect(answer.headers[.contentType]?.hasPrefix(described.contentType) == true, comment)
                for header in described.headers where header.name != "Link" {
                    #expect(answer.headers[.named(header.name)] != nil, comment)
                }
                if described.contentType == "application/json" {
                    let json = try #require(answer.json, comment)
                    #expect(described.schema.problems(with: json) == [], comment)
                }
            }
        }
    }

    @Test func `each operation refuses as it is described`() async throws {
        let fixture = try await TestAPI.make()
        try await fixture.test { client in
            let scenario = try await Scenario(client, of: fixture)
            for operation in scenario.operations {
                for answer in try await provoke(operation, client, scenario) where answer.status >= 400 {
                    let comment: Comment = "\(operation.identifier): \(answer.status) \(answer.text)"
                    #expect(operation.allRefusals.map(\.code).contains(answer.status), comment)
                    #expect(Self.error.problems(with: try #require(answer.json)) == [], comment)
                }
            }
        }
    }

    private static let error = Schema.object([.required("msg", .text), .optional("errors", .map(.text))])

    private func provoke(
        _ operation: Operation, _ client: TestClient, _ scenario: Scenario
    ) async throws -> [Answer] {
        let path = scenario.path(of: operation)
        let missing = operation.path.replacing(#/\{[^}]*\}/#, with: "999999")
        let body = scenario.body(of: operation) ?? "{}"
        let token = try await scenario.token(for: operation)
        let method = operation.method
        return [
            try await client.send(method, path, json: body),
            try await client.send(method, missing, token: token, json: body),
            try await client.send(method, path + "?page=0&wait=0", token: token, json: body),
            try await client.send(method, path, token: token, json: "{"),
            try await client.send(method, path, token: token, json: "{}"),
            try await client.send(method, path, token: token, json: body, headers: [.contentType: "text/plain"]),
            try await client.send(
                method, path, token: try await scenario.fixture.tokens(of: .viewer).access, json: body),
            try await client.send(
                method, path, token: try await scenario.fixture.tokens(of: .admin).refresh, json: body),
        ]
    }

    @Test func `no answer holds a password or a key, and none to a viewer a community`() async throws {
        let fixture = try await TestAPI.make()
        try await fixture.test { client in
            let scenario = try await Scenario(client, of: fixture)
            for role in Role.allCases {
                for operation in scenario.operations where operation.method != .delete {
                    let answer = try await client.send(
                        operation.method, scenario.path(of: operation),
                        token: try await scenario.token(for: operation, of: role), json: scenario.body(of: operation))
                    let hidden = Scenario.secrets + (role == .viewer ? [Scenario.community] : [])
                    let others = try await provoke(operation, client, scenario)
                    for secret in hidden {
                        #expect(!answer.text.contains(secret), "\(role) at \(operation.identifier)")
                    }
                    for secret in Scenario.secrets {
                        #expect(!others.contains { $0.text.contains(secret) }, "\(operation.identifier)")
                    }
                }
            }
            let device = try await client.get("/api/devices", token: try await fixture.tokens(of: .operator).access)
            #expect(device.text.contains(Scenario.community))
        }
    }
}
