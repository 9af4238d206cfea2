import HTTPTypes
import Monitoring
import Testing

@testable import HTTPAPI

@Suite struct SessionOperationsTests {
    @Test func `a login is answered with two tokens and the user`() async throws {
        try await TestAPI.run { client in
            let answer = try await client.login("operator")
            #expect(answer.status == 200)
            #expect(answer["user"]?["username"] == "operator")
            #expect(answer["user"]?["role"] == "operator")
            let profile = try await client.get("/api/auth/profile", token: try answer.text("access_token"))
            #expect(profile.status == 200)
            #expect(profile["email"] == "operator@example.org")
        }
    }

    @Test func `a wrong password and an unknown user are told the same`() async throws {
        try await TestAPI.run { client in
            for username in ["operator", "nobody"] {
                let answer = try await client.login(username, "Wr0ngpass")
                #expect(answer.status == 401)
                #expect(answer.msg == "Bad username or password")
            }
        }
    }
}
