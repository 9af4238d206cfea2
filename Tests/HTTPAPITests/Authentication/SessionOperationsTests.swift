import HTTPTypes
import HummingbirdTesting
import Monitoring
import NIOConcurrencyHelpers
import Store
import Testing

@testable import HTTPAPI
@testable import Web

@Suite struct SessionOperationsTests {
    // MARK: Login

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
            for (username, password) in [
                ("operator", "Wr0ngpass"), ("nobody", TestAPI.password), ("Operator", TestAPI.password),
            ] {
                let answer = try await client.login(username, password)
                #expect(answer.status == 401)
                #expect(answer.msg == "Bad username or password")
            }
        }
    }

    static let incomplete = [
        "{}", #"{"username":"admin"}"#, #"{"password":"x"}"#, #"{"username":"","password":"x"}"#,
        #"{"username":"admin","password":""}"#, #"{"username":null,"password":null}"#,
    ]

    @Test(arguments: incomplete) func `a login without a username or a password is incomplete`(body: String)
        async throws
    {
        try await TestAPI.run { client in
            let answer = try await client.post("/api/auth/login", body)
            #expect(answer.status == 400)
            #expect(answer.msg == "Username and password required")
            #expect(answer["errors"] != nil)
        }
    }

    static let wrong = [
        #"{"username":1,"password":"x"}"#, #"{"username":"admin","password":true}"#,
        #"{"username":["admin"],"password":{}}"#,
        #"{"username":"a\nb","password":"x"}"#,
        #"{"username":"admin","password":"\#(String(repeating: "x", count: 129))"}"#,
        #"{"username":"\#(String(repeating: "x", count: 256))","password":"x"}"#,
    ]

    @Test(arguments: wrong) func `a login with fields of another kind is refused field by field`(body: String)
        async throws
    {
        try await TestAPI.run { client in
            let answer = try await client.post("/api/auth/login", body)
            #expect(answer.status == 400, "\(answer.text)")
            #expect(answer["errors"]?["username"] != nil || answer["errors"]?["password"] != nil)
        }
    }

    @Test func `a password whose hash is out of date is hashed anew`() async throws {
        let fixture = try await TestAPI.make()
        let weak = try PasswordHash(of: Secret("Passw0rd"), cost: .init(logarithm: 3, blockSize: 8, parallelism: 1))
            .text
        let user = try await fixture.store.createUser(
            username: "old", email: "old@x.org", passwordHash: weak, role: .viewer)
        try await fixture.test { client in
            #expect(try await client.login("old").status == 200)
            let stored = try #require(try await fixture.store.credentials(of: user.id))
            #expect(PasswordHash(stored.passwordHash)?.cost == TestAPI.cheap)
            #expect(try await client.login("old").status == 200)
        }
    }

    @Test func `a stored hash that cannot be read lets nobody in`() async throws {
        let fixture = try await TestAPI.make()
        for (number, hash) in ["", "*", "Passw0rd", "$scrypt$ln=4,r=8,p=1$$", "$argon2id$v=19$m=16$c2FsdA$aGFzaA"]
            .enumerated()
        {
            _ = try await fixture.store.createUser(
                username: "u\(number)", email: "u\(number)@x.org", passwordHash: hash, role: .admin)
        }
        try await fixture.test { client in
            for number in 0..<5 {
                let answer = try await client.login("u\(number)")
                #expect(answer.status == 401)
            }
        }
    }

    // MARK: The initial password

    @Test func `the initial password is taken from this machine and must be changed`() async throws {
        let fixture = try await TestAPI.makeInitial()
        try await fixture.testLive { client in
            let answer = try await client.login("admin", "admin123")
            #expect(answer.status == 200, "\(answer.text)")
            #expect(answer["must_change_password"] == true)
            #expect(answer.msg?.contains("change it") == true)
        }
    }

    @Test func `the initial password is not taken through a proxy or from elsewhere`() async throws {
        let fixture = try await TestAPI.makeInitial()
        let body = #"{"username": "admin", "password": "admin123"}"#
        try await fixture.testLive { client in
            let answer = try await client.send(
                .post, "/api/auth/login", json: body, headers: [.named("X-Forwarded-For"): "203.0.113.9"])
            #expect(answer.status == 403 && answer.msg?.contains("initial password") == true)
        }
        try await fixture.test { client in
            let right = try await client.post("/api/auth/login", body)
            let wrong = try await client.login("admin", "wrong")
            #expect(right.status == 403 && wrong.status == 401)
        }
    }

    static let foreign: [HTTPFields] = [
        [.origin: "https://evil.example"], [.origin: "null"], [.origin: "http://localhost.evil.example"],
        [.named("Host"): "evil.example"], [.named("Host"): "evil.example:5000"], [.named("Host"): "192.0.2.1"],
    ]

    @Test(arguments: foreign) func `the initial password is not taken from a page of another site`(headers: HTTPFields)
        async throws
    {
        let fixture = try await TestAPI.makeInitial { $0.allowedOrigins = ["*"] }
        try await fixture.testLive { client in
            let port = try #require(client.client.port)
            let body = #"{"username": "admin", "password": "admin123"}"#
            let host = headers[.named("Host")] ?? "localhost:\(port)"
            let origin = headers[.origin].map { "Origin: \($0)\r\n" } ?? ""
            let answer = try await Connection.exchange(
                "POST /api/auth/login HTTP/1.1\r\nHost: \(host)\r\n\(origin)Connection: close\r\nContent-Length: \(body.utf8.count)\r\n\r\n\(body)",
                port: port)
            #expect(answer.hasPrefix("HTTP/1.1 403 ") && answer.contains("this machine's own name"), "\(answer)")
        }
    }

    @Test(arguments: ["localhost", "127.0.0.1", "127.9.9.9", "[::1]", "noc.example.org"])
    func `the initial password is taken under this machine's own names`(host: String) async throws {
        let fixture = try await TestAPI.makeInitial { $0.machineNames = ["noc.example.org"] }
        try await fixture.testLive { client in
            let port = try #require(client.client.port)
            let body = #"{"username": "admin", "password": "admin123"}"#
            for origin in ["", "Origin: http://\(host):\(port)\r\n", "Origin: http://localhost:3000\r\n"] {
                let answer = try await Connection.exchange(
                    "POST /api/auth/login HTTP/1.1\r\nHost: \(host):\(port)\r\n\(origin)Connection: close\r\nContent-Length: \(body.utf8.count)\r\n\r\n\(body)",
                    port: port)
                #expect(answer.hasPrefix("HTTP/1.1 200 "), "\(answer)")
            }
        }
    }

    @Test func `once the initial password is changed, the account is like any other`() async throws {
        let fixture = try await TestAPI.makeInitial()
        try await fixture.testLive { client in
            let token = try await client.login("admin", "admin123").text("access_token")
            let changed = try await client.put(
                "/api/auth/profile", token: token, #"{"current_password": "admin123", "new_password": "Passw0rd"}"#)
            #expect(changed.status == 200, "\(changed.text)")
            let answer = try await client.login("admin")
            #expect(answer.status == 200 && answer["must_change_password"] == nil && answer["msg"] == nil)
        }
        let elsewhere = try await fixture.test { try await $0.login("admin") }
        #expect(elsewhere.status == 200)
    }

    // MARK: Throttle

    @Test func `the sixth attempt in a minute for one address and username is turned away`() async throws {
        try await TestAPI.run { client in
            for _ in 0..<5 { #expect(try await client.login("admin", "wrong").status == 401) }
            for username in ["admin", "ADMIN"] {
                let answer = try await client.login(username)
                #expect(answer.status == 429)
                #expect(answer.msg?.isEmpty == false)
                let seconds = try #require(answer.headers[.retryAfter].flatMap(Int.init))
                #expect((1...60).contains(seconds))
            }
            #expect(try await client.login("operator").status == 200)
        }
    }

    @Test func `right passwords do not count`() async throws {
        try await TestAPI.run { client in
            var statuses: [Int] = []
            for _ in 0..<4 { statuses.append(try await client.login("admin", "wrong").status) }
            for _ in 0..<20 { statuses.append(try await client.login("admin").status) }
            statuses.append(try await client.login("admin", "wrong").status)
            statuses.append(try await client.login("admin").status)
            #expect(statuses == [401, 401, 401, 401] + Array(repeating: 200, count: 20) + [401, 429])
        }
    }

    @Test(.timeLimit(.minutes(2))) func `a flood of wrong passwords keeps no right one out`() async throws {
        // Dear enough for a queue to form, which is all that matters here.
        let slow = PasswordHash.Cost(logarithm: 12, blockSize: 8, parallelism: 1)
        let flooders = 24
        let proxy = try #require(TrustedProxies("127.0.0.0/8"))
        let fixture = try await TestAPI.make {
            $0.passwordCost = slow
            $0.trustedProxies = proxy
            $0.loginThrottle.perAddress = 100_000
            $0.loginThrottle.perName = 100_000
        }
        try await fixture.testLive { client in
            let port = try #require(client.client.port)
            @Sendable func login(_ password: String, from address: String) async throws -> Int {
                let body = #"{"username": "admin", "password": "\#(password)"}"#
                let answer = try await Connection.exchange(
                    "POST /api/auth/login HTTP/1.1\r\nHost: x\r\nX-Forwarded-For: \(address)\r\nConnection: close\r\nContent-Length: \(body.utf8.count)\r\n\r\n\(body)",
                    port: port)
                return Int(answer.dropFirst("HTTP/1.1 ".count).prefix(3)) ?? 0
            }
            let first = try await login(TestAPI.password, from: "203.0.113.5")
            #expect(first == 200)
            let started = NIOLockedValueBox(0)
            await withTaskGroup(of: Void.self) { group in
                for number in 0..<flooders {
                    group.addTask {
                        while !Task.isCancelled {
                            _ = try? await login("wrong", from: "198.51.\(number).\(number)")
                            started.withLockedValue { $0 += 1 }
                        }
                    }
                }
                while started.withLockedValue({ $0 }) < flooders { try? await Task.sleep(for: .milliseconds(1)) }
                for address in ["203.0.113.5", "203.0.113.9", "192.0.2.77"] {
                    let before = started.withLockedValue { $0 }
                    let status = try? await login(TestAPI.password, from: address)
                    #expect(status == 200)
                    let between = started.withLockedValue { $0 } - before
                    #expect(between < flooders / 2, "it went before most of them")
                }
                group.cancelAll()
            }
        }
    }

    @Test func `an address that tries many usernames is turned away`() async throws {
        let statuses = try await TestAPI.make { $0.loginThrottle.perAddress = 3 }.test { client in
            var statuses: [Int] = []
            for number in 0..<4 { statuses.append(try await client.login("user\(number)").status) }
            return statuses
        }
        #expect(statuses == [401, 401, 401, 429])
    }

    // MARK: Refresh

    @Test func `a refresh token buys new tokens once, and its second use revokes them all`() async throws {
        try await TestAPI.run { client in
            let login = try await client.login("operator")
            let first = try login.text("refresh_token")
            let renewed = try await client.post("/api/auth/refresh", token: first)
            #expect(renewed.status == 200)
            let access = try renewed.text("access_token")
            #expect(try await client.get("/api/auth/profile", token: access).status == 200)

            let reused = try await client.post("/api/auth/refresh", token: first)
            #expect(reused.status == 401 && reused.msg != nil)
            #expect(try await client.get("/api/auth/profile", token: access).status == 401)
            #expect(try await client.get("/api/auth/profile", token: try login.text("access_token")).status == 401)
            #expect(try await client.post("/api/auth/refresh", token: try renewed.text("refresh_token")).status == 401)
        }
    }

    @Test func `refresh tokens can be renewed again and again`() async throws {
        try await TestAPI.run { client in
            var token = try await client.login("viewer").text("refresh_token")
            for _ in 0..<5 { token = try await client.post("/api/auth/refresh", token: token).text("refresh_token") }
        }
    }

    @Test func `a token of the wrong kind is told from a bad one`() async throws {
        try await TestAPI.run { client in
            let login = try await client.login("admin")
            let refreshed = try await client.post("/api/auth/refresh", token: try login.text("access_token"))
            #expect(refreshed.status == 422 && refreshed.msg == "Only refresh tokens are allowed")
            let profile = try await client.get("/api/auth/profile", token: try login.text("refresh_token"))
            #expect(profile.status == 422 && profile.msg == "Only access tokens are allowed")
        }
    }

    // MARK: Logout

    @Test(arguments: ["access_token", "refresh_token"])
    func `a logout with either token revokes both`(kind: String) async throws {
        try await TestAPI.run { client in
            let login = try await client.login("operator")
            let other = try await client.login("operator")
            let answer = try await client.post("/api/auth/logout", token: try login.text(kind))
            #expect(answer.status == 200 && answer.msg != nil)
            #expect(try await client.get("/api/auth/profile", token: try login.text("access_token")).status == 401)
            #expect(try await client.post("/api/auth/refresh", token: try login.text("refresh_token")).status == 401)
            #expect(try await client.post("/api/auth/logout", token: try login.text(kind)).status == 401)
            #expect(try await client.get("/api/auth/profile", token: try other.text("access_token")).status == 200)
        }
    }
}

extension TestAPI {
    /// A server after its first start in development: `admin` alone, with the initial password.
    fileprivate static func makeInitial(
        _ configure: (inout APIConfiguration) -> Void = { _ in }
    ) async throws -> TestAPI {
        let fixture = try await make(roles: [], configure)
        let hash = try PasswordHash(of: InitialPassword.password, cost: cheap).text
        _ = try await fixture.store.createFirstAdmin(passwordHash: hash, isInitialPassword: true)
        return fixture
    }
}
