import Monitoring
import Testing
import Web

@testable import HTTPAPI

@Suite struct ProfileOperationsTests {
    private static let profile = "/api/auth/profile"

    @Test(arguments: Role.allCases) func `everybody sees who they are`(role: Role) async throws {
        try await TestAPI.run { client in
            let answer = try await client.get(Self.profile, token: try await client.token(role))
            #expect(answer.status == 200)
            #expect(answer["username"] == .string(role.rawValue) && answer["role"] == .string(role.rawValue))
        }
    }

    @Test func `the address can be changed, but neither name nor role`() async throws {
        try await TestAPI.run { client in
            let token = try await client.token(.viewer)
            let answer = try await client.put(
                Self.profile, token: token, #"{"email":"v@example.org","username":"x","role":"admin","id":3}"#)
            #expect(answer.status == 200 && answer["email"] == "v@example.org")
            #expect(answer["username"] == "viewer" && answer["role"] == "viewer" && answer["id"] == 1)
            let taken = try await client.put(Self.profile, token: token, #"{"email":"ADMIN@example.org"}"#)
            #expect(taken.status == 409 && taken.msg == "Email already exists")
            #expect(try await client.put(Self.profile, token: token, #"{"email":"nonsense"}"#).status == 400)
        }
    }

    @Test func `a new password needs the current one`() async throws {
        try await TestAPI.run { client in
            let token = try await client.token(.viewer)
            let missing = try await client.put(Self.profile, token: token, #"{"new_password":"Other0ne"}"#)
            #expect(missing.status == 400 && missing["errors"]?["current_password"] == "Required")
            let wrong = try await client.put(
                Self.profile, token: token, #"{"current_password":"wrong","new_password":"Other0ne","email":"v@x.org"}"#
            )
            #expect(wrong.status == 401 && wrong.msg == "Current password is incorrect")
            #expect(try await client.get(Self.profile, token: token)["email"] == "viewer@example.org")
            let right = try await client.put(
                Self.profile, token: token, #"{"current_password":"Passw0rd","new_password":"Other0ne"}"#)
            #expect(right.status == 200)
            #expect(try await client.get(Self.profile, token: token).status == 401)
            #expect(try await client.login("viewer", "Other0ne").status == 200)
        }
    }

    @Test func `guesses at the current password count as attempts to sign in`() async throws {
        try await TestAPI.run { client in
            let token = try await client.token(.viewer)
            let guess = #"{"current_password":"wrong","new_password":"Other0ne"}"#
            for _ in 0..<5 { #expect(try await client.put(Self.profile, token: token, guess).status == 401) }
            #expect(try await client.put(Self.profile, token: token, guess).status == 429)
        }
    }
}
