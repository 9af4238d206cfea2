import Foundation
import Monitoring
import Testing

@testable import Bus

/// Against a Redis that speaks TLS.
@Suite(.timeLimit(.minutes(2))) struct RedisTLSTests {
    private func bus(
        _ server: RedisServer, host: String = "localhost", login: String = "", query: String = "",
        trusting: String? = "ca",
        log: TestLog = TestLog(), timing: RedisTiming = .unhurried
    ) throws -> RedisBus {
        let url = Secret("rediss://\(login)\(host):\(server.port)/0\(query)")
        let authorities = trusting.map { "\(server.directory)/\($0).pem" }
        let address = try #require(try RedisAddress.parse(url, authorities: authorities))
        return RedisBus(address, namespace: "lapwing", logger: log.logger, timing: timing)
    }

    @Test(arguments: ["localhost", "127.0.0.1"])
    func `hints and counts travel over TLS, also after the server was killed and started again`(host: String)
        async throws
    {
        try await RedisServer.run(["--requirepass", "s3cret"], over: .tls) { server in
            let (one, two) = (
                try bus(server, host: host, login: ":s3cret@"), try bus(server, host: host, login: ":s3cret@")
            )
            for round in 1...2 {
                for bus in [one, two] { try await bus.connected() }
                var heard = two.hints().makeAsyncIterator()
                one.publish(.taskFinished("round \(round)"))
                #expect(await heard.next() == .taskFinished("round \(round)"))
                #expect(await one.count("admin", window: .seconds(60)).count == 2 * round - 1)
                #expect(await two.count("admin", window: .seconds(60)).count == 2 * round)
                guard round == 1 else { break }
                server.kill()
                for bus in [one, two] { try await bus.away() }
                try await server.start()
                // The counters went with the server.
                for bus in [one, two] { try await bus.connected() }
                for count in 1...2 { #expect(await one.count("admin", window: .seconds(60)).count == count) }
            }
            for bus in [one, two] { await bus.close() }
        }
    }

    @Test func `a wrong password is said over TLS too, and never shown`() async throws {
        let log = TestLog()
        try await RedisServer.run(["--requirepass", "s3cret"], over: .tls) { server in
            let bus = try bus(server, login: ":wrong@", log: log)
            #expect(try await bus.away { !$0.contains("yet") }.contains("refuses the user or the password"))
            #expect(!log.lines.joined().contains("wrong"))
            await bus.close()
        }
    }

    @Test(arguments: [nil, "other"])
    func `a certificate that no trusted authority signed is refused`(trusting: String?) async throws {
        try await RedisServer.run(over: .tls) { server in
            let bus = try bus(server, trusting: trusting)
            #expect(try await bus.away { !$0.contains("yet") } == RedisError.untrusted.description)
            await bus.close()
        }
    }

    @Test(arguments: ["DNS:elsewhere.example", "DNS:elsewhere.example,IP:10.0.0.1"])
    func `a certificate for another host is refused`(names: String) async throws {
        try await RedisServer.run(over: .tls) { server in
            try Certificates.sign("server", for: names, in: server.directory)
            server.kill()
            try await server.start()
            for host in ["localhost", "127.0.0.1"] {
                let bus = try bus(server, host: host)
                #expect(try await bus.away { !$0.contains("yet") } == RedisError.otherName.description)
                await bus.close()
            }
        }
    }

    @Test func `a server that asks for a certificate gets one, or it is said`() async throws {
        try await RedisServer.run(["--tls-auth-clients", "yes"], over: .tls) { server in
            let nameless = try bus(server)
            let reason = try await nameless.away { !$0.contains("yet") }
            #expect(reason == RedisError.noCertificate.description)
            await nameless.close()
            try Certificates.sign("client", for: "DNS:lapwing", in: server.directory)
            let path = "\(server.directory)/client"
            let named = try bus(server, query: "?ssl_certfile=\(path).pem&ssl_keyfile=\(path).key")
            try await named.connected()
            await named.close()
        }
    }

    @Test func `a server without TLS is said, and so is a client without it`() async throws {
        try await RedisServer.run(over: .tcp) { server in
            let bus = try bus(server, trusting: nil, timing: RedisTiming())
            #expect(try await bus.away { !$0.contains("yet") } == RedisError.noHandshake(.seconds(1.5)).description)
            await bus.close()
        }
        try await RedisServer.run(over: .tls) { server in
            let bus = try RedisBus(Secret("redis://localhost:\(server.port)"))
            let reason = try await bus.away { !$0.contains("yet") }
            #expect(reason.contains("the connection"))
            await bus.close()
        }
    }

    @Test func `a file that is not there is said`() async throws {
        try await RedisServer.run(over: .tls) { server in
            let bus = try bus(server, trusting: "nothing")
            #expect(try await bus.away { !$0.contains("yet") } == RedisError.noTLS.description)
            await bus.close()
        }
    }

    @Test func `a server that hangs in the handshake is away within two seconds`() async throws {
        try await RedisServer.run(over: .tls) { server in
            server.freeze()
            let bus = try bus(server, timing: RedisTiming())
            #expect(try await bus.away { !$0.contains("yet") } == RedisError.noHandshake(.seconds(1.5)).description)
            await bus.close()
        }
    }
}
