import HTTPTypes
import Monitoring
import Testing

@testable import HTTPAPI
@testable import Web

@Suite struct UserOperationsTests {
    private static let users = "/api/auth/users"

    private func body(
        _ username: String = "nina", email: String = "nina@example.org", password: String = "Passw0rd",
        role: String? = nil
    ) -> String {
        var writer = JSONWriter()
        writer.object {
            $0.field("username", username)
            $0.field("email", email)
            $0.field("password", password)
            if let role { $0.field("role", role) }
        }
        return writer.text
    }

    // MARK: Reading

    @Test func `users are listed without their passwords`() async throws {
        try await TestAPI.run { client in
            let answer = try await client.get(Self.users, token: try await client.token(.admin))
            #expect(answer.status == 200)
            guard case .array(let users) = answer.json else { return #expect(Bool(false), "\(answer.text)") }
            #expect(users.map { $0["username"] } == ["viewer", "operator", "admin"])
            for user in users {
                guard case .object(let fields) = user else { continue }
                #expect(fields.map(\.name) == ["id", "username", "email", "role"])
            }
        }
    }

    @Test(arguments: ["0", "-1", "999", "abc", "1.0", "+1", "9223372036854775808", "99999999999999999999", "1%20", "٣"])
    func `what is no user's id is not found`(id: String) async throws {
        try await TestAPI.run { client in
            let token = try await client.token(.admin)
            for answer in [
                try await client.get("\(Self.users)/\(id)", token: token),
                try await client.put("\(Self.users)/\(id)", token: token, #"{"role":"viewer"}"#),
                try await client.delete("\(Self.users)/\(id)", token: token),
            ] { #expect(answer.status == 404 && answer.msg == "User not found", "\(answer.text)") }
        }
    }

    // MARK: Creating

    @Test func `a new user is answered, listed and can sign in`() async throws {
        try await TestAPI.run { client in
            let token = try await client.token(.admin)
            let created = try await client.post(Self.users, token: token, body(role: "operator"))
            #expect(created.status == 201)
            #expect(created["username"] == "nina" && created["role"] == "operator")
            let location = try #require(created.headers[.location])
            #expect(try await client.get(location, token: token).json == created.json)
            #expect(try await client.login("nina").status == 200)
        }
    }

    @Test func `the role is viewer unless said otherwise`() async throws {
        try await TestAPI.run { client in
            let created = try await client.post(Self.users, token: try await client.token(.admin), body())
            #expect(created["role"] == "viewer")
        }
    }

    @Test func `a name or an address is taken once, whatever its case`() async throws {
        try await TestAPI.run { client in
            let token = try await client.token(.admin)
            let name = try await client.post(Self.users, token: token, body("ADMIN"))
            #expect(name.status == 409 && name.msg == "Username already exists")
            let email = try await client.post(Self.users, token: token, body(email: "Admin@Example.org"))
            #expect(email.status == 409 && email.msg == "Email already exists")
        }
    }

    static let passwords = [
        ("Sh0rt", "at least 8 characters"), ("passw0rd", "an upper-case letter"), ("PASSW0RD", "a lower-case letter"),
        ("Password", "a digit"), ("x", "at least 8 characters, an upper-case letter, a digit"),
        ("Passw0rd" + String(repeating: "x", count: 121), "at most 128 characters"),
    ]

    @Test(arguments: passwords) func `a weak password is refused with what it lacks`(password: String, lack: String)
        async throws
    {
        try await TestAPI.run { client in
            let token = try await client.token(.admin)
            for answer in [
                try await client.post(Self.users, token: token, body(password: password)),
                try await client.put("\(Self.users)/1", token: token, #"{"password":"\#(password)"}"#),
                try await client.put(
                    "/api/auth/profile", token: token,
                    #"{"current_password":"Passw0rd","new_password":"\#(password)"}"#),
            ] { #expect(answer.status == 400 && answer.msg == "Password must have \(lack)", "\(answer.text)") }
        }
    }

    static let invalid: [(body: String, field: String)] = [
        (#"{"email":"a@b.org","password":"Passw0rd"}"#, "username"),
        (#"{"username":"nina","password":"Passw0rd"}"#, "email"),
        (#"{"username":"nina","email":"a@b.org"}"#, "password"),
        (#"{"username":"","email":"a@b.org","password":"Passw0rd"}"#, "username"),
        (#"{"username":"   ","email":"a@b.org","password":"Passw0rd"}"#, "username"),
        (#"{"username":"a\u0007b","email":"a@b.org","password":"Passw0rd"}"#, "username"),
        (#"{"username":"\#(String(repeating: "a", count: 81))","email":"a@b.org","password":"Passw0rd"}"#, "username"),
        (#"{"username":"nina","email":"nina","password":"Passw0rd"}"#, "email"),
        (#"{"username":"nina","email":"a@b.org","password":"Passw0rd","role":"root"}"#, "role"),
        (#"{"username":"nina","email":"a@b.org","password":"Passw0rd","role":1}"#, "role"),
        (#"{"username":7,"email":"a@b.org","password":"Passw0rd"}"#, "username"),
        (#"{"username":"nina","email":"a@b.org","password":["Passw0rd"]}"#, "password"),
    ]

    @Test(arguments: invalid) func `a wrong field is refused by name`(body: String, field: String) async throws {
        try await TestAPI.run { client in
            let answer = try await client.post(Self.users, token: try await client.token(.admin), body)
            #expect(answer.status == 400, "\(answer.text)")
            #expect(answer["errors"]?[field] != nil, "\(answer.text)")
        }
    }

    // MARK: Changing

    @Test func `only the fields sent are changed`() async throws {
        try await TestAPI.run { client in
            let token = try await client.token(.admin)
            let changed = try await client.put("\(Self.users)/1", token: token, #"{"email":"new@example.org"}"#)
            #expect(changed.status == 200)
            #expect(
                changed["username"] == "viewer" && changed["email"] == "new@example.org" && changed["role"] == "viewer")
            #expect(try await client.login("viewer").status == 200)
            let taken = try await client.put("\(Self.users)/1", token: token, #"{"username":"Operator"}"#)
            #expect(taken.status == 409 && taken.msg == "Username already exists")
            for field in ["username", "email", "password", "role"] {
                let null = try await client.put("\(Self.users)/1", token: token, #"{"\#(field)":null}"#)
                #expect(null.status == 400 && null["errors"]?[field] != nil)
            }
            #expect(try await client.put("\(Self.users)/1", token: token, "{}").status == 200)
        }
    }

    @Test func `a role that is taken away is gone at the next request`() async throws {
        try await TestAPI.run { client in
            let admin = try await client.token(.admin)
            let operatorToken = try await client.token(.operator)
            #expect(try await client.put("\(Self.users)/2", token: admin, #"{"role":"admin"}"#).status == 200)
            #expect(try await client.get(Self.users, token: operatorToken).status == 401)
            let promoted = try await client.token(.operator)
            #expect(try await client.get(Self.users, token: promoted).status == 200)
            #expect(try await client.put("\(Self.users)/2", token: admin, #"{"role":"viewer"}"#).status == 200)
            #expect(try await client.get(Self.users, token: promoted).status == 401)
            let demoted = try await client.token(.operator)
            #expect(try await client.get(Self.users, token: demoted).status == 403)
        }
    }

    @Test func `a new password voids every token of the user`() async throws {
        try await TestAPI.run { client in
            let admin = try await client.token(.admin)
            let login = try await client.login("viewer")
            #expect(try await client.put("\(Self.users)/1", token: admin, #"{"password":"Other0ne"}"#).status == 200)
            #expect(try await client.get("/api/auth/profile", token: try login.text("access_token")).status == 401)
            #expect(try await client.post("/api/auth/refresh", token: try login.text("refresh_token")).status == 401)
            #expect(try await client.login("viewer").status == 401)
            #expect(try await client.login("viewer", "Other0ne").status == 200)
        }
    }

    @Test func `the last admin stays one`() async throws {
        try await TestAPI.run { client in
            let token = try await client.token(.admin)
            for role in ["viewer", "operator"] {
                let demoted = try await client.put("\(Self.users)/3", token: token, #"{"role":"\#(role)"}"#)
                #expect(demoted.status == 409 && demoted.msg != nil)
            }
            #expect(try await client.get(Self.users, token: token).status == 200)
        }
    }

    // MARK: Deleting

    @Test func `a deleted user is gone with the tokens`() async throws {
        try await TestAPI.run { client in
            let admin = try await client.token(.admin)
            let viewer = try await client.token(.viewer)
            let deleted = try await client.delete("\(Self.users)/1", token: admin)
            #expect(deleted.status == 200 && deleted.msg == "User deleted")
            #expect(try await client.get("/api/auth/profile", token: viewer).status == 401)
            #expect(try await client.login("viewer").status == 401)
            #expect(try await client.delete("\(Self.users)/1", token: admin).status == 404)
        }
    }

    @Test func `nobody deletes themselves`() async throws {
        try await TestAPI.run { client in
            let admin = try await client.token(.admin)
            _ = try await client.post(Self.users, token: admin, body(role: "admin"))
            let answer = try await client.delete("\(Self.users)/3", token: admin)
            #expect(answer.status == 409 && answer.msg == "You cannot delete your own account")
        }
    }
}
